package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.SpeciesOfManyNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another scientific name of a species finds it in filters, lists, headers and label maps; a genus never does. */
final class OtherNamesTest {

    private static final String ANNOTATIONS = """
            {"audio": [{"id": 101, "file_name": "test/a/1.wav"}, {"id": 102, "file_name": "test/b/2.wav"}],
             "categories": [{"id": 3, "name": "FIRST", "common_name": "One", "supercategory": "Aves", "genus": "Accipiter"},
                            {"id": 5, "name": "SECOND", "common_name": "Two", "supercategory": "Aves"}],
             "annotations": [{"id": 1, "audio_id": 101, "category_id": 3}, {"id": 2, "audio_id": 102, "category_id": 5}]}
            """;

    @TempDir
    private Path folder;

    private Path annotations;

    @BeforeEach
    void write() throws IOException {
        species("Accipiter cooperii", "Thinornis dubius");
    }

    private void species(String first, String second) throws IOException {
        annotations = Files.writeString(
                folder.resolve("test.json"), ANNOTATIONS.replace("FIRST", first).replace("SECOND", second));
    }

    private CommandRun.Result run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--annotations", annotations.toString()));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String list(String name) throws IOException {
        return file("list.txt", name + "\n");
    }

    private void isFirst(CommandRun.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("test/a/1.wav").doesNotContain("test/b/2.wav");
    }

    @Test
    void filtersFindIt() throws IOException {
        isFirst(run("list", "--format", "csv", "--taxon", "astur COOPERII"));
        isFirst(run("list", "--format", "csv", "--species-file", list("Astur cooperii")));
    }

    @Test
    void headersListsAndLabelMapsFindIt() throws IOException {
        for (String heading : List.of("Astur cooperii", "Astur_cooperii", "Astur cooperii_Cooper's Hawk")) {
            String table = file("p.csv", "audio_id," + heading + ",Charadrius dubius\n101,0.9,0.1\n102,0.2,0.8\n");
            CommandRun.Result result = run("eval", table, "--format", "json");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("\"map\": 1.0");
        }
        String labelled = file("p.csv", "audio_id,hawk,plover\n101,0.9,0.1\n102,0.2,0.8\n");
        String map = file("map.csv", "hawk,Astur cooperii\nplover,Charadrius dubius\n");
        assertThat(run("eval", labelled, "--label-map", map).code()).isZero();
        String ids = file("p.csv", "audio_id,3,5\n101,0.9,0.1\n102,0.2,0.8\n");
        assertThat(run("eval", ids, "--classes", list("Astur cooperii")).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Astur", "Thinornis minor", "Astur gentilis", "Tachyspiza"})
    void aGenusOrAnotherSpeciesIsNoOtherName(String name) throws IOException {
        assertThat(run("list", "--taxon", name).code()).isEqualTo(2);
        assertThat(run("list", "--species-file", list(name)).code()).isEqualTo(4);
        String table = file("p.csv", "audio_id," + name + ",5\n101,0.9,0.1\n102,0.2,0.8\n");
        assertThat(run("eval", table).code()).isEqualTo(4);
    }

    @Test
    void aNameOfACategoryIsNeverRedirected() throws IOException {
        species("Accipiter cooperii", "Astur cooperii");
        isFirst(run("list", "--format", "csv", "--taxon", "Accipiter cooperii"));
        assertThat(run("list", "--format", "csv", "--taxon", "Astur cooperii").out())
                .contains("test/b/2.wav")
                .doesNotContain("test/a/1.wav");
    }

    @Test
    void anotherNameOfTwoCategoriesIsRefusedByName() throws IOException {
        List<String> names = SpeciesOfManyNames.any();
        species(names.get(0), names.get(1));
        CommandRun.Result filter = run("list", "--taxon", names.get(2));
        assertThat(filter.code()).as(filter.err()).isEqualTo(2);
        assertThat(filter.err())
                .contains(
                        "--taxon: '" + names.get(2) + "' is another name of several species",
                        names.get(0),
                        names.get(1));
        CommandRun.Result list = run("list", "--species-file", list(names.get(2)));
        assertThat(list.code()).isEqualTo(4);
        assertThat(list.err()).contains("list.txt:1: '" + names.get(2) + "' is another name of several species");
        CommandRun.Result header =
                run("eval", file("p.csv", "audio_id," + names.get(2) + ",5\n101,0.9,0.1\n102,0.2,0.8\n"));
        assertThat(header.code()).isEqualTo(4);
        assertThat(header.err()).contains("p.csv:1:2: several categories are other names of '" + names.get(2) + "'");
    }
}
