package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.evaluation.ScoredAgainst;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is scored, and against what. */
public final class ScoredInput {

    /** What standard input is called where a file is expected. */
    private static final Set<String> STANDARD_INPUT = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    /** The files of scores; a command hands them over. */
    private List<Path> predictions = List.of();

    @Mixin
    private final TruthOptions truth;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    public ScoredInput(Environment environment) {
        this.truth = new TruthOptions(environment);
    }

    /** Takes the files of scores: at least one. */
    public void take(List<Path> files) {
        predictions = List.copyOf(files);
    }

    /** The files of scores, in the order in which they are named. */
    public List<Path> predictions() {
        return predictions;
    }

    public Path data() {
        return truth.data();
    }

    public ReadingOptions reading() {
        return reading;
    }

    /**
     * Reads what is right, and gets ready to score.
     *
     * @throws BadInputException when the annotations can't be used
     */
    public EvaluationRun run(ComparisonOptions comparing, Session session) {
        ScoredAgainst against =
                ScoredAgainst.read(truth.annotationFile(), truth.classes().classes(), truth::splitOf);
        int threads = Jobs.count(jobs);
        return new EvaluationRun(
                against,
                reading.files(against.truth(), threads, session),
                predictions,
                comparing.comparing(),
                threads,
                Version.number(),
                session.console());
    }

    /**
     * Checks before work begins that the files of scores are there, and that what can be read only once is named once.
     *
     * @throws UsageException when it is named twice
     */
    public void check() {
        Set<String> once = new HashSet<>();
        for (Path file : predictions) {
            boolean standard = PredictionFiles.isStandardInput(file);
            if (!standard && !Files.exists(file)) {
                throw new BadInputException(file + ": no such file");
            }
            boolean input = standard || (STANDARD_INPUT.contains(file.toString()) && InputFile.isPipe(file));
            if ((input || InputFile.isPipe(file)) && !once.add(input ? "standard input" : file.toString())) {
                throw new UsageException("PREDICTIONS: expected " + (input ? "standard input" : "the pipe " + file)
                        + " once, got it twice: it can be read only once");
            }
        }
    }

    /** Every file that is named, and the annotations. */
    public Path[] files() {
        return Stream.of(predictions.stream(), truth.files(), reading.named())
                .flatMap(each -> each)
                .toArray(Path[]::new);
    }
}
