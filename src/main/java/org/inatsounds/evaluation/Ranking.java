package org.inatsounds.evaluation;

/**
 * Where the true class of each recording stands among all classes. Threads write to different recordings.
 *
 * <p>Ties: the class with the smaller category id wins, as with {@code numpy.argmax}.
 */
final class Ranking implements RowSink {

    private final int[] classOf;
    private final int[] above;
    private final int[] tiedBefore;
    private final int[] tied;
    private final int[] predicted;

    Ranking(int[] classOf) {
        this.classOf = classOf;
        this.above = new int[classOf.length];
        this.tiedBefore = new int[classOf.length];
        this.tied = new int[classOf.length];
        this.predicted = new int[classOf.length];
    }

    @Override
    public void row(int recording, double[] scores) {
        int truth = classOf[recording];
        double own = scores[truth];
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
        above[recording] = higher;
        tied[recording] = equal;
        tiedBefore[recording] = equalBefore;
        predicted[recording] = bestClass;
    }

    /** The class with the highest score. */
    int predicted(int recording) {
        return predicted[recording];
    }

    /** Whether the true class is among the first {@code k}. */
    boolean within(int k, int recording) {
        return above[recording] + tiedBefore[recording] < k;
    }

    /** Whether it would be if it lost every tie. */
    boolean withinAtWorst(int k, int recording) {
        return above[recording] + tied[recording] < k;
    }

    /** Whether it would be if it won every tie. */
    boolean withinAtBest(int k, int recording) {
        return above[recording] < k;
    }
}
