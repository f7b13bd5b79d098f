package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.inatsounds.features.ParityResult;
import org.inatsounds.features.ParityRow;
import org.inatsounds.features.RecordingProblem;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;

/**
 * How far spectrograms are the same as arrays that were there before.
 *
 * @param expected the folder of those arrays
 * @param result of the comparison
 */
public record ParityReport(String expected, ParityResult result) {

    private static final int SCHEMA_VERSION = 1;

    /** Writes the report. The writer stays open. */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("expected", expected)
                        .bool("same", result.same())
                        .objects(
                                "presets",
                                result.rows(),
                                row -> json.string("preset", row.preset())
                                        .bool("same", row.same())
                                        .number("recordings", row.recordings())
                                        .number("pixels", row.compared())
                                        .number("different", row.different())
                                        .number("share", row.share())
                                        .number("largest", row.largest())
                                        .objects("not_comparable", row.notComparable(), p -> problem(json, p)))
                        .objects("failed", result.failed(), p -> problem(json, p)));
    }

    private static void problem(Json json, RecordingProblem problem) throws IOException {
        json.string("file", problem.file()).string("reason", problem.reason());
    }

    private void text(Writer out) throws IOException {
        List<ParityRow> rows = result.rows();
        out.write("compared with the arrays in " + expected + "\n");
        TextTable table = new TextTable("<>>>>>><", 2);
        table.row("preset", "recordings", "pixels", "differ", "share", "largest", "not comparable", "");
        for (ParityRow row : rows) {
            table.row(
                    row.preset(),
                    Quantity.count(row.recordings()),
                    Quantity.count(row.compared()),
                    Quantity.count(row.different()),
                    String.format(Locale.ROOT, "%.4f %%", 100 * row.share()),
                    String.format(Locale.ROOT, "%.4g", row.largest()),
                    Quantity.count(row.notComparable().size()),
                    row.same() ? "the same" : "different");
        }
        table.appendTo(out);
        boolean none = rows.stream().allMatch(row -> row.recordings() == 0);
        for (ParityRow row : none ? rows.subList(0, 1) : rows) {
            // A preset that fits no array at all is not the one that was asked about.
            if (!row.notComparable().isEmpty() && (none || row.recordings() > 0)) {
                RecordingProblem first = row.notComparable().get(0);
                out.write(row.preset() + ", first of those not comparable: " + first.file() + ": " + first.reason()
                        + "\n");
            }
        }
        if (!result.failed().isEmpty()) {
            out.write(Quantity.count(result.failed().size()) + " recordings could not be read\n");
        }
    }
}
