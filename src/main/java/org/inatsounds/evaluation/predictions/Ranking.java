package org.inatsounds.evaluation.predictions;

import java.util.Arrays;

/**
 * Where the true class of each recording stands among all classes. Threads write to different recordings.
 *
 * <p>Ties: the class with the smaller category id wins, as with {@code numpy.argmax}.
 */
public final class Ranking implements RowSink {

    /** In place of a class: none was predicted. */
    public static final int NONE = -1;

    private final int[] classOf;
    private final boolean lists;
    private int[] above;
    private int[] tiedBefore;
    private int[] tied;
    private int[] predicted;

    /**
     * Of recordings that have no row yet: in none of them the true class ranks, or any is predicted.
     *
     * @param lists whether minus infinity is the score of a class that is not listed, or masked: it never ranks
     */
    public Ranking(int[] classOf, boolean lists) {
        this.classOf = classOf;
        this.lists = lists;
        this.above = new int[classOf.length];
        this.tiedBefore = new int[classOf.length];
        this.tied = new int[classOf.length];
        this.predicted = new int[classOf.length];
        Arrays.fill(above, Integer.MAX_VALUE);
        Arrays.fill(predicted, NONE);
    }

    /** How many rows there is room for. */
    int rows() {
        return above.length;
    }

    /** Makes room for more rows, without any yet; or takes some away. */
    void resize(int rows) {
        int before = above.length;
        above = Arrays.copyOf(above, rows);
        tiedBefore = Arrays.copyOf(tiedBefore, rows);
        tied = Arrays.copyOf(tied, rows);
        predicted = Arrays.copyOf(predicted, rows);
        if (rows > before) {
            Arrays.fill(above, before, rows, Integer.MAX_VALUE);
            Arrays.fill(predicted, before, rows, NONE);
        }
    }

    @Override
    public void row(int recording, double[] scores) {
        row(recording, classOf[recording], scores);
    }

    /**
     * Takes a row.
     *
     * @param place where to note it
     * @param truth its true class
     */
    void row(int place, int truth, double[] scores) {
        double own = scores[truth];
        boolean listed = !lists || own > Double.NEGATIVE_INFINITY;
        double best = scores[0];
        int bestClass = 0;
        int higher = 0;
        int equal = 0;
        int equalBefore = 0;
        for (int c = 0; c < scores.length; c++) {
            double score = scores[c];
            if (score > best) {
                best = score;
                bestClass = c;
            }
            if (score >= own) {
                if (score > own) {
                    higher++;
                } else if (c != truth) {
                    equal++;
                    equalBefore += c < truth ? 1 : 0;
                }
            }
        }
        above[place] = listed ? higher : Integer.MAX_VALUE;
        tied[place] = listed ? equal : 0;
        tiedBefore[place] = listed ? equalBefore : 0;
        predicted[place] = lists && best == Double.NEGATIVE_INFINITY ? NONE : bestClass;
    }

    /** The class with the highest score; {@link #NONE} without a row, or where none is listed. */
    public int predicted(int recording) {
        return predicted[recording];
    }

    /** The rank of the true class, 1 for the first; {@link #NONE} without a row, and where it never ranks. */
    public int rank(int recording) {
        return above[recording] == Integer.MAX_VALUE ? NONE : above[recording] + tiedBefore[recording] + 1;
    }

    /** Whether the true class is among the first {@code k}. */
    public boolean within(int k, int recording) {
        return above[recording] + tiedBefore[recording] < k;
    }

    /** Whether it would be if the class with the larger category id won ties. */
    public boolean withinIfLargerIdsWin(int k, int recording) {
        return above[recording] + tied[recording] - tiedBefore[recording] < k;
    }

    /** Whether it would be if it lost every tie. */
    public boolean withinAtWorst(int k, int recording) {
        return above[recording] + tied[recording] < k;
    }

    /** Whether it would be if it won every tie. */
    public boolean withinAtBest(int k, int recording) {
        return above[recording] < k;
    }
}
