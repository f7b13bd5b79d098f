package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.evaluation.ScoredAgainst;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** What is scored, and against what. */
public final class ScoredInput {

    /** The files of scores; a command hands them over. */
    private List<Path> predictions = List.of();

    @Mixin
    private final TruthOptions truth;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Mixin
    private final Jobs jobs = new Jobs();

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
        int threads = jobs.count();
        return new EvaluationRun(
                against,
                reading.files(against.truth(), threads, session),
                predictions,
                comparing.comparing(),
                threads,
                Version.number(),
                session.console());
    }

    /** Every file that is named, and the annotations; also others. */
    public Path[] files(@Nullable Path... others) {
        return Stream.of(predictions.stream(), truth.files(), reading.named(), Stream.of(others))
                .flatMap(each -> each)
                .toArray(Path[]::new);
    }
}
