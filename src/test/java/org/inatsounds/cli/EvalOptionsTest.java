package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.inatsounds.cli.terminal.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes {@code eval} a gate, and what it tells beyond the metrics; on the golden case {@code ties}. */
final class EvalOptionsTest {

    private static final Path CASES = Path.of("src/test/resources/evaluation");
    private static final String PREDICTIONS =
            CASES.resolve("ties/predictions.csv").toString();
    private static final String ANNOTATIONS = CASES.resolve("ties/test.json").toString();

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();

    private CommandRun.Result eval(String... more) {
        List<String> arguments = new ArrayList<>(List.of("eval", PREDICTIONS, "--annotations", ANNOTATIONS));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    private static double expected(String metric) throws IOException {
        return new JsonMapper()
                .readTree(CASES.resolve("expected.json").toFile())
                .at("/ties/" + metric)
                .asDouble();
    }

    @Test
    void everyMetricCanBeAGate() throws IOException {
        for (String metric : List.of("top1", "top5", "map", "mf1", "roc_auc", "micro_top1", "micro_top5")) {
            double value = expected(metric);

            CommandRun.Result met = eval("--fail-under", metric + "=" + (value - 1e-6));
            assertThat(met.code()).as(met.err()).isZero();
            assertThat(met.err()).contains("\ngate " + metric + ": met, expected at least ");

            CommandRun.Result failed = eval("--fail-under", metric + "=" + (value + 1e-6));
            assertThat(failed.code()).as(metric).isEqualTo(7);
            assertThat(failed.out()).isEqualTo(met.out()).contains("top1 ", "signature ");
            assertThat(failed.err())
                    .contains("error: gate " + metric + ": not met, expected at least " + (value + 1e-6) + ", got "
                            + Double.toString(value).substring(0, 8));
        }
    }

    @Test
    void aGateIsMetByExactlyItsValue() throws IOException {
        JsonNode json = new JsonMapper().readTree(eval("--format=json").out());
        assertThat(eval("--fail-under", "map=" + json.at("/metrics/map").doubleValue())
                        .code())
                .isZero();
    }

    @Test
    void severalGatesAreAllJudged() {
        String[] words = {"gate map: not met", "gate top1: met", "gate mf1: not met"};
        CommandRun.Result result = eval("--fail-under", "map=1", "--fail-under=top1=0,mf1=1");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).containsSubsequence(words);

        run.with("INATSOUNDS_FAIL_UNDER", "map=1,top1=0,mf1=1");
        assertThat(eval().code()).isEqualTo(7);
        assertThat(eval().err()).containsSubsequence(words);
        assertThat(eval("--fail-under", "top1=0").code()).isZero();
    }

