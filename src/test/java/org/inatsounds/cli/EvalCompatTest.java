package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which classes compete, and what other tools say. {@code compat.json} is made by {@code scripts/make_compat_cases.py}. */
final class EvalCompatTest {

    private static final Path CASES = Path.of("src/test/resources/evaluation");
    private static final List<String> METRICS =
            List.of("top1", "top5", "map", "mf1", "roc_auc", "micro_top1", "micro_top5");

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();

    private CommandRun.Result eval(String name, String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "eval",
                CASES.resolve(name).resolve(file).toString(),
                "--annotations",
                CASES.resolve(name).resolve("test.json").toString()));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun.Result result) throws IOException {
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonMapper().readTree(result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "absent_classes, sklearn", "absent_classes, torchmetrics",
        "ties, sklearn", "ties, torchmetrics",
        "all_equal, sklearn", "all_equal, torchmetrics",
        "continuous, sklearn", "continuous, torchmetrics"
    })
    void anotherToolSaysWhatItSays(String name, String tool) throws IOException {
        JsonNode expected =
                new JsonMapper().readTree(CASES.resolve("compat.json").toFile()).get(name);
        JsonNode result = json(eval(name, expected.get("file").textValue(), "--compat", tool, "--format=json"));

        JsonNode compat = result.get("compat");
        assertThat(compat.get("tool").textValue()).isEqualTo(tool);
        for (String metric : METRICS) {
            JsonNode there = compat.at("/metrics/" + metric);
            JsonNode value = expected.get(tool).path(metric);
            if (value.isNumber()) {
                assertThat(there.doubleValue()).as(metric).isCloseTo(value.doubleValue(), within(1e-9));
            } else {
                assertThat(there.isNull()).as(metric).isTrue();
            }
            double ours = result.at("/metrics/" + metric)
                    .asDouble(result.at("/also/" + metric).asDouble());
            boolean differs = there.isNull() || Math.abs(there.doubleValue() - ours) > 1e-9;
            if (differs) {
                assertThat(compat.at("/reasons/" + metric).asText()).as(metric).isNotBlank();
            } else {
                // A last digit that another order of summing gives needs no reason.
                assertThat(compat.at("/reasons").has(metric)).as(metric).isFalse();
            }
        }
    }

    @Test
    void theOtherToolHasAColumnAndSentences() {
        assertThat(eval("absent_classes", "predictions.csv", "--compat=sklearn").out())
                .contains(
                        "Values of scikit-learn for the same file:",
                        "metric        here  scikit-learn",
                        "mf1         0.5440             –",
                        "map: average_precision_score: a class without recordings counts as 0, of 40.");
        assertThat(eval("absent_classes", "predictions.csv", "--compat=torchmetrics", "--format=markdown")
                        .out())
                .contains("| metric | here | torchmetrics |", "it takes a softmax of scores outside");
        assertThat(eval("absent_classes", "predictions.csv").out()).doesNotContain("scikit");
    }

    @Test
    void aListHasNoWordOfAnotherTool() {
        CommandRun.Result result = eval("long_top8", "predictions.csv", "--compat=sklearn");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("expected a score for every class", "remove --compat");
        assertThat(run.run("eval", "-", "--compat=sklearn").code()).isEqualTo(2);
    }

    @Test
    void allCategoriesCanCompete() throws IOException {
        JsonNode all = json(eval("absent_classes", "predictions.csv", "--classes=all", "--format=json"));

        assertThat(all.get("signature").textValue()).contains("|classes:all-40|");
        assertThat(all.get("classes").intValue()).isEqualTo(23);
        assertThat(all.get("columns_not_evaluated")).isEmpty();
        assertThat(all.at("/notes/classes").textValue()).contains("17 of 40 have no recording and are not averaged");
        // As NumPy does without a mask: balanced accuracy of argmax over all columns.
        JsonNode expected =
                new JsonMapper().readTree(CASES.resolve("compat.json").toFile());
        assertThat(all.at("/metrics/top1").doubleValue())
                .isCloseTo(expected.at("/absent_classes/sklearn/top1").doubleValue(), within(1e-9));
        // Columns of classes without recordings change nothing in the average precision of the others.
        JsonNode evaluated = json(eval("absent_classes", "predictions.csv", "--format=json"));
        assertThat(all.at("/metrics/map")).isEqualTo(evaluated.at("/metrics/map"));
    }

    @Test
    void classesCanBeChosen() throws IOException {
        List<String> lines = Files.readAllLines(CASES.resolve("continuous/by_id.csv"));
        String[] heading = lines.get(0).split(",", -1);
        Path classes = Files.writeString(folder.resolve("classes.txt"), heading[1] + "\n" + heading[4] + "\n");

        JsonNode chosen = json(
                eval("continuous", "by_id.csv", "--classes", classes.toString(), "--format=json", "--confidence=0.9"));

        assertThat(chosen.get("classes").intValue()).isEqualTo(2);
        assertThat(chosen.get("signature").textValue()).containsPattern("\\|classes:chosen-2-[0-9a-f]{8}\\|");
        assertThat(chosen.get("columns_not_evaluated")).hasSize(22);
        int left = 300 - chosen.get("recordings").intValue();
        assertThat(chosen.at("/notes/recordings").textValue()).startsWith(left + " are of categories");

        // The same as a file and annotations that know these two only.
        JsonNode truth =
                new JsonMapper().readTree(CASES.resolve("continuous/test.json").toFile());
        List<String> ids = new ArrayList<>();
        for (JsonNode annotation : truth.get("annotations")) {
            String category = annotation.get("category_id").asText();
            if (category.equals(heading[1]) || category.equals(heading[4])) {
                ids.add(annotation.get("audio_id").asText());
            }
        }
        assertThat(chosen.get("recordings").intValue()).isEqualTo(ids.size());
        assertThat(chosen.at("/also/micro_top5").doubleValue()).isEqualTo(1);

        // A matrix, where rows have no names, says the same.
        JsonNode matrix = json(eval("continuous", "scores.npy", "--classes", classes.toString(), "--format=json"));
        assertThat(matrix.get("metrics")).isEqualTo(chosen.get("metrics"));
        assertThat(matrix.get("also")).isEqualTo(chosen.get("also"));
    }

    /** What is left out here by choice is no reason to the other tool, which gets the whole file. */
    @Test
    void anotherToolKnowsNothingOfTheChoice() throws IOException {
        String[] heading =
                Files.readAllLines(CASES.resolve("continuous/by_id.csv")).get(0).split(",", -1);
        Path classes = Files.writeString(folder.resolve("classes.txt"), heading[1] + "\n" + heading[4] + "\n");

        JsonNode chosen = json(
                eval("continuous", "by_id.csv", "--classes", classes.toString(), "--compat=sklearn", "--format=json"));
        JsonNode whole = json(eval("continuous", "by_id.csv", "--compat=sklearn", "--format=json"));

        assertThat(chosen.at("/compat/metrics")).isEqualTo(whole.at("/compat/metrics"));
        String left = (300 - chosen.get("recordings").intValue()) + " more recordings count than here";
        for (String metric : List.of("top1", "map", "roc_auc", "micro_top1")) {
            assertThat(chosen.at("/compat/reasons/" + metric).textValue()).endsWith(", and " + left);
            assertThat(whole.at("/compat/reasons/" + metric).asText()).doesNotContain("left out");
        }
    }

    @Test
    void aClassWithEveryRecordingHasNoCurve() throws IOException {
        Path annotations = twoRecordings(1);
        Path two = Files.writeString(folder.resolve("two.csv"), "audio_id,1,2\n1,0.9,0.1\n2,0.2,0.8\n");
        Path one = Files.writeString(folder.resolve("one.csv"), "audio_id,1\n1,0.9\n2,0.2\n");

        JsonNode zero = compat(annotations, two, "torchmetrics");
        assertThat(zero.at("/metrics/roc_auc").doubleValue()).isZero();
        assertThat(zero.at("/metrics/roc_auc").isNumber()).isTrue();
        assertThat(zero.at("/reasons/roc_auc").textValue())
                .isEqualTo("a class without recordings, or with all of them, counts as 0, of 2");

        JsonNode none = compat(annotations, one, "torchmetrics");
        for (String metric : METRICS) {
            assertThat(none.at("/metrics/" + metric).isNull()).isTrue();
            assertThat(none.at("/reasons/" + metric).textValue()).isEqualTo("it needs two classes or more");
        }
        JsonNode scikit = compat(annotations, one, "sklearn");
        assertThat(scikit.at("/metrics/roc_auc").isNull()).isTrue();
        assertThat(scikit.at("/reasons/roc_auc").textValue())
                .isEqualTo("roc_auc_score has no value when a class has all recordings");
    }

    @Test
    void theReasonIsOnlyWhatApplies() throws IOException {
        Path annotations = twoRecordings(2);
        Path logits = Files.writeString(folder.resolve("logits.csv"), "audio_id,1,2\n1,1,3\n2,2,7\n");
        Path infinite = Files.writeString(folder.resolve("inf.csv"), "audio_id,1,2\n1,1,-inf\n2,2,7\n");

        assertThat(compat(annotations, logits, "torchmetrics")
                        .at("/reasons/roc_auc")
                        .textValue())
                .isEqualTo("it takes a softmax of scores outside [0, 1]");
        assertThat(compat(annotations, logits, "sklearn").at("/reasons").has("micro_top1"))
                .isFalse();
        JsonNode refused = compat(annotations, infinite, "sklearn");
        for (String metric : METRICS) {
            assertThat(refused.at("/metrics/" + metric).isNull()).isTrue();
            assertThat(refused.at("/reasons/" + metric).textValue()).isEqualTo("it refuses infinite scores");
        }
    }

    /** Two species; a recording of the first and one of this. */
    private Path twoRecordings(int species) throws IOException {
        return Files.writeString(folder.resolve("test.json"), """
                {"info": {}, "audio": [
                 {"id": 1, "file_name": "test/1/1.wav", "duration": 1.0},
                 {"id": 2, "file_name": "test/1/2.wav", "duration": 1.0}],
                 "categories": [{"id": 1, "name": "A a", "supercategory": "Aves", "audio_dir_name": "1"},
                 {"id": 2, "name": "B b", "supercategory": "Aves", "audio_dir_name": "2"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 1},
                 {"id": 2, "audio_id": 2, "category_id": %d}]}
                """.formatted(species));
    }

    private JsonNode compat(Path annotations, Path predictions, String tool) throws IOException {
        return json(run.run(
                        "eval",
                        predictions.toString(),
                        "--annotations=" + annotations,
                        "--compat=" + tool,
                        "--format=json"))
                .get("compat");
    }

    @Test
    void chosenClassesThatAreNoneAreNamed() throws IOException {
        Path classes = Files.writeString(folder.resolve("classes.txt"), "\nNo such species\n");
        CommandRun.Result unknown = eval("continuous", "by_id.csv", "--classes", classes.toString());
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err()).contains(classes + ":2: no category is called 'No such species'");

        CommandRun.Result missing = eval("continuous", "by_id.csv", "--classes=evaluted");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err()).contains("evaluted: no such file");
    }
}
