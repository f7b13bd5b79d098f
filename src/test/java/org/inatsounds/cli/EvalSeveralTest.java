package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files of predictions in one run: a table with a row a model. */
final class EvalSeveralTest {

    private static final Path CASE = Path.of("src/test/resources/evaluation/continuous");
    private static final String TRUTH = CASE.resolve("test.json").toString();
    private static final String TABLE = CASE.resolve("by_id.csv").toString();
    private static final String MATRIX = CASE.resolve("scores.npy").toString();

    @TempDir
    private Path folder;

    private String worse = "";

    private final CommandRun run = CommandRun.plain();

    /** The same predictions, but that the first column has nothing to say. */
    @BeforeEach
    void writeWorse() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(TABLE))) {
            String[] fields = line.split(",");
            fields[1] = lines.isEmpty() ? fields[1] : "0";
            lines.add(String.join(",", fields));
        }
        worse = Files.write(folder.resolve("worse.csv"), lines).toString();
    }

    private CommandRun.Result eval(String... arguments) {
        List<String> all = new ArrayList<>(List.of("eval", "--annotations", TRUTH));
        all.addAll(List.of(arguments));
        return run.run(all.toArray(String[]::new));
    }

    private static CommandRun.Result done(CommandRun.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static JsonNode json(CommandRun.Result result) throws IOException {
        return new JsonMapper().readTree(done(result).out());
    }

    @Test
    void jsonIsAnArrayOfWhatEachFileGivesAlone() throws IOException {
        JsonNode all = json(eval(TABLE, worse, MATRIX, "--format=json"));

        assertThat(all.isArray()).isTrue();
        assertThat(all).hasSize(3);
        List<String> files = List.of(TABLE, worse, MATRIX);
        for (int i = 0; i < 3; i++) {
            assertThat(all.get(i).get("predictions").textValue()).isEqualTo(files.get(i));
            JsonNode alone = json(eval(files.get(i), "--format=json"));
            JsonNode same = all.get(i);
            alone.properties()
                    .forEach(field -> assertThat(same.get(field.getKey())).isEqualTo(field.getValue()));
            assertThat(same.size()).isEqualTo(alone.size() + 1);
        }
    }

    @Test
    void textHasARowAModelAndTheSignatureOfEach() {
        String text = done(eval(TABLE, worse, MATRIX)).out();

        assertThat(text.lines().limit(3)).first().isEqualTo("3 models on test");
        assertThat(text.lines().filter(line -> line.startsWith("signature map:")))
                .hasSize(3);
        assertThat(text).containsPattern("\n  model +recordings +classes +top1 +top5 +map +mf1 +roc_auc +micro_top1");
        assertThat(text).containsPattern("\n  \\S*by_id\\.csv +\\d+ +\\d+ +0\\.4431 ");
        assertThat(text).containsPattern("\n  \\S*worse\\.csv +\\d+ +\\d+ +0\\.\\d{4} ");
        // Another layout is no other way of scoring.
        assertThat(text).doesNotContain("differ in");
    }

    @Test
    void csvHasFullPrecisionAndTheSameHeadForOneFile() throws IOException {
        List<String> several =
                done(eval(TABLE, worse, "--format=csv")).out().lines().toList();
        List<String> one = done(eval(TABLE, "--format=csv")).out().lines().toList();

        assertThat(several).hasSize(3);
        assertThat(one).containsExactly(several.get(0), several.get(1));
        assertThat(several.get(0))
                .isEqualTo("predictions,split,recordings,classes,missing_recordings,top1,top5,map,mf1,roc_auc,"
                        + "micro_top1,micro_top5,signature");
        String map = json(eval(TABLE, "--format=json")).at("/metrics/map").asText();
        assertThat(several.get(1)).contains("," + map + ",");
    }

    @Test
    void intervalsAndDifferencesAreThoseOfEachAlone() throws IOException {
        String[] how = {"--baseline=" + MATRIX, "--resamples=50", "--format=json"};
        JsonNode all = json(eval(TABLE, worse, how[0], how[1], how[2]));

        for (int i = 0; i < 2; i++) {
            JsonNode alone = json(eval(List.of(TABLE, worse).get(i), how[0], how[1], how[2]));
            assertThat(all.get(i).get("confidence")).isEqualTo(alone.get("confidence"));
            assertThat(all.get(i).get("baseline")).isEqualTo(alone.get("baseline"));
        }
        assertThat(done(eval(TABLE, worse, how[0], how[1])).out())
                .contains("Compared with " + MATRIX + ":", "Second lines: 95 % centred intervals, from 50 resamples.");
        assertThat(done(eval(TABLE, worse, how[0], how[1], "--format=csv"))
                        .out()
                        .lines())
                .first()
                .asString()
                .contains(",map_low,map_high,", ",map_difference,map_difference_low,map_difference_high,map_p_value,");
    }

    @Test
    void gatesHoldForEachAndNameTheFile() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "");
        CommandRun.Result result = CommandRun.plain()
                .with("GITHUB_STEP_SUMMARY", summary.toString())
                .run(
                        "eval",
                        "--annotations=" + TRUTH,
                        TABLE,
                        worse,
                        "--baseline=" + TABLE,
                        "--resamples=0",
                        "--fail-under=map=0.01",
                        "--fail-regress=map=0.0001",
                        "--github-summary");

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err())
                .contains(TABLE + ": gate map: met", "error: " + worse + ": gate map: not met, expected to lose");
        assertThat(result.out()).contains("2 models on test");
        assertThat(summary).content().contains("### 2 models on test", "**not met**", "| model | gate |");
    }

    @Test
    void standardInputIsReadOnce() throws IOException {
        CommandRun reading = CommandRun.plain().reading(Files.readString(Path.of(TABLE)));
        CommandRun.Result once = reading.run("eval", "-", worse, "--annotations=" + TRUTH);
        assertThat(once.code()).as(once.err()).isZero();
        assertThat(once.out()).contains("standard input  ");

        CommandRun.Result twice = eval("-", TABLE, "-");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("expected standard input once, got it twice");
    }

    @Test
    void whatIsAboutOneModelIsRefused() {
        for (String option : List.of("--per-class=" + folder.resolve("c.csv"), "--confusions=3", "--compat=sklearn")) {
            CommandRun.Result result = eval(TABLE, worse, option);
            assertThat(result.code()).as(option).isEqualTo(2);
            assertThat(result.err())
                    .contains(option.substring(0, option.indexOf('='))
                            + ": expected one file of predictions with it, got 2: it is about one model");
        }
        assertThat(folder.resolve("c.csv")).doesNotExist();
    }

    @Test
    void eachFileHasALineOfItsSignature() {
        assertThat(done(eval(TABLE, MATRIX, "--signature-only")).out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).contains("|layout:wide|"),
                        second -> assertThat(second).contains("|layout:npy|"));
    }

    @Test
    void aFileThatIsNotThereIsSaidBeforeAnyIsRead() {
        CommandRun.Result result = eval(TABLE, folder.resolve("no.csv").toString());
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no.csv: no such file").doesNotContain("recordings of");
    }

    @Test
    void listsOfColumnsAreForTheMatricesAmongThem() throws IOException {
        List<String> ids = List.of(Files.readAllLines(Path.of(TABLE)).get(0).split(","));
        Path columns = Files.write(
                folder.resolve("columns.txt"),
                ids.subList(1, ids.size()).stream()
                        .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                        .toList());
        done(eval(MATRIX, TABLE, "--columns=" + columns));
        CommandRun.Result tables = eval(TABLE, worse, "--columns=" + columns);
        assertThat(tables.code()).isEqualTo(2);
        assertThat(tables.err()).contains("lists of rows and columns are for .npy files");
    }
}
