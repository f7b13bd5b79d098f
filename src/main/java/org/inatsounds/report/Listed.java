package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.LicenseGroup;
import org.inatsounds.dataset.LicenseUse;
import org.inatsounds.dataset.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a list.
 *
 * @param split its name
 * @param recording as the annotations have it
 * @param category what it is of; null where the annotations do not say
 * @param license that it is under
 * @param path of the file, whether it is there or not; empty where its name is none that a file can have
 * @param sha256 of the file; empty where it is not there, or nobody asked
 */
public record Listed(
        String split,
        Recording recording,
        @Nullable Category category,
        LicenseUse license,
        String path,
        String sha256) {

    /** The column of {@link #sha256}. */
    public static final String SHA256 = "sha256";

    /** The columns of a list of recordings. Names are those of the metadata beside spectrograms. */
    public static final Columns<Listed> COLUMNS = new Columns<>(
            columns(), List.of("split", "id", "file_name", "duration", "category_id", "name", "common_name"));

    /** A recording without a checksum. */
    public static Listed of(
            String split, Recording recording, Annotations annotations, LicenseUse license, String path) {
        return new Listed(
                split, recording, annotations.labelled() ? annotations.categoryOf(recording) : null, license, path, "");
    }

    /** The same with a checksum. */
    public Listed with(String checksum) {
        return new Listed(split, recording, category, license, path, checksum);
    }

    private static List<Column<Listed>> columns() {
        List<Column<Listed>> columns = new ArrayList<>(List.of(
                Column.text("split", Listed::split),
                Column.number("id", row -> row.recording.id()),
                Column.text("file_name", row -> row.recording.fileName()),
                Column.number("duration", row -> row.recording.knownDuration())));
        SpeciesListing.CATEGORY.forEach(column -> columns.add(ofCategory(column)));
        columns.addAll(List.of(
                Column.number("latitude", row -> row.recording.knownLatitude()),
                Column.number("longitude", row -> row.recording.knownLongitude()),
                Column.number("location_uncertainty", row -> row.recording.locationUncertainty()),
                Column.text("date", row -> row.recording.knownDate()),
                Column.text("license", row -> row.license.name()),
                Column.text("license_url", row -> row.license.url()),
                Column.text("license_group", row -> label(row.license.group())),
                Column.text("rights_holder", row -> row.recording.rightsHolder()),
                Column.text("path", Listed::path),
                Column.text(SHA256, Listed::sha256)));
        return List.copyOf(columns);
    }

    /**
     * The columns of a list. Checksums cost the reading of every file: they are there for whoever asks for them.
     *
     * @param names of those that are wanted; none for the usual ones
     * @param hash whether checksums are wanted, too
     * @throws org.inatsounds.UsageException if there is no such column
     */
    public static List<Column<Listed>> chosen(List<String> names, boolean hash) {
        List<Column<Listed>> chosen = new ArrayList<>(COLUMNS.chosen(names));
        if (names.equals(List.of(Columns.ALL)) && !hash) {
            chosen.removeIf(column -> column.name().equals(SHA256));
        }
        if (hash && !areHashed(chosen)) {
            chosen.addAll(COLUMNS.chosen(List.of(SHA256)));
        }
        return chosen;
    }

    /** Whether checksums are among them. */
    public static boolean areHashed(List<Column<Listed>> columns) {
        return columns.stream().anyMatch(column -> column.name().equals(SHA256));
    }

    private static Column<Listed> ofCategory(Column<Category> column) {
        return new Column<>(
                column.name(),
                column.isNumber(),
                row -> row.category == null ? null : column.value().of(row.category));
    }

    private static @Nullable String label(@Nullable LicenseGroup group) {
        return group == null ? null : group.label();
    }
}
