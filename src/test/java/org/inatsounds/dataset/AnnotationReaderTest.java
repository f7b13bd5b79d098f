package org.inatsounds.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnotationReaderTest {

    private static final Recording CICADA = new Recording(
            15,
            "test/00241_Animalia_Arthropoda_Insecta_Hemiptera_Cicadidae_Notopsalta_sericea/a.wav",
            12.5,
            4,
            "Núria Ñuñez 🐸",
            "2019-05-14 07:21:09+00:00",
            -36.8485,
            174.7633,
            Double.NaN);

    private static final Recording FROG = new Recording(
            902,
            "test/00007_Animalia_Chordata_Amphibia_Anura_Hylidae_Hyla_arborea/b.wav",
            3,
            null,
            "",
            "",
            Double.NaN,
            Double.NaN,
            -80);

    private static final Recording OTHER_FROG = new Recording(
            40,
            "test/00007_Animalia_Chordata_Amphibia_Anura_Hylidae_Hyla_arborea/c.wav",
            0.25,
            1,
            "Ana",
            "2023-05-01",
            48.1,
            11.5,
            106807033);

    @TempDir
    Path folder;

    @Test
    void readsEverything() throws IOException {
        Annotations annotations = read("small.json");

        assertThat(annotations.info()).isEqualTo(new Info("2024", "1.0", "Two splits' worth", "", "", "2024-06-01"));
        assertThat(annotations.recordings()).containsExactly(CICADA, FROG, OTHER_FROG);
        assertThat(annotations.categories()).extracting(Category::id).containsExactly(7, 241, 3);
        assertThat(annotations.annotations())
                .containsExactly(new Annotation(0, 902, 7), new Annotation(1, 15, 241), new Annotation(2, 40, 7));
        assertThat(annotations.licenses())
                .containsExactly(
                        new License(
                                4,
                                "Attribution-NonCommercial License",
                                "http://creativecommons.org/licenses/by-nc/4.0/"),
                        new License(1, "", ""));
        assertThat(annotations.labelled()).isTrue();
    }

    @Test
    void readsCategories() throws IOException {
        List<Category> categories = read("small.json").categories();

        assertThat(categories.get(0))
                .isEqualTo(new Category(
                        7,
                        "Hyla arborea",
                        "European Tree Frog",
                        "Amphibia",
                        Map.of(
                                Rank.KINGDOM, "Animalia",
                                Rank.PHYLUM, "Chordata",
                                Rank.CLASS, "Amphibia",
                                Rank.ORDER, "Anura",
                                Rank.FAMILY, "Hylidae",
                                Rank.GENUS, "Hyla",
                                Rank.SPECIES, "arborea"),
                        "00007_Animalia_Chordata_Amphibia_Anura_Hylidae_Hyla_arborea",
                        true));
        assertThat(categories.get(1).commonName()).isEmpty();
        assertThat(categories.get(1).evaluation()).isFalse();
        assertThat(categories.get(2)).isEqualTo(new Category(3, "Nobody recordedyet", "", "", Map.of(), "", null));
    }

    @Test
    void looksUpByIdAndByCategory() throws IOException {
        Annotations annotations = read("small.json");
        Category frog = requireNonNull(annotations.category(7));
        Category nobody = requireNonNull(annotations.category(3));

        assertThat(annotations.recording(15)).isEqualTo(CICADA);
        assertThat(annotations.recording(7)).isNull();
        assertThat(annotations.category(15)).isNull();
        assertThat(annotations.license(4)).isEqualTo(annotations.licenses().get(0));
        assertThat(annotations.license(7)).isNull();
        assertThat(annotations.categoryOf(CICADA)).isSameAs(annotations.category(241));
        assertThat(annotations.categoryOf(FROG)).isSameAs(frog);
        assertThat(annotations.recordingsOf(frog)).containsExactly(FROG, OTHER_FROG);
        assertThat(annotations.recordingCount(frog)).isEqualTo(2);
        assertThat(annotations.recordingsOf(nobody)).isEmpty();
        assertThat(annotations.recordingCount(nobody)).isZero();
    }

    @Test
    void whatIsOfAnotherFileIsNotFound() throws IOException {
        Annotations annotations = read("small.json");
        Annotations draft = read("draft.json");
        Category raven = draft.categories().get(0);

        assertThat(annotations.recordingCount(raven)).isZero();
        assertThat(annotations.recordingsOf(raven)).isEmpty();
        assertThatThrownBy(() -> annotations.categoryOf(draft.recordings().get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no recording with the id 1");
    }

    @Test
    void readsTheDraftSpelling() throws IOException {
        Annotations annotations = read("draft.json");
        Category raven = requireNonNull(annotations.category(2));

        assertThat(annotations.recordings()).extracting(Recording::id).containsExactly(1, 2);
        assertThat(annotations.recordings().get(0).duration()).isNaN();
        assertThat(annotations.recordingCount(raven)).isEqualTo(2);
        assertThat(raven.audioDirName()).isEqualTo("00002_Animalia_Chordata_Aves_Passeriformes_Corvidae_Corvus_corax");
        assertThat(raven.evaluation()).isNull();
    }

    @Test
    void theSpellingOfTheReleaseWins() throws IOException {
        Annotations annotations = readText("""
                {"audio": [{"id": 1, "file_name": "a"}, {"id": 2, "file_name": "b"}],
                 "categories": [{"id": 5, "name": "A b", "image_dir_name": "image", "audio_dir_name": "audio"},
                                {"id": 6, "name": "A c", "audio_dir_name": "audio", "image_dir_name": "image"}],
                 "annotations": [{"id": 1, "audio_id": 1, "image_id": 7, "category_id": 5},
                                 {"id": 2, "image_id": 7, "audio_id": 2, "category_id": 6}]}""");

        assertThat(annotations.categories()).extracting(Category::audioDirName).containsOnly("audio");
        assertThat(annotations.annotations())
                .extracting(Annotation::recordingId)
                .containsExactly(1, 2);
    }

    @Test
    void aFileWithoutAnnotationsIsNotLabelled() throws IOException {
        for (String labels : List.of("", ", \"annotations\": []", ", \"annotations\": null")) {
            Annotations annotations = readText("{\"audio\": [{\"id\": 1, \"file_name\": \"a.wav\"}], \"categories\":"
                    + " [{\"id\": 5, \"name\": \"A b\"}]" + labels + "}");

            assertThat(annotations.labelled()).isFalse();
            assertThat(annotations.annotations()).isEmpty();
            assertThatThrownBy(() ->
                            annotations.categoryOf(annotations.recordings().get(0)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(annotations.recordingCount(annotations.categories().get(0)))
                    .isZero();
        }
    }

    @Test
    void aFileMayHoldNothingButAnEmptyArray() throws IOException {
        Annotations annotations = readText("{\"audio\": []}");

        assertThat(annotations.recordings()).isEmpty();
        assertThat(annotations.info()).isEqualTo(Info.NONE);
        assertThat(annotations.recording(0)).isNull();
    }

    @Test
    void severalAnnotationsThatAgreeAreOneLabel() throws IOException {
        Annotations annotations = readText("""
                {"audio": [{"id": 1, "file_name": "a"}], "categories": [{"id": 5, "name": "A b"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 5}, {"id": 2, "audio_id": 1, "category_id": 5}]}""");

        assertThat(annotations.annotations()).hasSize(2);
        assertThat(annotations.recordingCount(annotations.categories().get(0))).isEqualTo(1);
    }

    @Test
    void takesAByteOrderMark() throws IOException {
        assertThat(readText("\ufeff{\"audio\": []}").recordings()).isEmpty();
    }

    private Annotations read(String sample) throws IOException {
        return readText(Samples.text(sample));
    }

    private Annotations readText(String text) throws IOException {
        return AnnotationReader.read(Files.writeString(folder.resolve("test.json"), text));
    }
}