    @Test
    void aMetricWithoutAValueMeetsNoGate() throws IOException {
        Path annotations = Files.writeString(folder.resolve("test.json"), """
                {"audio": [{"id": 1, "file_name": "test/a/1.wav"}], "categories": [{"id": 3, "name": "Avis rara"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 3}]}
                """);
        Path scores = Files.writeString(folder.resolve("p.csv"), "id,3\n1,0.5\n");

        CommandRun.Result result = run.run(
                "eval", scores.toString(), "--annotations", annotations.toString(), "--fail-under=roc_auc=0,map=1");

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("error: gate roc_auc: not met, expected at least 0.0, got no value\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --fail-under=mpa=0.3     | got 'mpa'; did you mean 'map'?
            --fail-under=map=35      | --fail-under: expected a value from 0 to 1, got '35'
            --fail-under=map=-0.1    | --fail-under: expected a value from 0 to 1, got '-0.1'
            --fail-under=map=nan     | --fail-under: expected a value from 0 to 1, got 'nan'
            --fail-under=map         | --fail-under: expected METRIC=VALUE such as map=0.35, got 'map'
            --fail-regress=map=0.1   | --fail-regress: expected --baseline with it
            --confidence=95          | --confidence: expected a number above 0 and below 1, got 95
            --resamples=-1           | --resamples: expected 0 to 1,000,000, got -1
            --resamples=1000000000 --confidence=0.9 | --resamples: expected 0 to 1,000,000, got 1,000,000,000
            --resamples=10           | --resamples: expected --confidence or --baseline with it
            --seed=5                 | --seed: expected --confidence or --baseline with it
            --confidence=0.9 --resamples=0 | --resamples: expected at least 1 with --confidence
            --github-summary         | --github-summary: expected the name of a file in $GITHUB_STEP_SUMMARY
            --confusions=0           | --confusions: expected at least 1, got 0
            --train-annotations=x    | --train-annotations: expected --per-class with it
            --format=tsv             | --format: expected text, json, csv or markdown, got 'tsv'
            --per-class=src          | --per-class: expected a file, got the folder src
            """)
    void wrongUsageIsSaidBeforeAnythingIsRead(String option, String message) {
        CommandRun.Result result = eval(option.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: ").contains(message);
    }

    @Test
    void theSummaryIsAppendedTo() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
        run.with("GITHUB_STEP_SUMMARY", summary.toString());

        CommandRun.Result result = eval("--github-summary", "--fail-under=map=1");

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.out()).doesNotContain("| --- |");
        assertThat(summary)
                .content()
                .isEqualTo("before\n"
                        + eval("--format=markdown", "--fail-under=map=1").out() + "\n")
                .contains("| map | at least 1.0 | 0.4806", "| **not met** |");
        assertThat(eval("--format=markdown").out()).contains("| top1 | top5 | map | mf1 |", "| Aves | 107 | 4 |");
    }

    @Test
    void aSummaryThatCantBeWrittenIsNoDefect() {
        run.with("GITHUB_STEP_SUMMARY", folder.resolve("nowhere/summary.md").toString());
        assertThat(eval("--github-summary").code()).isEqualTo(6);
    }

    @Test
    void theSignatureIsTheSameEverywhere() throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Path.of(ANNOTATIONS))));
        String signature = "map:sklearn-ap|ties:smaller-id|split:test|annotations:sha256-" + digest.substring(0, 12)
                + "|classes:20|layout:wide|activation:none|pool:none|prior:none|missing:error|version:"
                + Version.number();

        assertThat(eval("--signature-only")).isEqualTo(new CommandRun.Result(0, signature + "\n", ""));
        assertThat(eval().out()).endsWith("\nsignature " + signature + "\n");
        assertThat(eval("--format=markdown").out()).endsWith("\n`" + signature + "`\n");
        assertThat(new JsonMapper()
                        .readTree(eval("--format=json").out())
                        .get("signature")
                        .textValue())
                .isEqualTo(signature);
    }

    @Test
    void theSignatureNeedsTheHeaderOnly() throws IOException {
        String header = Files.readString(Path.of(PREDICTIONS), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        Path scores = Files.writeString(folder.resolve("p.csv"), header + "\nnot a score\n");

        assertThat(run.run("eval", scores.toString(), "--annotations", ANNOTATIONS, "--signature-only"))
                .isEqualTo(new CommandRun.Result(0, eval("--signature-only").out(), ""));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a device with a path")
    void anotherToolNeedsAFileThatCanBeReadAgain() {
        CommandRun.Result result = run.run("eval", "/dev/null", "--annotations", ANNOTATIONS, "--compat", "sklearn");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--compat: expected a file of predictions, got a pipe");
    }

    @Test
    void trainingAnnotationsAreLookedForInTheDataFolderToo() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.copy(Path.of(ANNOTATIONS), data.resolve("of-training.json"));
        String file = folder.resolve("classes.csv").toString();
        String[] words = {"--per-class", file, "--train-annotations", "of-training.json"};
        assertThat(eval(words).code()).isEqualTo(3);
        run.with("INATSOUNDS_DATA", data.toString());
        assertThat(eval(words).code()).isZero();
        String page = folder.resolve("report.html").toString();
        String[] report = {"report", PREDICTIONS, "--annotations", ANNOTATIONS, "--resamples", "0", "-o", page};
        String[] trained = Arrays.copyOf(report, report.length + 2);
        trained[report.length] = "--train-annotations";
        trained[report.length + 1] = "of-training.json";
        CommandRun.Result result = run.run(trained);
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void resultsByClassAverageToTheMetrics() throws IOException {
        Path file = folder.resolve("classes.csv");
        assertThat(eval("--per-class", file.toString(), "--train-annotations", ANNOTATIONS)
                        .code())
                .isZero();

        List<String[]> rows =
                Files.readAllLines(file).stream().map(line -> line.split(",")).toList();
        assertThat(rows).hasSize(21);
        assertThat(rows.get(0)[11]).isEqualTo("train_recordings");
        List<String[]> classes = rows.subList(1, 21);
        assertThat(classes).allSatisfy(row -> assertThat(row[11]).isEqualTo(row[4]));
        String[] metrics = {"top1", "top5", "map", "mf1", "", "roc_auc"};
        for (int column = 5; column <= 10; column++) {
            int field = column;
            if (!metrics[column - 5].isEmpty()) {
                assertThat(classes.stream()
                                .mapToDouble(row -> Double.parseDouble(row[field]))
                                .average()
                                .orElseThrow())
                        .isCloseTo(expected(metrics[column - 5]), within(1e-9));
            }
        }
    }

    @Test
    void trainingAnnotationsOfAnotherReleaseAreRefused() throws IOException {
        String other = Files.readString(Path.of(ANNOTATIONS)).replaceFirst("\"name\": *\"", "$0Other ");
        Path file = Files.writeString(folder.resolve("train.json"), other);

        CommandRun.Result result =
                eval("--per-class", folder.resolve("c.csv").toString(), "--train-annotations", file.toString());

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains(file.toString(), "expected the same categories", "got 'Other ");
        assertThat(folder.resolve("c.csv")).doesNotExist();
    }

    @Test
    void confusionsAreNamedOnRequest() throws IOException {
        assertThat(eval("--confusions=3").out()).contains("true class", "predicted class");
        assertThat(eval().out()).doesNotContain("predicted class");
        assertThat(new JsonMapper()
                        .readTree(eval("--confusions=3", "--format=json").out())
                        .get("confusions"))
                .hasSize(3);
    }
}
