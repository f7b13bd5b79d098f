package org.inatsounds.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.License;
import org.inatsounds.dataset.Rank;
import org.inatsounds.dataset.Recording;
import org.jspecify.annotations.Nullable;

/** Small JSON files that lie beside data and say what it is. */
public final class Facts {

    private Facts() {}

    /**
     * One JSON object.
     *
     * @param facts its members: strings, booleans, whole numbers and doubles
     */
    public static String json(Map<String, Object> facts) {
        return text(json -> members(json, facts));
    }

    /**
     * What is known of a recording: {@code id}, {@code file_name}, {@code duration}, its category's id ({@code category_id}) and
     * names with the whole taxonomy, {@code latitude}, {@code longitude}, {@code location_uncertainty}, {@code date},
     * {@code license}, {@code license_url}, {@code rights_holder}. What the annotations do not say, or can't be, is null.
     *
     * @param annotations that the recording is of
     */
    public static String json(Recording recording, Annotations annotations) {
        return text(json -> {
            json.number("id", recording.id())
                    .string("file_name", recording.fileName())
                    .number("duration", recording.knownDuration());
            if (annotations.labelled()) {
                category(json, annotations.categoryOf(recording));
            }
            json.number("latitude", recording.knownLatitude())
                    .number("longitude", recording.knownLongitude())
                    .number("location_uncertainty", recording.locationUncertainty())
                    .string("date", known(recording.knownDate()));
            Integer id = recording.license();
            License license = id == null ? null : annotations.license(id);
            json.string("license", license == null ? null : known(license.name()))
                    .string("license_url", license == null ? null : known(license.url()))
                    .string("rights_holder", known(recording.rightsHolder()));
        });
    }

    private static void category(Json json, Category category) throws IOException {
        json.number("category_id", category.id())
                .string("name", category.name())
                .string("common_name", known(category.commonName()))
                .string("supercategory", known(category.supercategory()));
        for (Rank rank : Rank.values()) {
            if (rank != Rank.SPECIES) {
                json.string(rank.label(), known(category.name(rank)));
            }
        }
        json.string("audio_dir_name", known(category.audioDirName()));
    }

    static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }

    private static void members(Json json, Map<String, Object> facts) throws IOException {
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            Object value = fact.getValue();
            if (value instanceof Double number) {
                json.number(fact.getKey(), number);
            } else if (value instanceof Integer || value instanceof Long) {
                json.number(fact.getKey(), ((Number) value).longValue());
            } else if (value instanceof Boolean flag) {
                json.bool(fact.getKey(), flag);
            } else {
                json.string(fact.getKey(), value.toString());
            }
        }
    }

    private static String text(Json.Content content) {
        StringWriter out = new StringWriter();
        try {
            Json.write(out, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
