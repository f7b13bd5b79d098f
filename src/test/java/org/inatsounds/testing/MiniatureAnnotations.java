package org.inatsounds.testing;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inatsounds.Split;

/** The annotations of a split, as Python's {@code json.dump} writes them, with all the oddities of the published ones. */
final class MiniatureAnnotations {

    private static final String LICENSES = """
            [{"id": 0, "name": "Public Domain", "url": "http://creativecommons.org/publicdomain/zero/1.0/"}, \
            {"id": 1, "name": "Attribution License", "url": "http://creativecommons.org/licenses/by/4.0/"}, \
            {"id": 2, "name": "Attribution-NonCommercial License", \
            "url": "http://creativecommons.org/licenses/by-nc/4.0/"}]""";

    /** What can stand where a place should: numbers, null, the token NaN that is no JSON, nothing, absurd uncertainties. */
    private static final List<String> PLACES = List.of(
            ", \"latitude\": 42.3732, \"longitude\": -72.5199, \"location_uncertainty\": 31",
            ", \"latitude\": -33.8688, \"longitude\": 151.2093, \"location_uncertainty\": 28214.0",
            ", \"latitude\": null, \"longitude\": null, \"location_uncertainty\": null",
            ", \"latitude\": NaN, \"longitude\": NaN, \"location_uncertainty\": NaN",
            ", \"latitude\": 64.1466, \"longitude\": -179.9999, \"location_uncertainty\": -80",
            "",
            ", \"latitude\": 0.0, \"longitude\": 180.0, \"location_uncertainty\": 106807033",
            ", \"latitude\": 51.4778, \"longitude\": -0.0014");

    private static final List<String> HOLDERS = List.of(
            "A. Listener", "Núñez Ó Súilleabháin", "no rights reserved", "鳥の声 \"field\" notes", "back\\slash\ttab");

    private MiniatureAnnotations() {}

    static String json(Split split, List<MiniatureSpecies> species, List<MiniatureRecording> recordings) {
        return """
                {"info": {"year": 2024, "version": "1.0", "description": "iNatSounds %s, a miniature with made-up species", \
                "contributor": "nobody", "url": "", "date_created": "2024-05-01 00:00:00"}, \
                "audio": %s, "categories": %s, "annotations": %s, "licenses": %s}
                """.formatted(
                        split,
                        array(recordings, MiniatureAnnotations::audio),
                        array(species, MiniatureAnnotations::category),
                        array(recordings, MiniatureAnnotations::annotation),
                        LICENSES);
    }

    private static <T> String array(List<T> elements, Function<T, String> element) {
        return elements.stream().map(element).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String audio(MiniatureRecording recording) {
        int id = recording.id();
        var random = new Random(id);
        return """
                {"id": %d, "duration": %s, "file_name": "%s", "license": %d, "rights_holder": %s, \
                "date": "20%02d-%02d-%02d %02d:%02d:00+00:00"%s}""".formatted(
                        id,
                        recording.seconds(),
                        recording.fileName(),
                        id % 3,
                        quoted(HOLDERS.get(id % HOLDERS.size())),
                        10 + random.nextInt(14),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        PLACES.get(id % PLACES.size()));
    }

    private static String category(MiniatureSpecies species) {
        return """
                {"id": %d, "name": "%s", "common_name": %s, "supercategory": "%s", "kingdom": "Animalia", "phylum": "%s", \
                "class": "%s", "order": "%s", "family": "%s", "genus": "%s", "specific_epithet": "%s", \
                "audio_dir_name": "%s", "evaluation": %d}""".formatted(
                        species.id(),
                        species.name(),
                        quoted(species.commonName()),
                        species.taxonClass(),
                        species.phylum(),
                        species.taxonClass(),
                        species.order(),
                        species.family(),
                        species.genus(),
                        species.epithet(),
                        species.audioDirName(),
                        species.evaluated() ? 1 : 0);
    }

    private static String annotation(MiniatureRecording recording) {
        return "{\"id\": %d, \"audio_id\": %d, \"category_id\": %d}"
                .formatted(
                        500_000 + recording.id(),
                        recording.id(),
                        recording.species().id());
    }

    /** Python escapes whatever is not ASCII. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
