package org.inatsounds.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.MissingRows;
import org.inatsounds.evaluation.predictions.Ranking;
import org.inatsounds.internal.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Computes the metrics of many resamples, stretched as {@link Resamples} says. Resamples go through in blocks, a lane each; within a block, threads share out the
 * classes. Every count is a whole number and every sum of fractions has a fixed order, so the values don't depend on the
 * number of threads.
 */
final class Bootstrap {

    /** Resamples a block. */
    private static final int LANES = DrawnCounts.LANES;

    private static final int TOP = 5;

    private final Resampling resampling;
    private final Strata strata;
    private final MissingRows absent;
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

    /** By metric, then class: how much the values of a class count. */
    private final Map<Metric, double[]> weights = new EnumMap<>(Metric.class);

    private Bootstrap(Resampling resampling, MissingRows absent, Ranking ranking, int classes, boolean scored) {
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
        for (Metric metric : Metric.ALL) {
            weights.put(metric, weights(metric));
        }
    }

    /**
     * Resamples.
     *
     * @param places where scores stand; null when there are ranks only
     * @param classes how many there are
     */
    static Resamples run(
            Resampling resampling,
            MissingRows absent,
            Ranking ranking,
            @Nullable Places places,
            int classes,
            int threads,
            Progress progress) {
        Bootstrap bootstrap = new Bootstrap(resampling, absent, ranking, classes, places != null);
        int count = resampling.resamples();
        Resamples resamples = new Resamples(count, bootstrap.sizes());
        try (Progress.Step step = progress.start("resamples", count, Progress.Unit.ROWS);
                Workers workers = new Workers("evaluation", threads)) {
            if (places != null) {
                workers.each(classes, thread -> c -> bootstrap.ladders[c] = places.ladder(c));
            }
            for (int first = 0; first < count; first += LANES) {
                int lanes = Math.min(LANES, count - first);
                bootstrap.draw(first, workers);
                workers.each(classes, thread -> bootstrap.worker());
                bootstrap.means(first, lanes, resamples);
                step.advance(lanes);
            }
        }
        return resamples;
    }

    private void draw(int first, Workers workers) {
        drawn.clear();
        workers.each(strata.classes(), thread -> c -> {
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

    private Workers.Bench<RuntimeException> worker() {
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

    private int[] sizes() {
        return IntStream.range(0, strata.classes()).map(strata::size).toArray();
    }

    /** The values of a metric in the present block, by class and lane. */
    private double[] values(Metric metric) {
        return switch (metric) {
            case TOP1, MICRO_TOP1 -> top1;
            case TOP5, MICRO_TOP5 -> top5;
            case MAP -> averagePrecision;
            case MF1 -> f1;
            case ROC_AUC -> rocAuc;
        };
    }

    /** By class: what to multiply values with so that their sum is the metric, but that each class's part is stretched. */
    private double[] weights(Metric metric) {
        int[] sizes = sizes();
        long classes = Arrays.stream(sizes).filter(size -> size > 0).count();
        double[] weights = new double[sizes.length];
        for (int c = 0; c < sizes.length; c++) {
            double all = switch (metric) {
                case TOP1, TOP5 -> (double) classes * sizes[c];
                case MAP, MF1, ROC_AUC -> classes;
                case MICRO_TOP1, MICRO_TOP5 -> strata.size();
            };
            weights[c] = sizes[c] == 0 ? 0 : Resamples.stretch(sizes[c]) / all;
        }
        return weights;
    }

    private void means(int first, int lanes, Resamples resamples) {
        double[] sums = new double[LANES];
        for (Metric metric : Metric.ALL) {
            double[] values = values(metric);
            double[] weight = Objects.requireNonNull(weights.get(metric));
            // Of the first block only: a million resamples of a thousand classes have no room.
            double[] parts = first == 0 ? resamples.parts(metric) : new double[0];
            Arrays.fill(sums, 0);
            for (int at = 0; at < values.length; at++) {
                double part = weight[at / LANES] * values[at];
                sums[at % LANES] += part;
                if (first == 0) {
                    parts[at] = part;
                }
            }
            System.arraycopy(sums, 0, resamples.of(metric), first, lanes);
        }
    }
}
