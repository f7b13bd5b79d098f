package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;

/**
 * Which classes are allowed for which recording, as a geographic prior has it: those whose value is above a threshold. What has
 * no value is allowed: a class without a column, a recording without a row, an empty field or NaN.
 *
 * <p>One bit a recording and class is in memory.
 */
public final class Prior {

    private static final int DIGITS = 12;

    private final GroundTruth truth;
    private final String file;
    private final double threshold;
    private final int words;

    /** By recording, a word for each 64 classes: the bits of those that are not allowed. */
    private final long[] masked;

    private Counts counts = new Counts(0, 0, 0, 0, 0);
    private String layout = "";

    /**
     * How much there is of what.
     *
     * @param masked pairs of a recording and a class that is not allowed
     * @param truths recordings whose true class is not allowed
     * @param columns classes without a column
     * @param rows recordings without a row
     * @param values pairs of a recording with a row and a class with a column that have no value
     */
    private record Counts(long masked, int truths, int columns, int rows, long values) {}

    private Prior(GroundTruth truth, String file, double threshold) {
        this.truth = truth;
        this.file = file;
        this.threshold = threshold;
        this.words = (truth.classes().size() + Long.SIZE - 1) / Long.SIZE;
        this.masked = new long[Math.multiplyExact(words, truth.recordings().size())];
    }

    /**
     * Reads the values of a file, in any layout that predictions may have but {@code ranked}.
     *
     * @param threshold what is above it is allowed, compared after it was rounded to the numbers of the file
     * @param truth the recordings and classes that compete
     * @param order of the rows and columns of a {@code .npy}
     * @param ignored columns of a table that are not looked at
     * @throws BadInputException as {@link Predictions#open}, and when the file has no values
     */
    public static Prior read(
            Path file,
            double threshold,
            GroundTruth truth,
            Predictions.Order order,
            Set<String> ignored,
            Reading.Watch watch) {
        if (!Double.isFinite(threshold)) {
            throw new UsageException("prior-threshold", "expected a number, got " + threshold);
        }
        Prior prior = new Prior(truth, file.toString(), threshold);
        try (Predictions values = Predictions.open(file, truth, Reading.ofNumbers(order, ignored), watch)) {
            prior.read(values, watch);
        }
        return prior;
    }

    private void read(Predictions values, Reading.Watch watch) {
        if (!values.scored()) {
            throw new BadInputException(
                    file + ": expected a value for each recording and class as prior, got ranks only");
        }
        int[] classes = values.columns().present();
        if (classes.length == 0) {
            throw new BadInputException(file + ": expected a column for some of the "
                    + truth.classes().size() + " classes that compete, got none");
        }
        Bits bits = new Bits(classes, values.rounded(threshold));
        long bytes =
                IntStream.range(0, values.pieces()).mapToLong(values::bytes).sum();
        try (Progress.Step step = watch.progress().start(file, bytes, Progress.Unit.BYTES)) {
            Pass.run(
                    values,
                    Collections.nCopies(watch.threads(), (reader, piece) -> reader.rows(piece, bits)),
                    step::advance);
        } catch (MalformedException e) {
            throw explained(values);
        } catch (IOException e) {
            throw Predictions.unreadable(file, e);
        }
        if (bits.repeated.get()) {
            throw explained(values);
        }
        layout = values.layout();
        counts = bits.counts();
        for (String remark : values.remarks()) {
            watch.notice().accept(remark);
        }
    }

    private BadInputException explained(Predictions values) {
        try {
            BadInputException problem = values.problem();
            if (problem == null) {
                throw new IllegalStateException(file + ": the problem is gone at second sight");
            }
            return problem;
        } catch (IOException e) {
            throw Predictions.unreadable(file, e);
        }
    }

    /** Takes rows of values. Threads write to different recordings. */
    private final class Bits implements RowSink {

        private final int[] classes;
        private final double limit;
        private final AtomicBoolean repeated = new AtomicBoolean();

        /** By recording: -1 without a row, else how many values it lacks. */
        private final AtomicIntegerArray lacking;

        Bits(int[] classes, double limit) {
            this.classes = classes;
            this.limit = limit;
            this.lacking = new AtomicIntegerArray(truth.recordings().size());
            for (int i = 0; i < lacking.length(); i++) {
                lacking.set(i, -1);
            }
        }

        @Override
        public void row(int recording, double[] values) {
            int without = 0;
            for (double value : values) {
                without += Double.isNaN(value) ? 1 : 0;
            }
            if (lacking.getAndSet(recording, without) >= 0) {
                repeated.set(true);
                return;
            }
            for (int i = 0; i < classes.length; i++) {
                // NaN is not at most anything.
                if (values[i] <= limit) {
                    masked[recording * words + classes[i] / Long.SIZE] |= 1L << classes[i];
                }
            }
        }

        Counts counts() {
            long all = 0;
            for (long word : masked) {
                all += Long.bitCount(word);
            }
            int truths = 0;
            int rows = 0;
            long values = 0;
            for (int i = 0; i < lacking.length(); i++) {
                int own = truth.classOf()[i];
                truths += own != GroundTruth.LEFT_OUT && masks(i, own) ? 1 : 0;
                rows += lacking.get(i) < 0 ? 1 : 0;
                values += Math.max(0, lacking.get(i));
            }
            return new Counts(all, truths, truth.classes().size() - classes.length, rows, values);
        }
    }

    /** Whether a class is not allowed for a recording. */
    boolean masks(int recording, int c) {
        return (masked[recording * words + c / Long.SIZE] >>> c & 1) != 0;
    }

    /**
     * Makes the scores of what is not allowed minus infinity.
     *
     * @return whether any class is allowed
     */
    boolean mask(int recording, double[] scores) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            long word = masked[recording * words + w];
            count += Long.bitCount(word);
            for (; word != 0; word &= word - 1) {
                scores[w * Long.SIZE + Long.numberOfTrailingZeros(word)] = Double.NEGATIVE_INFINITY;
            }
        }
        return count < scores.length;
    }

    /** The file, for people. */
    public String file() {
        return file;
    }

    /** What it was recognised as, for people. */
    public String layout() {
        return layout;
    }

    /** What is above it is allowed: as it was asked for, before it was rounded. */
    public double threshold() {
        return threshold;
    }

    /** The beginning of a checksum of what is allowed where, in hexadecimal: the same for files that allow the same. */
    public String checksum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer bytes = ByteBuffer.allocate(words * Long.BYTES);
            for (int at = 0; at < masked.length; at += words) {
                bytes.clear();
                for (int w = 0; w < words; w++) {
                    bytes.putLong(masked[at + w]);
                }
                digest.update(bytes.array());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What it allows, and what it says nothing of, in words: for a note beside a result. */
    public String description() {
        long pairs = (long) truth.recordings().size() * truth.classes().size();
        List<String> unsaid = new ArrayList<>();
        unsaid.add(counts.columns + " of " + truth.classes().size() + " classes have no column");
        unsaid.add(counts.rows + " of " + truth.recordings().size() + " recordings no row");
        unsaid.add(counts.values + " fields no value");
        return file + " allows classes above " + threshold + ": " + (pairs - counts.masked) + " of " + pairs
                + " pairs of a recording and a class; " + String.join(", ", unsaid)
                + (counts.columns + counts.rows + counts.values > 0 ? ", which allows them" : "")
                + "; the true class of " + counts.truths + " recordings is not allowed";
    }
}
