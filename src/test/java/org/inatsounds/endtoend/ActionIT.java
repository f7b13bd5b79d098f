package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The composite action's one step, run as GitHub runs it: its script in a file, its inputs as variables, bash strict. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
final class ActionIT {

    private static final Path ACTION = LauncherProcess.project().resolve(".github/actions/evaluate");
    private static final Path CASE = LauncherProcess.project().resolve("src/test/resources/evaluation/ties");
    private static final Path WINDOWS =
            LauncherProcess.project().resolve("src/test/resources/evaluation/masked_windows");

    /** Options of {@code eval} that are none of the action's: where things are, how much is said, what else is computed. */
    private static final Set<String> NO_INPUTS =
            Set.of(("data jobs format output signature-only confidence resamples seed"
                            + " compat train-annotations per-recording thresholds confusions github-summary quiet verbose progress"
                            + " color help")
                    .split(" ", -1));

    private static final Pattern OPTION = Pattern.compile("^ *(?:-[a-z], )?--([a-z-]+)", Pattern.MULTILINE);
    private static final Pattern INPUT = Pattern.compile("^  ([a-z-]+):$");
    private static final Pattern DEFAULT = Pattern.compile("^    default: '(.*)'$");
    private static final Pattern VARIABLE = Pattern.compile("^        ([A-Z_]+): \\$\\{\\{ inputs\\.([a-z-]+) }}$");
    private static final Pattern OUTPUT =
            Pattern.compile("^    value: \\$\\{\\{ steps\\.evaluate\\.outputs\\.([a-z0-9_]+) }}$");

    @TempDir
    Path temporary;

    private List<String> action = List.of();

    @BeforeEach
    void read() throws IOException {
        action = Files.readAllLines(ACTION.resolve("action.yml"));
    }

    /** The lines below {@code run: |}, which are the last of the file. */
    private String script() {
        int start = action.indexOf("      run: |") + 1;
        assertThat(start).isPositive();
        return action.subList(start, action.size()).stream()
                .map(line -> line.isEmpty() ? line : line.substring(8))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private List<String> inputs() {
        return action.stream()
                .takeWhile(line -> !line.equals("outputs:"))
                .map(INPUT::matcher)
                .filter(Matcher::matches)
                .map(input -> input.group(1))
                .toList();
    }

    private Map<String, String> variables(Map<String, String> inputs) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> variables = new HashMap<>();
        String input = "";
        for (String line : action) {
            Matcher named = INPUT.matcher(line);
            Matcher standard = DEFAULT.matcher(line);
            Matcher variable = VARIABLE.matcher(line);
            if (named.matches()) {
                input = named.group(1);
            } else if (standard.matches()) {
                values.put(input, standard.group(1));
            } else if (variable.matches()) {
                String name = variable.group(2);
                assertThat(inputs.getOrDefault(name, values.get(name))).as(name).isNotNull();
                variables.put(variable.group(1), inputs.getOrDefault(name, values.get(name)));
            }
        }
        assertThat(variables).hasSize(22);
        return variables;
    }

    private LauncherProcess.Result run(Map<String, String> inputs) throws IOException {
        Path script = Files.writeString(temporary.resolve("script.sh"), script());
        LauncherCommand command = LauncherCommand.command(
                        "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                .in(temporary)
                .env("GITHUB_ACTION", "__evaluate")
                .env("GITHUB_ACTION_PATH", ACTION)
                .env("GITHUB_OUTPUT", temporary.resolve("output"))
                .env("GITHUB_STEP_SUMMARY", temporary.resolve("summary.md"))
                .env("RUNNER_TEMP", temporary);
        variables(inputs).forEach(command::env);
        return LauncherCommand.quick(command).run();
    }

    private Map<String, String> outputs() throws IOException {
        return Files.readAllLines(temporary.resolve("output")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void gatesThatAreMetPass() throws IOException {
        Files.copy(CASE.resolve("predictions.csv"), temporary.resolve("my predictions.csv"));
        LauncherProcess.Result result = run(Map.of(
                "predictions",
                "my predictions.csv",
                "annotations",
                CASE.resolve("test.json").toString(),
                "split",
                "val",
                "per-class",
                "classes.csv",
                "fail-under",
                "map=0.35, top1=0.4\nmf1=0.5"));

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).contains("gate map: met", "gate top1: met", "gate mf1: met");
        List<String> declared = action.stream()
                .map(OUTPUT::matcher)
                .filter(Matcher::matches)
                .map(output -> output.group(1))
                .toList();
        assertThat(outputs().keySet())
                .containsExactlyInAnyOrderElementsOf(declared)
                .hasSize(9);
        assertThat(outputs().get("map")).startsWith("0.480655979745377");
        assertThat(outputs().get("micro_top5")).startsWith("0.819230769230769");
        assertThat(outputs().get("signature")).startsWith("map:sklearn-ap|").contains("|split:val|");
        assertThat(Path.of(outputs().get("result"))).isRegularFile();
        assertThat(temporary.resolve("classes.csv")).isRegularFile();
        assertThat(temporary.resolve("summary.md"))
                .content()
                .startsWith("### my predictions.csv on val\n")
                .contains("| top1 | top5 | map | mf1 |", "**0.4807**");
    }

    @Test
    void anUnpackedDistributionDoesAsWell() throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("unpacked/bin"));
        Path lib = Files.createDirectories(temporary.resolve("unpacked/lib"));
        Files.copy(LauncherProcess.project().resolve("scripts/inatsounds"), bin.resolve("inatsounds"));
        Files.copy(LauncherProcess.project().resolve("target/inatsounds.jar"), lib.resolve("inatsounds.jar"));
        LauncherProcess.Result result = run(Map.of(
                "predictions",
                CASE.resolve("predictions.csv").toString(),
                "annotations",
                CASE.resolve("test.json").toString(),
                "checkout",
                temporary.resolve("unpacked").toString()));

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(outputs()).containsKey("map");
    }

