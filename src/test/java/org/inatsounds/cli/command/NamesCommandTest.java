package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.testing.CsvTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds names}: labels of models, against four classes and a category without recordings. */
final class NamesCommandTest {

    private static final String ANNOTATIONS = """
            {"audio": [{"id": 101, "file_name": "test/a/1.wav"}, {"id": 102, "file_name": "test/b/2.wav"},
                       {"id": 103, "file_name": "test/c/3.wav"}, {"id": 104, "file_name": "test/d/4.wav"}],
             "categories": [
               {"id": 3, "name": "Accipiter cooperii", "common_name": "Cooper's Hawk", "supercategory": "Aves",
                "audio_dir_name": "00003_Accipiter_cooperii"},
               {"id": 5, "name": "Thinornis dubius", "common_name": "Little Plover", "supercategory": "Aves"},
               {"id": 7, "name": "Rana una", "common_name": "Frog", "supercategory": "Amphibia"},
               {"id": 9, "name": "Rana altera", "common_name": "Frog", "supercategory": "Amphibia"},
               {"id": 11, "name": "Passer domesticus", "common_name": "House Sparrow", "supercategory": "Aves"}],
             "annotations": [{"id": 1, "audio_id": 101, "category_id": 3}, {"id": 2, "audio_id": 102, "category_id": 5},
                             {"id": 3, "audio_id": 103, "category_id": 7}, {"id": 4, "audio_id": 104, "category_id": 9}]}
            """;

    @TempDir
    private Path folder;

    private Path annotations;

