package org.inatsounds.dataset.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filters choose, from annotations written here. */
final class RecordingFilterTest {

    @TempDir
    Path folder;

    private Annotations annotations;

    @BeforeEach
    void annotations() throws IOException {
        annotations = write("val.json", 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Eight recordings of four species, in any order. */
    private Annotations write(String name, Integer... order) throws IOException {
        List<String> audio = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int id : order) {
            audio.add(RECORDINGS[id - 1]);
            labels.add("{\"id\":%d,\"audio_id\":%d,\"category_id\":%d}".formatted(id, id, 1 + id % 4));
        }
        String categories = """
                {"id":1,"name":"Strix aluco","common_name":"Tawny Owl","supercategory":"Aves","kingdom":"Animalia",
                 "phylum":"Chordata","class":"Aves","order":"Strigiformes","family":"Strigidae","genus":"Strix",
                 "specific_epithet":"aluco","audio_dir_name":"00001_Strix_aluco","evaluation":1},
                {"id":2,"name":"Athene noctua","common_name":"Little Owl","supercategory":"Aves","kingdom":"Animalia",
                 "phylum":"Chordata","class":"Aves","order":"Strigiformes","family":"Strigidae","genus":"Athene",
                 "specific_epithet":"noctua","audio_dir_name":"00002_Athene_noctua","evaluation":0},
                {"id":3,"name":"Hyla arborea","common_name":"Tree Frog","supercategory":"Amphibia","kingdom":"Animalia",
                 "phylum":"Chordata","class":"Amphibia","order":"Anura","family":"Hylidae","genus":"Hyla",
                 "specific_epithet":"arborea","audio_dir_name":"00003_Hyla_arborea","evaluation":1},
                {"id":4,"name":"Gryllus campestris","common_name":"","supercategory":"Insecta","kingdom":"Animalia",
                 "phylum":"Arthropoda","class":"Insecta","order":"Orthoptera","family":"Gryllidae","genus":"Gryllus",
                 "specific_epithet":"campestris","audio_dir_name":"00004_Gryllus_campestris","evaluation":1}""";
        String licenses = """
                {"id":1,"name":"Attribution-NonCommercial License","url":"http://creativecommons.org/licenses/by-nc/4.0/"},
                {"id":2,"name":"Attribution License","url":"http://creativecommons.org/licenses/by/4.0/"},
                {"id":3,"name":"Public Domain","url":"http://creativecommons.org/publicdomain/zero/1.0/"},
                {"id":4,"name":"All rights reserved","url":""}""";
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                "{\"audio\":[" + String.join(",", audio) + "],\"categories\":[" + categories + "],\"annotations\":["
                        + String.join(",", labels) + "],\"licenses\":[" + licenses + "]}");
        return AnnotationReader.read(file);
    }

    private static final String[] RECORDINGS = {
        audio(1, 0.5, 1, "2020-01-31", "10.0", "179.0"),
        audio(2, 5, 2, "2020-02-01 10:00:00", "-10.0", "-179.0"),
        audio(3, 10, 3, "2021-12-31", "51.5", "0.0"),
        audio(4, 20, 4, "", "NaN", "NaN"),
        audio(5, 60, 1, "2019-05-05", "-45.0", "170.0"),
        audio(6, 61, 1, "2022-06-01", "0.0", "-180.0"),
        audio(7, 3, 2, "last summer", "null", "null"),
        "{\"id\":8,\"file_name\":\"val/8.wav\"}",
    };

    private static String audio(int id, double seconds, int license, String date, String latitude, String longitude) {
        return String.format(
                Locale.ROOT,
                "{\"id\":%d,\"file_name\":\"val/%d.wav\",\"duration\":%s,\"license\":%d,\"date\":\"%s\",\"latitude\":%s,"
                        + "\"longitude\":%s}",
                id,
                id,
                seconds,
                license,
                date,
                latitude,
                longitude);
    }

    private List<Integer> chosen(Criteria criteria) {
        RecordingFilter filter = new RecordingFilter(criteria);
        List<Integer> ids = ids(filter.apply(annotations));
        filter.requireMatches();
        return ids;
    }

    private static List<Integer> ids(List<Recording> recordings) {
        return recordings.stream().map(Recording::id).toList();
    }