    @Test
    void aGateThatIsNotMetFailsAndStillReports() throws IOException {
        LauncherProcess.Result result = run(Map.of(
                "predictions",
                CASE.resolve("predictions.csv").toString(),
                "annotations",
                CASE.resolve("test.json").toString(),
                "fail-under",
                "map=0.5"));

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(7);
        assertThat(result.stderr()).contains("error: gate map: not met, expected at least 0.5, got 0.48065");
        assertThat(outputs()).containsKey("map");
        assertThat(temporary.resolve("summary.md")).content().contains("**0.4807**");
    }

    @Test
    void aLossAgainstTheBaselineFails() throws IOException {
        Map<String, String> inputs = new HashMap<>(Map.of(
                "predictions", worse().toString(),
                "baseline", CASE.resolve("predictions.csv").toString(),
                "annotations", CASE.resolve("test.json").toString(),
                "fail-regress", "map=0.001, top1=1"));

        LauncherProcess.Result result = run(inputs);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(7);
        assertThat(result.stderr())
                .contains("gate top1: met", "error: gate map: not met, expected to lose at most 0.001");
        assertThat(temporary.resolve("summary.md"))
                .content()
                .contains("| map | to lose at most 0.001 against the baseline | a loss of ", "| largest loss |");
        assertThat(outputs().get("map")).isNotEqualTo("0.480655979745377");
    }

    /** The predictions of the case, but that those of one species say nothing any more. */
    private Path worse() throws IOException {
        List<String> lines = Files.readAllLines(CASE.resolve("predictions.csv")).stream()
                .map(line -> line.split(",", 3))
                .map(fields -> fields[0] + "," + (fields[1].contains(".") ? "0.0" : fields[1]) + "," + fields[2])
                .toList();
        return Files.write(temporary.resolve("worse.csv"), lines);
    }

    /** A pull request is gated by the command of the README, word for word: a worse model fails, the same one passes. */
    @Test
    void theReadmesExampleGatesAPullRequest() throws IOException {
        String example = Files.readAllLines(LauncherProcess.project().resolve("README.md")).stream()
                .filter(line -> line.startsWith("    scripts/inatsounds eval ") && line.contains("--fail-regress"))
                .findFirst()
                .orElseThrow()
                .strip();
        Files.copy(CASE.resolve("predictions.csv"), temporary.resolve("main.csv"));
        Files.copy(CASE.resolve("test.json"), temporary.resolve("test.json"));

        Files.copy(CASE.resolve("predictions.csv"), temporary.resolve("predictions.csv"));
        LauncherProcess.Result same = readme(example);
        assertThat(same.exitCode()).as(same.stderr()).isZero();
        assertThat(same.stderr()).contains("gate map: met, expected at least 0.35", "got no difference");
        assertThat(same.stdout()).contains("  metric        here  baseline  difference");

        Files.move(worse(), temporary.resolve("predictions.csv"), StandardCopyOption.REPLACE_EXISTING);
        LauncherProcess.Result worse = readme(example);
        assertThat(worse.exitCode()).as(worse.stderr()).isEqualTo(7);
        assertThat(worse.stderr()).contains("error: gate map: not met, expected to lose at most 0.005");
        assertThat(worse.stdout()).contains("largest loss");
    }

    /** Runs a command as a job would, with the annotations in the data folder. */
    private LauncherProcess.Result readme(String command) throws IOException {
        return LauncherCommand.quick(LauncherCommand.command(
                        "bash", "-c", command.replaceFirst("^scripts/", "\"\\$CHECKOUT\"/scripts/")))
                .in(temporary)
                .env("CHECKOUT", LauncherProcess.project())
                .env("INATSOUNDS_DATA", temporary)
                .run();
    }

