package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class ThresholdGridTest {

    private static final double[] EXTREME = {
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -1e-300,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e-5,
        0.5,
        Math.nextDown(1.0),
        1,
        Math.nextUp(1.0),
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };

    private static double number(int kind, Random random) {
        return switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.exp(random.nextGaussian() * 10);
            case 2 -> EXTREME[random.nextInt(EXTREME.length)];
            case 3 -> random.nextInt(5) / 4.0;
            case 4 -> 1 + random.nextInt(20) * Math.ulp(1.0);
            default -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
        };
    }

    @Test
    void findsWhatALinearSearchFinds() {
        Property.tries(2000).check(draw -> {
            long seed = draw.aLong();
            Random random = new Random(seed);
            int kind = random.nextInt(6);
            int classes = 1 + random.nextInt(4);
            int[] classOf = new int[classes + random.nextInt(60)];
            double[] own = new double[classOf.length];
            for (int i = 0; i < own.length; i++) {
                classOf[i] = i < classes ? i : random.nextInt(classes);
                own[i] = number(kind, random);
            }

            Thresholds thresholds = Thresholds.of(own, classOf, classes);
            ThresholdGrid grid = new ThresholdGrid(thresholds);

            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < 100; i++) {
                    double score = i < own.length ? own[i] : number(random.nextInt(6), random);
                    assertThat(grid.find(c, score)).isEqualTo(linear(thresholds, c, score));
                }
            }
        });
    }

    private static int linear(Thresholds thresholds, int c, double score) {
        int last = ThresholdGrid.BELOW;
        for (int i = thresholds.first(c); i < thresholds.first(c + 1); i++) {
            if (thresholds.values()[i] <= score) {
                last = i;
            }
        }
        return last;
    }

    @Test
    void thresholdsAreTheDistinctScoresOfPositives() {
        Property.tries(500).check(draw -> {
            long seed = draw.aLong();

            Random random = new Random(seed);
            int[] classOf = new int[1 + random.nextInt(40)];
            double[] own = new double[classOf.length];
            for (int i = 0; i < own.length; i++) {
                classOf[i] = random.nextInt(3);
                own[i] = number(2 + random.nextInt(2), random);
            }

            Thresholds thresholds = Thresholds.of(own, classOf, 3);

            int total = 0;
            for (int c = 0; c < 3; c++) {
                for (int t = thresholds.first(c); t < thresholds.first(c + 1); t++) {
                    double value = thresholds.values()[t];
                    assertThat(t == thresholds.first(c) || thresholds.values()[t - 1] < value)
                            .isTrue();
                    // To be shown to people: no minus before a zero.
                    assertThat(Double.doubleToRawLongBits(value)).isNotEqualTo(Double.doubleToRawLongBits(-0.0));
                    int count = 0;
                    for (int i = 0; i < own.length; i++) {
                        count += classOf[i] == c && own[i] == value ? 1 : 0;
                    }
                    assertThat(thresholds.positives(t)).isPositive().isEqualTo(count);
                    total += count;
                }
            }
            assertThat(total).isEqualTo(own.length);
        });
    }
}