    @BeforeEach
    void write() throws IOException {
        annotations = Files.writeString(folder.resolve("test.json"), ANNOTATIONS);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private CommandRun.Result names(Path labels, String... more) {
        List<String> words =
                new ArrayList<>(List.of("names", labels.toString(), "--annotations", annotations.toString()));
        words.addAll(List.of(more));
        return CommandRun.plain().run(words.toArray(String[]::new));
    }

    private String ok(Path labels, String... more) {
        CommandRun.Result result = names(labels, more);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private JsonNode json(Path labels, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("--format", "json"));
        words.addAll(List.of(more));
        return MiniatureData.json(ok(labels, words.toArray(String[]::new)));
    }

    private static List<String> texts(JsonNode array, String key) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.get(key).asText()));
        return texts;
    }

    private Path everyRule() throws IOException {
        return file(
                "labels.txt",
                "Astur cooperii_Cooper's Hawk",
                "Charadrius dubius",
                "7.0",
                "Passer domesticus_House Sparrow",
                "rana_UNA",
                "Frog",
                "Engine_Engine",
                "cooper's hawk",
                "00003_Accipiter_cooperii",
                "Accipiter");
    }

    @Test
    void everyLabelIsReportedWithItsRule() throws IOException {
        List<Map<String, String>> rows = CsvTable.rows(ok(everyRule(), "--format", "csv"));
        assertThat(rows.stream().map(row -> String.join(",", row.values())).toList())
                .containsExactly(
                        "matched,1,Astur cooperii_Cooper's Hawk,synonym,3,Accipiter cooperii,true",
                        "matched,2,Charadrius dubius,synonym,5,Thinornis dubius,true",
                        "matched,3,7.0,id,7,Rana una,true",
                        "matched,4,Passer domesticus_House Sparrow,birdnet,11,Passer domesticus,false",
                        "matched,5,rana_UNA,scientific,7,Rana una,true",
                        "ambiguous,6,Frog,common,7,Rana una,true",
                        "ambiguous,6,Frog,common,9,Rana altera,true",
                        "unmatched,7,Engine_Engine,,,,",
                        "matched,8,cooper's hawk,common,3,Accipiter cooperii,true",
                        "matched,9,00003_Accipiter_cooperii,folder,3,Accipiter cooperii,true",
                        "unmatched,10,Accipiter,,,,",
                        "no_label,,,,9,Rana altera,true");
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        JsonNode json = json(everyRule());
        assertThat(json.get("schema_version").intValue()).isEqualTo(1);
        assertThat(json.get("split").textValue()).isEqualTo("test");
        assertThat(json.get("heading").isNull()).isTrue();
        assertThat(json.get("labels").intValue()).isEqualTo(10);
        assertThat(json.get("labels_matched").intValue()).isEqualTo(7);
        assertThat(json.get("classes").intValue()).isEqualTo(4);
        assertThat(json.get("classes_with_label").intValue()).isEqualTo(3);
        assertThat(json.get("rules").toString())
                .isEqualTo("{\"id\":1,\"scientific\":1,\"common\":1,\"folder\":1,\"birdnet\":1,\"synonym\":2}");
        assertThat(texts(json.get("matched"), "rule"))
                .containsExactly("synonym", "synonym", "id", "birdnet", "scientific", "common", "folder");
        assertThat(texts(json.get("ambiguous"), "label")).containsExactly("Frog");
        assertThat(texts(json.at("/ambiguous/0/categories"), "category_id")).containsExactly("7", "9");
        assertThat(texts(json.get("shared"), "name")).containsExactly("Accipiter cooperii", "Rana una");
        assertThat(json.at("/shared/1/labels").toString()).isEqualTo("[\"7.0\",\"rana_UNA\"]");
        assertThat(texts(json.get("unmatched"), "line")).containsExactly("7", "10");
        assertThat(texts(json.get("classes_without_label"), "common_name")).containsExactly("Frog");
    }

    @Test
    void textIsForPeople() throws IOException {
        assertThat(ok(everyRule()))
                .startsWith(folder.resolve("labels.txt") + ": 7 of 10 labels mean a category\n")
                .contains(
                        "By rule",
                        "Found by another scientific name: 2",
                        "Charadrius dubius             Thinornis dubius",
                        "Of several categories: refused in predictions: 1",
                        "Rana una (7) and Rana altera (9)",
                        "Several labels of one category: refused in predictions: 2",
                        "Labels of no category: 2",
                        "Classes without a label: 1")
                .endsWith("\n3 of 4 classes of test have a label, 1 have none.\n");
        assertThat(ok(everyRule(), "--format", "markdown"))
                .startsWith("## ")
                .contains("### By rule", "| birdnet | Genus species\\_Common name | 1 |");
    }

    /** A list of many labels stays readable; programs get all of it. */
    @Test
    void textShowsTheFirstTwentyOfMany() throws IOException {
        String[] labels = new String[25];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = "nothing " + (char) ('a' + i);
        }
        Path file = file("many.txt", labels);
        assertThat(ok(file))
                .contains("Labels of no category: 25, the first 20 (all in JSON and CSV)", "nothing t")
                .doesNotContain("nothing u");
        assertThat(json(file).get("unmatched")).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idx;id;sci_name;com_name;class;order\n0;3;Rana una;Frog;Amphibia;Anura\n1;4;Astur cooperii;x;Aves;y\n",
                "\ufeffidx;id;sci_name;com_name;class;order\r\n0;3;Rana una;Frog;Amphibia;Anura\r\n1;4;Astur cooperii;x;Aves;y\r\n",
                "inat2024_fsd50k\nRana una\nAstur cooperii\n",
                "scientific_name\nRana una\nAstur cooperii\n",
                "# of a model\nRana una\n\nAstur cooperii\n",
                "index,label\n0,Rana una\n1,\"Astur cooperii\"\n",
                "id\tname\n0\tRana una\n1\tAstur cooperii\n",
                "Rana una_Frog\nAstur cooperii_Cooper's Hawk",
                "common_name,scientific_name\n\"Frog, brown\",Rana una\nHawk,Astur cooperii\n",
                "\"Rana una\"\n\"Astur cooperii\"\n"
            })
    void labelsAreTakenFromTheFilesOfModels(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("model.csv"), text);
        JsonNode json = json(file);
        assertThat(json.get("labels").intValue()).isEqualTo(2);
        assertThat(texts(json.get("matched"), "category_id")).containsExactly("7", "3");
    }

    @Test
    void theHeadingIsSaid() throws IOException {
        Path file = file("labels.csv", "inat2024_fsd50k", "Rana una");
        assertThat(ok(file)).contains("1 of 1 label means a category (below the heading inat2024_fsd50k)");
        assertThat(json(file).get("heading").textValue()).isEqualTo("inat2024_fsd50k");
    }

    @Test
    void aLabelMapWins() throws IOException {
        Path labels = file("labels.txt", "Rana una", "robin");
        Path map = file("map.csv", "label,category", "Rana una,Rana altera", "robin,Astur cooperii");
        JsonNode json = json(labels, "--label-map", map.toString());
        assertThat(texts(json.get("matched"), "rule")).containsExactly("label_map", "label_map");
        assertThat(texts(json.get("matched"), "category_id")).containsExactly("9", "3");
        Path wrong = file("wrong.csv", "robin,Turdus nullus");
        CommandRun.Result refused = names(labels, "--label-map", wrong.toString());
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("wrong.csv:1: no category is called 'Turdus nullus'");
    }

    @Test
    void classesAreThoseThatAreChosen() throws IOException {
        Path labels = file("labels.txt", "Rana una", "Passer domesticus");
        Path classes = file("classes.txt", "Charadrius dubius", "Rana una");
        assertThat(texts(json(labels, "--classes", classes.toString()).get("classes_without_label"), "category_id"))
                .containsExactly("5");
        assertThat(json(labels, "--classes", "all").get("classes").intValue()).isEqualTo(5);
        assertThat(json(labels, "--classes", "all").at("/matched/1/competes").booleanValue())
                .isTrue();
    }

    @Test
    void theSplitIsFoundInTheDataFolder() throws IOException {
        Path labels = file("labels.txt", "Rana una");
        Files.copy(annotations, folder.resolve("val.json"));
        CommandRun.Result result = CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.toString())
                .run("names", labels.toString(), "--split", "val", "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(MiniatureData.json(result.out()).get("split").textValue()).isEqualTo("val");
        result = CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.toString())
                .run("names", labels.toString(), "--split", "train");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("train.json");
    }

    @Test
    void theResultGoesToAFileButNotOverWhatIsRead() throws IOException {
        Path labels = file("labels.txt", "Rana una");
        Path out = folder.resolve("names.csv");
        assertThat(ok(labels, "--format", "csv", "-o", out.toString())).isEmpty();
        assertThat(out).content().startsWith("status,line,label,rule,category_id,name,competes\nmatched,1,Rana una");
        CommandRun.Result refused = names(labels, "-o", labels.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--output: expected another file");
        assertThat(names(labels, "-o", annotations.toString()).code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "scientific_name\n", "id,sci_name\n"})
    void aListWithoutLabelsIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("empty.txt"), text);
        CommandRun.Result result = names(file);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("empty.txt: expected labels, one per line, or a table");
    }

    @Test
    void raggedTablesAreRefusedWithTheirLine() throws IOException {
        CommandRun.Result result = names(file("ragged.csv", "id,label", "1,Rana una", "2,Frog, brown"));
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("ragged.csv:3: expected 2 columns as in the header, got 3");
        result = names(file("quote.csv", "id,label", "1,\"Rana una"));
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("quote.csv:2: a quote is not closed");
        result = names(folder.resolve("none.txt"));
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("none.txt: no such file");
    }

    @Test
    void whereNoLabelMatchesTheExpectedFormIsSaid() throws IOException {
        CommandRun.Result result = names(file("odd.txt", "0|Rana una", "1|Rana altera"));
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("no label is a category; expected one label per line");
    }
}
