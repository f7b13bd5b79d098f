package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one file become, in one reading of it: scores on one or several scales, with and without a prior. A lane is
 * a scale with one prior or none; lanes with the same prior share the scores of a row.
 */
final class Lanes implements AutoCloseable {

    private final String file;
    private final GroundTruth truth;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<@Nullable Prior> priors = new ArrayList<>();

    /** One of them. The matrix is null for windows, which need none. */
    private record Lane(
            Reading reading, Scale scale, @Nullable ScoreMatrix matrix) {}

    /**
     * Makes room.
     *
     * @param readings one a lane
     * @param rows how many rows each recording has; null when it shows in the end
     */
    Lanes(String file, GroundTruth truth, List<Reading> readings, int @Nullable [] rows) {
        this.file = file;
        this.truth = truth;
        try {
            for (Reading reading : readings) {
                add(reading, rows);
            }
        } catch (IOException e) {
            throw Spool.full(file, e);
        }
    }

    private void add(Reading reading, int @Nullable [] rows) throws IOException {
        if (!priors.contains(reading.prior())) {
            priors.add(reading.prior());
        }
        if (reading.prior() != null && reading.activation() == Activation.SOFTMAX_ALL_COLUMNS) {
            throw new UsageException(
                    "activation softmax-all-columns",
                    "expected no --prior with it: masked classes have no" + " part in a softmax; use softmax");
        }
        if (reading.pool() == Pool.WINDOW) {
            lanes.add(new Lane(reading, new WindowRanks(truth, reading.prior() != null), null));
            return;
        }
        double blank = reading.gaps() ? Double.NaN : Double.NEGATIVE_INFINITY;
        ScoreMatrix matrix =
                new ScoreMatrix(truth.recordings().size(), truth.classes().size(), blank);
        lanes.add(new Lane(reading, new Pooling(matrix, file, truth, reading, rows), matrix));
    }

    /** What makes scores of rows. */
    RowScores scores(int @Nullable [] picked) {
        return new RowScores(file, truth, lanes.get(0).reading, picked);
    }

    /** The different priors, one of which may be none. */
    List<@Nullable Prior> priors() {
        return priors;
    }

    /**
     * Takes the scores of a row.
     *
     * @param prior the place among {@link #priors()} of the one that the scores are made with
     */
    void row(int recording, int prior, double[] scores) throws IOException {
        for (Lane lane : lanes) {
            if (Objects.equals(lane.reading.prior(), priors.get(prior))) {
                lane.scale.row(recording, scores);
            }
        }
    }

    /** The matrix of the only lane, for layouts that write into it themselves. */
    ScoreMatrix matrix() {
        ScoreMatrix only = lanes.get(0).matrix;
        if (only == null || lanes.size() > 1) {
            throw new IllegalStateException("a layout that can't be pooled");
        }
        return only;
    }

    /** Whether a recording had a second row though rows are not pooled. */
    boolean repeated() {
        return lanes.stream().anyMatch(lane -> lane.scale instanceof Pooling pooling && pooling.repeated());
    }

    /** Ends what rows have begun. */
    void end() throws IOException {
        for (Lane lane : lanes) {
            lane.scale.end();
        }
    }

    /**
     * What came of it, one a lane. They own what is here then.
     *
     * @param notEvaluated categories outside the classes, as the file names them
     */
    List<Predictions> predictions(FileFacts facts, List<String> notEvaluated) throws IOException {
        List<Predictions> all = new ArrayList<>();
        for (Lane lane : lanes) {
            Predictions.Opened opened = new Predictions.Opened(truth, file, lane.reading);
            FileFacts made = facts.made(lane.reading);
            all.add(
                    lane.scale instanceof WindowRanks ranks
                            ? new WindowPredictions(opened, made, notEvaluated, ranks)
                            : converted(opened, lane, made, notEvaluated));
        }
        return all;
    }

    private static Predictions converted(
            Predictions.Opened opened, Lane lane, FileFacts made, List<String> notEvaluated) throws IOException {
        ScoreMatrix matrix = Objects.requireNonNull(lane.matrix);
        return new ConvertedPredictions(opened, matrix, matrix.content(), made, notEvaluated);
    }

    /** How many temporary files there are, and how large they are together; empty when there is none. */
    String temporary() throws IOException {
        int files = 0;
        long bytes = 0;
        for (Lane lane : lanes) {
            if (lane.matrix != null) {
                files++;
                bytes += lane.matrix.content().size();
            }
        }
        return files == 0
                ? ""
                : files == 1
                        ? "a temporary file of " + Spool.megabytes(bytes)
                        : files + " temporary files of " + Spool.megabytes(bytes) + " together";
    }

    @Override
    public void close() throws IOException {
        for (Lane lane : lanes) {
            if (lane.matrix != null) {
                lane.matrix.close();
            }
        }
    }
}
