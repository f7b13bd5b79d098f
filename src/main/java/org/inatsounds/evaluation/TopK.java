package org.inatsounds.evaluation;

import org.inatsounds.evaluation.predictions.Ranking;

/** How many of each class's recordings are among the first {@code k}, and what ties decide about that: {@link Ranking} has their rule. */
final class TopK {

    private final int[] positives;
    private final int[] hits;
    private final int[] hitsAtWorst;
    private final int[] hitsAtBest;

    /**
     * Counts.
     *
     * @param classOf the true class of each recording; negative for one that is left out
     * @param positives recordings of each class; a class without any is left out of means
     */
    TopK(int k, Ranking ranking, int[] classOf, int[] positives) {
        this.positives = positives;
        this.hits = new int[positives.length];
        this.hitsAtWorst = new int[positives.length];
        this.hitsAtBest = new int[positives.length];
        for (int i = 0; i < classOf.length; i++) {
            int c = classOf[i];
            if (c < 0) {
                continue;
            }
            hits[c] += ranking.within(k, i) ? 1 : 0;
            hitsAtWorst[c] += ranking.withinAtWorst(k, i) ? 1 : 0;
            hitsAtBest[c] += ranking.withinAtBest(k, i) ? 1 : 0;
        }
    }

    /** The share of a class's recordings that are right. */
    double share(int c) {
        return (double) hits[c] / positives[c];
    }

    /** The share of all recordings that are right. */
    double micro() {
        return (double) sum(hits) / sum(positives);
    }

    /** Between what the mean over classes lies, whoever wins the ties. */
    Evaluation.Bounds bounds() {
        return new Evaluation.Bounds(sum(hitsAtBest) - sum(hitsAtWorst), mean(hitsAtWorst), mean(hitsAtBest));
    }

    private double mean(int[] right) {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < right.length; c++) {
            if (positives[c] > 0) {
                sum += (double) right[c] / positives[c];
                classes++;
            }
        }
        return sum / classes;
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
