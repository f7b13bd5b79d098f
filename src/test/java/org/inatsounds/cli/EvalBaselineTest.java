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

/** Intervals, and the comparison of two models, on the golden case {@code continuous}. */
final class EvalBaselineTest {

    private static final Path CASE = Path.of("src/test/resources/evaluation/continuous");
    private static final String PREDICTIONS = CASE.resolve("by_id.csv").toString();
    private static final String MATRIX = CASE.resolve("scores.npy").toString();

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();

    private CommandRun.Result eval(String predictions, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "eval", predictions, "--annotations", CASE.resolve("test.json").toString()));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun.Result result) throws IOException {
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonMapper().readTree(result.out());
    }

    /** The same predictions, but that the first column has nothing to say. */
    private String worse() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(PREDICTIONS))) {
            String[] fields = line.split(",");
            fields[1] = lines.isEmpty() ? fields[1] : "0";
            lines.add(String.join(",", fields));
        }
        return Files.write(folder.resolve("worse.csv"), lines).toString();
    }

    @Test
    void intervalsHoldTheMetrics() throws IOException {
        JsonNode json = json(eval(PREDICTIONS, "--confidence=0.9", "--resamples=200", "--seed=5", "--format=json"));

        JsonNode confidence = json.get("confidence");
        assertThat(confidence.get("level").doubleValue()).isEqualTo(0.9);
        assertThat(confidence.get("resamples").intValue()).isEqualTo(200);
        assertThat(confidence.get("seed").intValue()).isEqualTo(5);
        for (String metric : List.of("top1", "top5", "map", "mf1", "roc_auc", "micro_top1", "micro_top5")) {
            JsonNode interval = confidence.at("/intervals/" + metric);
            double value = json.at("/metrics/" + metric)
                    .asDouble(json.at("/also/" + metric).asDouble());
            assertThat(value)
                    .as(metric)
                    .isBetween(
                            interval.get("low").doubleValue(),
                            interval.get("high").doubleValue());
        }
        assertThat(eval(PREDICTIONS, "--confidence=0.9").out())
                .containsPattern("90 %\n +top1 +0\\.4431 +0\\.\\d{4} … ");
        assertThat(eval(PREDICTIONS, "--confidence=0.9", "--format=markdown").out())
                .contains("90 % centred intervals, from 1,000 resamples");
        assertThat(eval(PREDICTIONS).out()).doesNotContain("…");
    }

    @Test
    void intervalsAreTheSameForOneSeedWhateverTheThreads() {
        String once = eval(PREDICTIONS, "--confidence=0.95", "--format=json", "--jobs=1")
                .out();
        assertThat(eval(PREDICTIONS, "--confidence=0.95", "--format=json", "--jobs=3")
                        .out())
                .isEqualTo(once);
        assertThat(eval(PREDICTIONS, "--confidence=0.95", "--format=json", "--seed=1")
                        .out())
                .isNotEqualTo(once);
    }

    @Test
    void aBaselineInAnotherLayoutIsTheSameModel() throws IOException {
        JsonNode baseline =
                json(eval(PREDICTIONS, "--baseline", MATRIX, "--format=json")).get("baseline");

        assertThat(baseline.get("signature").textValue()).contains("|layout:npy|");
        assertThat(baseline.get("signature_differences")).hasSize(1);
        assertThat(baseline.get("signature_differences").get(0).textValue()).isEqualTo("layout (wide, npy)");
        for (JsonNode difference : baseline.get("differences")) {
            assertThat(difference.get("value").doubleValue()).isZero();
            assertThat(difference.get("p_value").doubleValue()).isEqualTo(1);
        }
        assertThat(baseline.get("gained")).isEmpty();
        assertThat(baseline.get("lost")).isEmpty();
    }

    @Test
    void differencesAreThoseOfTheTwoResults() throws IOException {
        String worse = worse();
        JsonNode alone = json(eval(worse, "--format=json"));
        JsonNode json = json(eval(PREDICTIONS, "--baseline", worse, "--format=json"));

        double difference =
                json.at("/metrics/map").doubleValue() - alone.at("/metrics/map").doubleValue();
        JsonNode map = json.at("/baseline/differences/map");
        assertThat(difference).isPositive();
        assertThat(map.get("value").doubleValue()).isCloseTo(difference, within(1e-15));
        assertThat(difference)
                .isBetween(map.get("low").doubleValue(), map.get("high").doubleValue());
        assertThat(map.get("p_value").doubleValue()).isBetween(0.0, 0.05);
        assertThat(json.at("/baseline/metrics/map")).isEqualTo(alone.at("/metrics/map"));
        assertThat(json.at("/baseline/signature_differences")).isEmpty();
        assertThat(json.at("/baseline/gained/0/id").asText())
                .isEqualTo(Files.readAllLines(Path.of(PREDICTIONS)).get(0).split(",", -1)[1]);
        // The interval of a difference between the same recordings is narrower than that of either metric.
        JsonNode own = json.at("/confidence/intervals/map");
        assertThat(map.get("high").doubleValue() - map.get("low").doubleValue())
                .isLessThan(own.get("high").doubleValue() - own.get("low").doubleValue());
    }

    @Test
    void aLossIsAGate() throws IOException {
        String worse = worse();

        CommandRun.Result lost = eval(worse, "--baseline", PREDICTIONS, "--fail-regress=map=0.001,top5=1");
        assertThat(lost.code()).isEqualTo(7);
        assertThat(lost.out()).contains("Compared with " + PREDICTIONS, "largest loss");
        assertThat(lost.err())
                .contains(
                        "error: gate map: not met, expected to lose at most 0.001 against the baseline, got a loss of 0.0",
                        "gate top5: met, expected to lose at most 1.0 against the baseline, got a loss of ");

        CommandRun.Result gained = eval(PREDICTIONS, "--baseline", worse, "--fail-regress=map=0", "--resamples=0");
        assertThat(gained.code()).isZero();
        assertThat(gained.err()).contains("gate map: met, expected to lose at most 0.0", "got a gain of 0.0");
        assertThat(gained.out()).contains("largest gain").doesNotContain("95 %");

        CommandRun.Result same = eval(PREDICTIONS, "--baseline", PREDICTIONS, "--fail-regress=map=0", "--resamples=0");
        assertThat(same.code()).isZero();
        assertThat(same.err()).contains("got no difference");
    }

    @Test
    void gatesAndComparisonAreInEveryFormat() throws IOException {
        String[] options = {"--baseline", worse(), "--fail-regress=map=0.01", "--fail-under=top1=0.2"};
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--format=markdown");
        assertThat(eval(PREDICTIONS, all.toArray(String[]::new)).out())
                .contains(
                        "| gate | expected | got |  |",
                        "| map | to lose at most 0.01 against the baseline | a gain of 0.0",
                        "| metric | here | baseline | difference | 95 % of it | p |",
                        "| largest gain | recordings | ap here | baseline | difference |");
        all.set(all.size() - 1, "--format=json");
        JsonNode gates = json(eval(PREDICTIONS, all.toArray(String[]::new))).get("gates");
        assertThat(gates).hasSize(2);
        assertThat(gates.get(0).get("gate").textValue()).isEqualTo("fail-under");
        assertThat(gates.get(1).get("gate").textValue()).isEqualTo("fail-regress");
        assertThat(gates.get(1).get("value").doubleValue()).isNegative();
        assertThat(gates.get(1).get("met").booleanValue()).isTrue();
    }

    @Test
    void aBaselineThatIsNotThereIsSaidAtOnce() {
        CommandRun.Result result = eval(PREDICTIONS, "--baseline=nowhere.csv");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).isEqualTo("error: nowhere.csv: no such file\n");
        assertThat(eval("-", "--baseline=-").code()).isEqualTo(2);
    }
}
