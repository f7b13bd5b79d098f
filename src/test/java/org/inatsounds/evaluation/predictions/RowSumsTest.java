package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowSumsTest {

    private static final double MAX = Double.MAX_VALUE;

    /** The means of one recording's rows. */
    private static double[] means(double[]... rows) {
        RowSums sums = new RowSums();
        double[] pooled = rows[0].clone();
        for (int i = 1; i < rows.length; i++) {
            sums.add(7, pooled, rows[i]);
        }
        sums.divide(7, pooled, rows.length);
        return pooled;
    }

    private static double mean(double... scores) {
        double[][] rows = new double[scores.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {scores[i]};
        }
        return means(rows)[0];
    }

    /** Slow, literal and exact. */
    private static double exact(double... scores) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double score : scores) {
            sum = sum.add(new BigDecimal(score));
        }
        return sum.divide(BigDecimal.valueOf(scores.length), MathContext.DECIMAL128)
                .doubleValue();
    }

    @Test
    void meansOfTheGreatestNumbersAreFinite() {
        assertThat(mean(MAX, MAX)).isEqualTo(MAX);
        assertThat(mean(-MAX, -MAX, -MAX)).isEqualTo(-MAX);
        assertThat(mean(1.7e308, 1.5e308)).isEqualTo(1.6e308);
        assertThat(mean(MAX, MAX, -MAX, -MAX)).isZero();
        assertThat(mean(1e308, 1e308, 1e308, 0)).isEqualTo(0.75e308);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 1001, 65_537})
    void noCountOfRowsGoesBeyond(int rows) {
        double[] scores = new double[rows];
        Arrays.fill(scores, MAX);
        assertThat(mean(scores)).isFinite().isGreaterThan(MAX * (1 - 1e-12));
    }

    @Test
    void otherClassesAndRecordingsAreAsEver() {
        RowSums sums = new RowSums();
        double[] one = {MAX, 0.1};
        double[] other = {0.1, 0.2};
        sums.add(0, one, new double[] {MAX, 0.2});
        sums.add(1, other, new double[] {0.2, 0.3});
        sums.add(0, one, new double[] {MAX, 0.3});
        sums.divide(1, other, 2);
        sums.divide(0, one, 3);
        assertThat(one).containsExactly(MAX, (0.1 + 0.2 + 0.3) / 3);
        assertThat(other).containsExactly((0.1 + 0.2) / 2, (0.2 + 0.3) / 2);
    }

    @Test
    void whatIsInfiniteStaysSo() {
        assertThat(mean(Double.NEGATIVE_INFINITY, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(mean(MAX, MAX, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(mean(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(mean(Double.NaN, 1)).isNaN();
    }

    @Test
    void ordinaryMeansAreThoseOfPlainAddition() {
        Property.tries(300).check(draw -> {
            double[] scores = new double[draw.anInt(2, 30)];
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = draw.aDouble(-1e6, 1e6);
                sum = i == 0 ? scores[i] : sum + scores[i];
            }
            assertThat(mean(scores)).isEqualTo(sum / scores.length);
        });
    }

    @Test
    void largeMeansAreNearTheExactOnes() {
        Property.tries(300).check(draw -> {
            double[] scores = new double[draw.anInt(2, 30)];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = draw.aDouble(0.5, 1) * MAX;
            }
            double exact = exact(scores);
            assertThat(Math.abs(mean(scores) - exact)).isLessThan(1e-13 * exact);
        });
    }
}