    /** Whoever adds an option to {@code eval} says whether the action has it. */
    @Test
    void everyOptionThatSaysHowScoresAreReadIsAnInput() {
        Set<String> options = OPTION.matcher(
                        LauncherCommand.inatsounds("eval", "--help").run().stdout())
                .results()
                .map(option -> option.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(options);
        expected.removeAll(NO_INPUTS);
        expected.addAll(List.of("predictions", "checkout"));
        assertThat(options).containsAll(NO_INPUTS).contains("activation", "prior-threshold");
        assertThat(inputs()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String file(Path folder, String name) {
        return folder.resolve(name).toString();
    }

    /** The golden figure with the prior. */
    @Test
    void logitsOfWindowsAreReadAsTheInputsSay() throws IOException {
        LauncherProcess.Result result = run(Map.of(
                "predictions", file(WINDOWS, "window_logits.npy"),
                "annotations", file(WINDOWS, "test.json"),
                "rows", file(WINDOWS, "window_rows.txt"),
                "activation", "softmax",
                "pool", "mean",
                "prior", file(WINDOWS, "prior.csv"),
                "prior-threshold", "0.1"));

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(outputs().get("map")).startsWith("0.79588545251680");
        assertThat(outputs().get("signature"))
                .contains("|layout:npy|activation:softmax|pool:mean|prior:above-0.1-sha256-");
    }

    @Test
    void theAuthorsProtocolGivesItsTable() throws IOException {
        LauncherProcess.Result result = run(Map.of(
                "predictions", file(WINDOWS, "window_logits.npy"),
                "annotations", file(WINDOWS, "test.json"),
                "rows", file(WINDOWS, "window_rows.txt"),
                "protocol", "authors"));

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(outputs().get("map")).startsWith("0.82539452874546");
        assertThat(temporary.resolve("summary.md")).content().contains("window");
    }

    /** Labels of a model, columns without scores (one with a blank), and a recording too few. */
    @Test
    void tablesAreReadAsTheInputsSay() throws IOException {
        List<String> lines = Files.readAllLines(CASE.resolve("predictions.csv"));
        List<String> table = new ArrayList<>();
        table.add("note,Start time," + lines.get(0).replace(",0,1,", ",zero,one,"));
        lines.subList(2, lines.size()).forEach(line -> table.add("x,0," + line));
        Files.write(temporary.resolve("table.csv"), table);
        Files.writeString(temporary.resolve("labels.csv"), "label,category\nzero,0\none,1\n");
        Files.writeString(temporary.resolve("classes.txt"), "1\n5\n");
        LauncherProcess.Result result = run(Map.of(
                "predictions", "table.csv",
                "annotations", file(CASE, "test.json"),
                "layout", "wide",
                "label-map", "labels.csv",
                "ignore-columns", "note,\nStart time\n",
                "missing", "skip",
                "classes", "classes.txt"));

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(outputs().get("signature")).contains("|classes:chosen-2-", "|layout:wide|", "|missing:skip|");
    }

    /** Each reaches the option of its name: one that is not there is what is complained of. */
    @ParameterizedTest
    @ValueSource(strings = {"rows", "columns", "prior-rows", "prior-columns"})
    void theListsOfMatricesAreRead(String list) throws IOException {
        Map<String, String> inputs = new HashMap<>(Map.of(
                "predictions", file(WINDOWS, "window_logits.npy"),
                "annotations", file(WINDOWS, "test.json"),
                "rows", file(WINDOWS, "window_rows.txt"),
                "prior", file(WINDOWS, list.startsWith("prior") ? "window_logits.npy" : "prior.csv"),
                "pool", "max"));
        inputs.put(list, "no " + list + ".txt");
        LauncherProcess.Result result = run(inputs);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(4);
        assertThat(result.stderr()).contains("no " + list + ".txt: no such file");
    }

    @Test
    void nothingInAnInputIsACommand() throws IOException {
        LauncherProcess.Result result = run(Map.of(
                "predictions",
                "$(touch here); touch here",
                "annotations",
                CASE.resolve("test.json").toString(),
                "activation",
                "none; touch here",
                "ignore-columns",
                "$(touch here),`touch here`",
                "fail-under",
                "map=0;touch"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(temporary.resolve("here")).doesNotExist();
        assertThat(temporary.resolve("output")).doesNotExist();
    }

    @Test
    void badInputHasNoOutputs() throws IOException {
        LauncherProcess.Result result = run(Map.of(
                "predictions",
                "nothing.csv",
                "annotations",
                CASE.resolve("test.json").toString()));

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).contains("nothing.csv: no such file");
        assertThat(temporary.resolve("output")).doesNotExist();
    }

    @Test
    void thePageNamesEveryInputAndTheWorkflowUsesNoOther() throws IOException {
        List<String> inputs = inputs();
        List<String> page = Files.readAllLines(LauncherProcess.project().resolve("docs/ci.md"));
        List<String> used = page.stream()
                .dropWhile(line -> !line.contains("/.github/actions/evaluate"))
                .skip(2)
                .takeWhile(line -> line.startsWith("          "))
                .map(line -> line.strip().split(":", 2)[0])
                .toList();

        assertThat(inputs).hasSize(22).containsAll(used);
        assertThat(used).contains("predictions", "fail-under");
        assertThat(inputs)
                .allSatisfy(input -> assertThat(page).anyMatch(line -> line.startsWith("| `" + input + "` |")));
    }
}