    private static Criteria taxon(String... names) {
        return new Criteria(
                List.of(),
                List.of(names),
                null,
                false,
                null,
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                Integer.MAX_VALUE,
                0,
                false);
    }

    private static Criteria speciesFile(Path file, boolean allowMissing) {
        return new Criteria(
                List.of(),
                List.of(),
                file,
                allowMissing,
                null,
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                Integer.MAX_VALUE,
                0,
                false);
    }

    private static Criteria perSpecies(int most, long seed) {
        return new Criteria(
                List.of(),
                List.of(),
                null,
                false,
                null,
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                most,
                seed,
                false);
    }

    private static Criteria other(
            String box, String license, double min, double max, String since, String until, boolean evaluated) {
        return new Criteria(
                List.of(),
                List.of(),
                null,
                false,
                box.isEmpty() ? null : BoundingBox.parse(box),
                license.isEmpty() ? List.of() : List.of(license),
                min,
                max,
                since,
                until,
                Integer.MAX_VALUE,
                0,
                evaluated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Strigidae | 1 4 5 8",
                "strigiformes | 1 4 5 8",
                "Hyla | 2 6",
                "Tawny owl | 4 8",
                "3 | 2 6",
                "00004_Gryllus_campestris | 3 7",
                "Insecta | 3 7",
                "Animalia | 1 2 3 4 5 6 7 8",
            })
    void taxaOfEveryRankAndSpeciesByAnyName(String name, String expected) {
        assertThat(chosen(taxon(name)).toString().replaceAll("[,\\[\\]]", "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // box | license | min | max | since | until | evaluated | expected
                "170,-50,-178,20||0|Infinity|||false|1 2 5 6",
                "-1,50,1,60||0|Infinity|||false|3",
                "|attribution|0|Infinity|||false|2 7",
                "|NON-COMMERCIAL|0|Infinity|||false|1 5 6",
                "|Public domain|0|Infinity|||false|3",
                "|all rights reserved|0|Infinity|||false|4",
                "||5|60|||false|2 3 4 5",
                "||0.5|0.5|||false|1",
                "||0|Infinity|2020||false|1 2 3 6",
                "||0|Infinity||2020|false|1 2 5",
                "||0|Infinity|2020-02|2021-12-31|false|2 3",
                "||0|Infinity|||true|2 3 4 6 7 8",
            })
    void everyOtherCriterion(
            String box,
            String license,
            double min,
            double max,
            String since,
            String until,
            boolean evaluated,
            String expected) {
        Criteria criteria = other(or(box), or(license), min, max, or(since), or(until), evaluated);
        assertThat(chosen(criteria).toString().replaceAll("[,\\[\\]]", "")).isEqualTo(expected);
        assertThat(criteria.isEmpty()).isFalse();
        assertThat(criteria.describe()).isNotEqualTo("all recordings");
    }

    private static String or(String value) {
        return value == null ? "" : value;
    }

    @Test
    void noCriterionTakesEverything() {
        assertThat(chosen(Criteria.NONE)).hasSize(8);
        assertThat(Criteria.NONE.isEmpty()).isTrue();
        assertThat(Criteria.NONE.describe()).isEqualTo("all recordings");
    }

    @Test
    void namesThatMeanNothingAreErrorsWithTheNearest() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> chosen(taxon("Strigide")))
                .withMessage("taxon: unknown name 'Strigide'; did you mean 'Strigidae'?");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> chosen(other("", "attributio", 0, 9, "", "", false)))
                .withMessageContaining("license: unknown name 'attributio'; did you mean 'attribution'");
    }

    /** A taxon may be in one split and not in the other. */
    @Test
    void aNameNeedsToMeanSomethingInOneSplitOnly() throws IOException {
        Path other = folder.resolve("other.json");
        Files.writeString(
                other,
                Files.readString(folder.resolve("val.json"))
                        .replace("Hyla", "Rana")
                        .replace("Hylidae", "Ranidae"));
        RecordingFilter filter = new RecordingFilter(taxon("Hylidae"));
        assertThat(filter.apply(annotations)).hasSize(2);
        assertThat(filter.apply(AnnotationReader.read(other))).isEmpty();
        filter.requireMatches();
    }

    @Test
    void speciesFilesNameTheirMissingOnes() throws IOException {
        Path file = Files.writeString(
                folder.resolve("species.txt"),
                "\ufeff# owls\r\nStrix aluco  # tawny\r\n\r\nlittle owl\nStrix alucco\nNobody\n00003_Hyla_arborea\n4\n");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> chosen(speciesFile(file, false)))
                .withMessage("2 of 6 species in " + file + " are not in the dataset:\n"
                        + "  line 5: Strix alucco; did you mean 'Strix aluco'?\n  line 6: Nobody\n"
                        + "correct them, or skip them with --allow-missing");
        assertThat(chosen(speciesFile(file, true))).hasSize(8);
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing\n");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> chosen(speciesFile(empty, true)))
                .withMessageContaining("expected species");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> chosen(speciesFile(folder.resolve("none.txt"), true)))
                .withMessageContaining("no such file");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> chosen(speciesFile(folder, true)))
                .withMessage(folder + ": expected a file with species, one per line, got a folder");
    }

    @Test
    void theChoicePerSpeciesDependsOnNamesAndSeedAlone() throws IOException {
        List<Integer> one = chosen(perSpecies(1, 0));
        assertThat(one).hasSize(4).isSorted();
        assertThat(chosen(perSpecies(2, 0))).containsAll(one).hasSize(8);
        List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(order, new Random(1));
        Annotations shuffled = write("shuffled.json", order.toArray(Integer[]::new));
        assertThat(ids(new RecordingFilter(perSpecies(1, 0)).apply(shuffled))).containsExactlyInAnyOrderElementsOf(one);
        boolean differs = false;
        for (long seed = 1; seed < 10; seed++) {
            differs |= !chosen(perSpecies(1, seed)).equals(one);
        }
        assertThat(differs).isTrue();
    }

    /** The same number as from Python: the choice is the same on every machine and in every version. */
    @Test
    void theOrderNeverChanges() {
        assertThat(SeededOrder.rank("val/1.wav", 7)).isEqualTo(EXPECTED_RANK);
    }

    private static final long EXPECTED_RANK = -1384050977451180253L;

    @Test
    void contradictionsAreRefused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> chosen(other("", "", 5, 4, "", "", false)))
                .withMessageContaining("min-duration");
        for (double seconds : new double[] {-1, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> chosen(other("", "", seconds, Double.POSITIVE_INFINITY, "", "", false)))
                    .withMessageContaining("min-duration: expected seconds, 0 or more, got " + seconds);
        }
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> chosen(perSpecies(0, 0)));
        for (String date : new String[] {"2020-13", "2020-02-30", "20", "yesterday"}) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> chosen(other("", "", 0, 9, date, "", false)))
                    .withMessageContaining("since")
                    .withMessageContaining(date);
        }
        for (String[] bounds :
                new String[][] {{"2022", "2020"}, {"2020-06", "2020-05-31"}, {"2020-05-02", "2020-05-01"}}) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> chosen(other("", "", 0, 9, bounds[0], bounds[1], false)))
                    .withMessage("since: expected at most --until, " + bounds[1] + ", got " + bounds[0]);
        }
        chosen(other("", "", 0, 9, "2020", "2020-05-01", false));
        chosen(other("", "", 0, 9, "2020-05-01", "2020", false));
        for (String box : new String[] {"1,2,3", "a,b,c,d", "0,10,1,5", "-181,0,0,0", "0,0,0,NaN"}) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> BoundingBox.parse(box))
                    .withMessageContaining("bbox");
        }
    }

    @Test
    void annotationsWithoutLabelsHaveNoSpeciesToFilter() throws IOException {
        Path file = folder.resolve("unlabelled.json");
        Files.writeString(
                file,
                Files.readString(folder.resolve("val.json"))
                        .replaceFirst("\"annotations\":\\[[^]]*]", "\"annotations\":[]"));
        Annotations unlabelled = AnnotationReader.read(file);
        assertThat(new RecordingFilter(other("", "", 5, 60, "", "", false)).apply(unlabelled))
                .hasSize(4);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> new RecordingFilter(taxon("Aves")).apply(unlabelled))
                .withMessageContaining("give no species for");
    }
}
