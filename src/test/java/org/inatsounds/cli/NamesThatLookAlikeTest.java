package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look the same on the screen are found, however a list, an option or a header spells them. */
final class NamesThatLookAlikeTest {

    /** Composed letters; the common name of the first is {@code Rüppell's Müller}. */
    private static final String ANNOTATIONS = """
            {"audio": [{"id": 101, "file_name": "test/a/caf\u00e9.wav"}, {"id": 102, "file_name": "test/b/x.wav"}],
             "categories": [{"id": 3, "name": "Corvus corax", "common_name": "R\u00fcppell's M\u00fcller",
                             "supercategory": "Aves"},
                            {"id": 5, "name": "Rana una", "common_name": "Frog", "supercategory": "Amphibia"}],
             "annotations": [{"id": 1, "audio_id": 101, "category_id": 3}, {"id": 2, "audio_id": 102, "category_id": 5}]}
            """;

    @TempDir
    private Path folder;

    private Path annotations;

    @BeforeEach
    void write() throws IOException {
        annotations = Files.writeString(folder.resolve("test.json"), ANNOTATIONS);
    }

    private CommandRun.Result run(String... arguments) {
        return CommandRun.plain().run(arguments);
    }

    private static final String APART = "Ru\u0308ppell\u2019s\u00a0Mu\u0308ller";

    @ParameterizedTest
    @ValueSource(
            strings = {
                APART,
                "R\u00fcppell's M\u00fcller",
                "Corvus\u00a0corax",
                "corvus \u2003 CORAX",
                "\ufeffCorvus\u200b corax"
            })
    void aSpeciesFileFindsThem(String name) throws IOException {
        Path list = Files.writeString(folder.resolve("species.txt"), name + "\n");
        CommandRun.Result result = run(
                "list", "--annotations", annotations.toString(), "--species-file", list.toString(), "--format", "csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("caf\u00e9").doesNotContain("test/b/x.wav");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--taxon=" + APART, "--taxon=Corvus\u00a0corax", "--supercategory=\u00a0AVES"})
    void filtersFindThem(String option) {
        CommandRun.Result result = run("list", "--annotations", annotations.toString(), option, "--format", "csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("caf\u00e9").doesNotContain("test/b/x.wav");
    }

    /** Annotations may have them apart, and a list together. */
    @Test
    void annotationsInTheOtherFormFindThem() throws IOException {
        Files.writeString(annotations, ANNOTATIONS.replace("\u00fc", "u\u0308"));
        aSpeciesFileFindsThem("R\u00fcppell's M\u00fcller");
    }

    @Test
    void headersAndRowsOfPredictionsFindThem() throws IOException {
        Path table = Files.writeString(
                folder.resolve("p.csv"),
                "\u00a0file_name," + APART + ",Rana\u00a0una\ntest/a/cafe\u0301.wav,0.9,0.1\ntest/b/x.wav,0.2,0.8\n");
        CommandRun.Result result =
                run("eval", table.toString(), "--annotations", annotations.toString(), "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"map\": 1.0");
    }

    @Test
    void aListOfClassesFindsThem() throws IOException {
        Path table = Files.writeString(folder.resolve("p.csv"), "audio_id,3,5\n101,0.9,0.1\n102,0.2,0.8\n");
        Path classes = Files.writeString(folder.resolve("classes.txt"), APART + "\n");
        CommandRun.Result result =
                run("eval", table.toString(), "--annotations", annotations.toString(), "--classes", classes.toString());
        assertThat(result.code()).as(result.err()).isZero();
    }
}
