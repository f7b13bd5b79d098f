package org.inatsounds.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.License;
import org.inatsounds.dataset.Rank;
import org.inatsounds.dataset.Recording;
import org.inatsounds.features.BatchSource;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;

/** What is known of one recording, for people. */
public final class RecordingCard {

    private RecordingCard() {}

    /**
     * Writes some lines; what the annotations do not say is left out.
     *
     * @param seconds of sound
     */
    public static void write(BatchSource source, double seconds, Appendable out) throws IOException {
        BatchSource.Label label = source.label();
        if (label == null) {
            out.append(source.name()).append('\n');
        } else {
            write(label.recording(), label.annotations(), out);
        }
        out.append("  audio: " + Quantity.duration(seconds) + ", " + source.format() + "\n");
    }

    /** Without the audio. */
    static void write(Recording recording, Annotations annotations, Appendable out) throws IOException {
        TextTable table = new TextTable("<", 2);
        table.row("id", String.valueOf(recording.id()));
        if (annotations.labelled()) {
            Category category = annotations.categoryOf(recording);
            table.row("species", category.name() + bracketed(category.commonName()));
            String lineage = String.join(
                    ", ",
                    category.path(Rank.GENUS).stream()
                            .filter(name -> !name.isEmpty())
                            .toList());
            row(table, "taxonomy", lineage);
        }
        row(table, "date", recording.knownDate());
        row(table, "place", place(recording));
        Integer id = recording.license();
        License license = id == null ? null : annotations.license(id);
        row(table, "licence", license == null ? "" : license.name() + bracketed(license.url()));
        row(table, "rights holder", recording.rightsHolder());
        out.append(Text.oneLine(recording.fileName())).append('\n');
        table.appendTo(out);
    }

    private static void row(TextTable table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(name, value);
        }
    }

    private static String bracketed(String value) {
        return value.isEmpty() ? "" : " (" + value + ")";
    }

    private static String place(Recording recording) {
        if (!recording.isPlaced()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add(degrees(recording.latitude(), "N", "S"));
        parts.add(degrees(recording.longitude(), "E", "W"));
        if (!Double.isNaN(recording.locationUncertainty())) {
            parts.add(String.format(Locale.ROOT, "within %,.0f m", recording.locationUncertainty()));
        }
        return String.join(", ", parts);
    }

    private static String degrees(double value, String positive, String negative) {
        return String.format(Locale.ROOT, "%.4f° %s", Math.abs(value), value < 0 ? negative : positive);
    }
}
