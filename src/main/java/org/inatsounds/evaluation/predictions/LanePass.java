package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file into {@link Lanes} with several threads: each makes the scores of a piece, then waits for its turn to
 * hand them over. So the lanes get rows in the order of the file, and their sums, like the first failure, don't depend on the
 * number of threads.
 */
final class LanePass {

    private final Predictions source;
    private final Lanes lanes;
    private final ClassColumns read;
    private final int @Nullable [] picked;
    private int turn;
    private boolean failed;

    private LanePass(Predictions source, Lanes lanes) {
        this.source = source;
        this.lanes = lanes;
        boolean every = source.reading().activation() == Activation.SOFTMAX_ALL_COLUMNS;
        this.read = every ? source.everyColumn() : source.columns();
        this.picked = every ? source.pickedOfEvery() : null;
    }

    /**
     * Reads all.
     *
     * @param threads at most so many
     * @throws BadInputException when rows are wrong
     */
    static void run(Predictions source, Lanes lanes, int threads, Progress.Step step) throws IOException {
        LanePass pass = new LanePass(source, lanes);
        List<Pass.Work> works = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.min(threads, source.pieces())); i++) {
            works.add(pass.new Worker());
        }
        try {
            Pass.run(source, pass.read, works, step::advance);
        } catch (MalformedException e) {
            throw pass.problem();
        }
        if (lanes.repeated()) {
            throw pass.problem();
        }
        lanes.end();
    }

    private BadInputException problem() throws IOException {
        return Objects.requireNonNull(source.problem(read), "the problem is gone at second sight");
    }

    /** Waits until all pieces before one are handed over; says whether they were. */
    private synchronized boolean await(int piece) {
        while (turn != piece && !failed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading predictions", e);
            }
        }
        return !failed;
    }

    private synchronized void end(boolean done) {
        turn++;
        failed |= !done;
        notifyAll();
    }

    /** What one thread does. */
    private final class Worker implements Pass.Work, RowSink {

        private final RowScores maker = lanes.scores(picked);
        private final int variants = lanes.priors().size();

        /** Of the rows of a piece: recordings, and scores with each prior, one behind the other. Rows are used again. */
        private final List<Integer> recordings = new ArrayList<>();

        private final List<double[]> scores = new ArrayList<>();

        @Override
        public void piece(PieceReader reader, int piece) throws IOException, MalformedException {
            boolean done = false;
            recordings.clear();
            @Nullable MalformedException malformed = null;
            @Nullable BadInputException bad = null;
            @Nullable IOException unreadable = null;
            try {
                reader.rows(piece, this);
            } catch (MalformedException e) {
                malformed = e;
            } catch (BadInputException e) {
                bad = e;
            } catch (IOException e) {
                unreadable = e;
            }
            if (!await(piece)) {
                return;
            }
            try {
                if (malformed != null) {
                    throw malformed;
                }
                if (bad != null) {
                    throw bad;
                }
                if (unreadable != null) {
                    throw unreadable;
                }
                handOver();
                done = true;
            } finally {
                end(done);
            }
        }

        @Override
        public void row(int recording, double[] numbers) {
            int at = recordings.size() * variants;
            recordings.add(recording);
            for (int p = 0; p < variants; p++) {
                if (at + p == scores.size()) {
                    scores.add(new double[source.truth().classes().size()]);
                }
                maker.make(recording, numbers, lanes.priors().get(p), scores.get(at + p));
            }
        }

        private void handOver() throws IOException {
            for (int i = 0; i < recordings.size(); i++) {
                for (int p = 0; p < variants; p++) {
                    lanes.row(recordings.get(i), p, scores.get(i * variants + p));
                }
            }
        }
    }
}
