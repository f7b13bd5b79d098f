package org.inatsounds.cli.option;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.report.Gate;
import org.inatsounds.report.GateOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What makes an evaluation a gate of continuous integration. */
public final class GateOptions {

    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

    @Option(names = "--fail-under", paramLabel = "METRIC=VALUE", split = ",")
    private List<Gate> gates = new ArrayList<>();

    @Option(names = "--fail-regress", paramLabel = "METRIC=VALUE", split = ",")
    private List<Gate> regressions = new ArrayList<>();

    @Option(names = "--github-summary")
    private boolean githubSummary;

    private final Environment environment;

    public GateOptions(Environment environment) {
        this.environment = environment;
    }

    /** Whether there is anything that a result has to reach. */
    public boolean any() {
        return !gates.isEmpty() || !regressions.isEmpty();
    }

    /**
     * Checks before work begins that there is a summary to append to, and a baseline for the gates that need one.
     *
     * @throws UsageException when there is none
     */
    public void check(boolean baseline) {
        if (!regressions.isEmpty() && !baseline) {
            throw new UsageException(
                    "--fail-regress: expected --baseline with it, got none: there is nothing to" + " compare with");
        }
        if (githubSummary && !environment.has(SUMMARY)) {
            throw new UsageException("--github-summary: expected the name of a file in $" + SUMMARY
                    + ", got none: it is set in the jobs of GitHub Actions");
        }
        ResultFile.check("--github-summary", summary());
    }

    /** Where the result is appended; null where that is not wanted. */
    private @Nullable Path summary() {
        String file = environment.get(SUMMARY);
        return githubSummary && file != null ? Path.of(file) : null;
    }

    /**
     * Checks before work begins that nothing is appended to what is read, or written otherwise.
     *
     * @throws UsageException when it would be
     */
    public void requireOther(@Nullable Path... files) {
        ResultFile.requireOther("--github-summary", summary(), files);
    }

    /**
     * Appends to the summary, when that is wanted.
     *
     * @throws StorageException when it can't be written
     */
    public void summarise(ResultFile.Content markdown) {
        Path file = summary();
        if (file == null) {
            return;
        }
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            markdown.write(out);
            // What another step appends must not end up in our last paragraph.
            out.write("\n");
        } catch (IOException e) {
            throw ResultFile.cantWrite(file.toString(), e);
        }
    }

    /** What comes of each gate. */
    public List<GateOutcome> outcomes(EvaluationRun.Outcome outcome) {
        BaselineResult baseline = outcome.baseline();
        return Stream.concat(
                        gates.stream().map(gate -> gate.atLeast(outcome.ours().evaluation())),
                        regressions.stream()
                                .map(gate -> gate.atMostLost(baseline == null ? null : baseline.comparison())))
                .toList();
    }

    /**
     * Says of each gate what it wanted and got. Returns the exit code.
     *
     * @param model with whose name each sentence begins; empty where there is only one
     */
    public static int judge(String model, List<GateOutcome> outcomes, Console console) {
        String beginning = model.isEmpty() ? "" : model + ": ";
        int code = ExitCode.OK;
        for (GateOutcome outcome : outcomes) {
            if (outcome.met()) {
                console.notice(beginning + outcome.sentence());
            } else {
                console.error(beginning + outcome.sentence());
                code = ExitCode.GATE;
            }
        }
        return code;
    }
}
