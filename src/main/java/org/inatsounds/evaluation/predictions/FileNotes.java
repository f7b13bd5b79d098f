package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody should know who reads the figures of a file: collected while it is read, by several threads. What an ordinary file
 * holds is not worth a note.
 */
final class FileNotes {

    /** How far the sum of a row may be from 1: float16, and rounding to a few decimals. */
    private static final double ROUNDING = 0.02;

    private static final double MOST_OF_LISTS = 2;

    private final List<String> sentences = new ArrayList<>();
    private final NumbersSeen numbers = NumbersSeen.ofText();
    private boolean sumToOne;
    private long listed;
    private long listable;

    /** Adds a sentence about how the file was understood. */
    synchronized void say(String sentence) {
        sentences.add(sentence);
    }

    /** Adds what a thread saw. */
    synchronized void add(NumbersSeen seen) {
        numbers.add(seen);
    }

    /** Says of a list how many scores of how many it has. */
    synchronized void listed(long scores, long ofScores) {
        listed = scores;
        listable = ofScores;
    }

    /** Looks at the first rows of a file before softmax: do they sum to one already? */
    void sums(PieceReader wholeRows) throws IOException {
        Sums sums = new Sums();
        try {
            wholeRows.rows(0, sums);
        } catch (MalformedException e) {
            // What is wrong is said when the file is read, if it is wrong: a column that does not count may hold text.
            return;
        }
        sumToOne = sums.rows > 0 && sums.toOne;
    }

    /** The sums of rows of probabilities. */
    private static final class Sums implements RowSink {

        private int rows;
        private boolean toOne = true;

        @Override
        public void row(int recording, double[] scores) {
            double sum = 0;
            for (double score : scores) {
                toOne &= score >= 0 && score <= 1;
                sum += score;
            }
            toOne &= Math.abs(sum - 1) <= ROUNDING;
            rows++;
        }
    }

    /** How the file was understood, a sentence each. */
    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** What may mislead in its figures, by a word for each. */
    synchronized Map<String, String> notes(Reading reading) {
        Map<String, String> notes = new TreeMap<>();
        // Lists hold confidences that were weighted (by place, season, overlapping windows), and may be a little above
        // 1.
        if (numbers.outside(listable > 0 ? MOST_OF_LISTS : 1) && reading.activation() == Activation.NONE) {
            notes.put(
                    "logits",
                    String.format(
                            Locale.ROOT,
                            "scores are outside [0, 1] (from %.4g to %.4g), like logits: map and mf1 compare recordings"
                                    + " by them unchanged; --activation converts them to probabilities",
                            numbers.least(),
                            numbers.greatest()));
        }
        if (sumToOne) {
            notes.put(
                    "softmax",
                    "the rows sum to 1 before softmax: they are already probabilities, and a second softmax makes them nearly equal;"
                            + " remove --activation");
        }
        if (numbers.twoDecimals()) {
            notes.put(
                    "rounding",
                    "no score has more than two decimals: many recordings tie then, which changes map, mf1 and roc_auc;"
                            + " write all digits");
        }
        if (listed < listable) {
            notes.put(
                    "not_listed",
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d scores of these recordings are not listed: they are below every listed one, tied, and"
                                    + " enter map, mf1 and roc_auc",
                            listable - listed,
                            listable));
        }
        return notes;
    }
}
