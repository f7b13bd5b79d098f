package org.inatsounds.features;

import java.io.IOException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.License;
import org.inatsounds.dataset.Rank;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.Json;

/** A small JSON file that lies beside the features of a recording. */
final class RecordingFacts {

    private RecordingFacts() {}

    /**
     * What is known of a recording: {@code id}, {@code file_name}, {@code duration}, its category's id ({@code category_id}) and
     * names with the whole taxonomy, {@code latitude}, {@code longitude}, {@code location_uncertainty}, {@code date},
     * {@code license}, {@code license_url}, {@code rights_holder}. What the annotations do not say, or can't be, is null.
     *
     * @param annotations that the recording is of
     */
    static String json(Recording recording, Annotations annotations) {
        return Json.text(json -> {
            json.number("id", recording.id())
                    .string("file_name", recording.fileName())
                    .number("duration", recording.knownDuration());
            if (annotations.labelled()) {
                category(json, annotations.categoryOf(recording));
            }
            json.number("latitude", recording.knownLatitude())
                    .number("longitude", recording.knownLongitude())
                    .number("location_uncertainty", recording.locationUncertainty())
                    .string("date", Json.known(recording.knownDate()));
            Integer id = recording.license();
            License license = id == null ? null : annotations.license(id);
            json.string("license", license == null ? null : Json.known(license.name()))
                    .string("license_url", license == null ? null : Json.known(license.url()))
                    .string("rights_holder", Json.known(recording.rightsHolder()));
        });
    }

    private static void category(Json json, Category category) throws IOException {
        json.number("category_id", category.id())
                .string("name", category.name())
                .string("common_name", Json.known(category.commonName()))
                .string("supercategory", Json.known(category.supercategory()));
        for (Rank rank : Rank.values()) {
            if (rank != Rank.SPECIES) {
                json.string(rank.label(), Json.known(category.name(rank)));
            }
        }
        json.string("audio_dir_name", Json.known(category.audioDirName()));
    }
}
