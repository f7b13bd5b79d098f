package org.inatsounds.evaluation;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.inatsounds.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Computes the metrics of many resamples. Resamples go through in blocks, a lane each; within a block, threads share out the
 * classes. Every count is a whole number and every sum of fractions has a fixed order, so the values don't depend on the
 * number of threads.
 */
final class Bootstrap {

    /** Resamples a block. */
    private static final int LANES = DrawnCounts.LANES;

    private static final int TOP = 5;

    private final Resampling resampling;
    private final Strata strata;
    private final Absent absent;
    private final Ranking ranking;
    private final Places.Ladder[] ladders;

    /** How often each recording was drawn, for the resamples of a block. */
    private final DrawnCounts drawn;

    /** In each lane, how many of the drawn recordings have no row, and score below everything. */
    private final int[] missing = new int[LANES];

    /** By class and lane: the values of the present block. Top-k as whole numbers of recordings. */
    private final double[] top1;

    private final double[] top5;
    private final double[] averagePrecision;
    private final double[] f1;
    private final double[] rocAuc;

    private Bootstrap(Resampling resampling, Absent absent, Ranking ranking, int classes, boolean scored) {
        this.resampling = resampling;
        this.absent = absent;
        this.ranking = ranking;
        this.strata = new Strata(absent.counted(), classes);
        this.ladders = new Places.Ladder[scored ? classes : 0];
        this.drawn = new DrawnCounts(absent.counted().length);
        this.top1 = new double[classes * LANES];
        this.top5 = new double[classes * LANES];
        this.averagePrecision = new double[classes * LANES];
        this.f1 = new double[classes * LANES];
        this.rocAuc = new double[classes * LANES];
    }

    /**
     * Resamples.
     *
     * @param places where scores stand; null when there are ranks only
     * @param classes how many there are
     */
    static Resamples run(
            Resampling resampling,
            Absent absent,
            Ranking ranking,
            @Nullable Places places,
            int classes,
            int threads,
            Progress progress) {
        Bootstrap bootstrap = new Bootstrap(resampling, absent, ranking, classes, places != null);
        int count = resampling.resamples();
        Resamples resamples = new Resamples(count);
        try (Progress.Step step = progress.start("resamples", count, Progress.Unit.ROWS);
                Workers workers = new Workers(threads)) {
            if (places != null) {
                workers.each(classes, () -> c -> bootstrap.ladders[c] = places.ladder(c));
            }
            for (int first = 0; first < count; first += LANES) {
                int lanes = Math.min(LANES, count - first);
                bootstrap.draw(first, workers);
                workers.each(classes, bootstrap::worker);
                bootstrap.means(first, lanes, resamples);
                step.advance(lanes);
            }
        }
        return resamples;
    }

    private void draw(int first, Workers workers) {
        drawn.clear();
        workers.each(strata.classes(), () -> c -> {
            for (int lane = 0; lane < LANES; lane++) {
                strata.draw(c, resampling.seed(), first + lane, drawn, lane);
            }
        });
        drawn.counted();
        Arrays.fill(missing, 0);
        for (int recording : absent.worst()) {
            drawn.add(recording, missing);
        }
    }

    private IntConsumer worker() {
        LaneCurves curves = new LaneCurves(drawn, absent.scored(), strata.size(), missing);
        return c -> {
            if (strata.size(c) == 0) {
                return;
            }
            hits(c, 1, top1);
            hits(c, TOP, top5);
            if (ladders.length > 0) {
                curves.curve(c, ladders[c], strata.size(c));
                System.arraycopy(curves.averagePrecision, 0, averagePrecision, c * LANES, LANES);
                System.arraycopy(curves.f1, 0, f1, c * LANES, LANES);
                System.arraycopy(curves.rocAuc, 0, rocAuc, c * LANES, LANES);
            }
        };
    }

    /** Counts the drawn recordings of a class that are among the first {@code k}. */
    private void hits(int c, int k, double[] hits) {
        int[] sums = new int[LANES];
        for (int i = 0; i < strata.size(c); i++) {
            if (ranking.within(k, strata.member(c, i))) {
                drawn.add(strata.member(c, i), sums);
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            hits[c * LANES + lane] = sums[lane];
        }
    }

    private void means(int first, int lanes, Resamples resamples) {
        int classes = 0;
        for (int c = 0; c < strata.classes(); c++) {
            classes += strata.size(c) > 0 ? 1 : 0;
        }
        for (int lane = 0; lane < lanes; lane++) {
            int resample = first + lane;
            resamples.of(Metric.TOP1)[resample] = shares(top1, lane) / classes;
            resamples.of(Metric.TOP5)[resample] = shares(top5, lane) / classes;
            resamples.of(Metric.MAP)[resample] = sum(averagePrecision, lane) / classes;
            resamples.of(Metric.MF1)[resample] = sum(f1, lane) / classes;
            resamples.of(Metric.ROC_AUC)[resample] = sum(rocAuc, lane) / classes;
            resamples.of(Metric.MICRO_TOP1)[resample] = sum(top1, lane) / strata.size();
            resamples.of(Metric.MICRO_TOP5)[resample] = sum(top5, lane) / strata.size();
        }
    }

    /** The sum over classes of a lane; those without recordings have 0. */
    private double sum(double[] values, int lane) {
        double sum = 0;
        for (int at = lane; at < values.length; at += LANES) {
            sum += values[at];
        }
        return sum;
    }

    /** The same of the shares of each class's recordings. */
    private double shares(double[] hits, int lane) {
        double sum = 0;
        for (int c = 0; c < strata.classes(); c++) {
            if (strata.size(c) > 0) {
                sum += hits[c * LANES + lane] / strata.size(c);
            }
        }
        return sum;
    }
}
