package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalsTest {

    /** As a table is read: the quick way first, then the one that takes every spelling. */
    private static double read(String text) {
        double[] out = {Double.NaN, Double.NaN};
        byte[] line = ("?" + text + ",5,").getBytes(StandardCharsets.ISO_8859_1);
        int end = Decimals.parse(Arrays.copyOf(line, line.length + Decimals.PADDING), 1, out, 1);
        assertThat(out[0]).isNaN();
        return end == text.length() + 1 ? out[1] : Decimals.parse(text);
    }

    private static void assertSame(String text) {
        assertThat(Double.doubleToRawLongBits(read(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        assertThat(Double.doubleToRawLongBits(Decimals.parse(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    /** A spelling that falls back to the slow way has the same value, and is not noticed but by the clock. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "-0.5",
                "0",
                "7.",
                ".25",
                "12.5",
                "100",
                "-3",
                "0.1234567",
                "0.12345678",
                "0.123456789",
                "0.12345678901234567",
                "1.2345678901234567",
                "0.000000000000000000001",
                "9007199254740992",
                "9007199254740993",
                "123456789012345678",
                "1e22",
                "1E21",
                "5e-1",
                "1.5e+10",
                "12.5e-07",
                "1.0e-22",
                "1.0e-23",
                "1e0009",
            })
    void readsTheUsualTheQuickWay(String text) {
        for (char separator : new char[] {',', '\t', '\n', '\r', '_', ' ', '"'}) {
            byte[] line = (text + separator).getBytes(StandardCharsets.ISO_8859_1);
            double[] out = new double[1];
            assertThat(Decimals.parse(Arrays.copyOf(line, line.length + Decimals.PADDING), 0, out, 0))
                    .as(text)
                    .isEqualTo(text.length());
            assertThat(out[0]).isEqualTo(Double.parseDouble(text));
        }
    }

    /** Of these the quick way keeps its hands off. */
    @ParameterizedTest
    @ValueSource(strings = {"inf", ".", "e5", "1e", "1e+", "1234567890123456789", "0.1234567890123456789"})
    void leavesTheUnusual(String text) {
        byte[] line = (text + ",").getBytes(StandardCharsets.ISO_8859_1);
        double[] out = {Double.NaN};
        assertThat(Decimals.parse(Arrays.copyOf(line, line.length + Decimals.PADDING), 0, out, 0))
                .isNegative();
        assertThat(out[0]).isNaN();
    }

    @Test
    void readsWhatJavaWrites() {
        Property.tries(3000).check(draw -> {
            double number = draw.aDouble();
            assertSame(Double.toString(number));
        });
    }

    @Test
    void readsWhatJavaWritesInSinglePrecision() {
        Property.tries(2000).check(draw -> {
            float bits = Float.intBitsToFloat((int) draw.aLong());
            float number = draw.aBoolean() && Float.isFinite(bits) ? bits : (float) draw.aDouble(-1e6, 1e6);
            assertSame(Float.toString(number));
        });
    }

    @Test
    void readsScores() {
        Property.tries(5000).check(draw -> {
            long seed = draw.aLong();
            Random random = new Random(seed);
            assertSame(Double.toString(random.nextDouble()));
            assertSame(Double.toString(random.nextGaussian()));
            assertSame(Double.toString(Math.exp(random.nextGaussian() * 10)));
            assertSame(new BigDecimal(random.nextDouble())
                    .setScale(1 + random.nextInt(24), RoundingMode.HALF_EVEN)
                    .toPlainString());
        });
    }

    @Test
    void readsAnySpelling() {
        Property.tries(20_000).check(draw -> {
            String text = spellings(draw);
            assertSame(text);
        });
    }

    private static String spellings(Draw draw) {
        String text;
        do {
            String sign = draw.of("", "", "-", "+");
            String zeros = draw.of("", "", "0", "00", "0.", "0.0", "0.0000000", "0.00000000000000000000");
            String whole = draw.text(0, 25, "0123456789");
            String point = draw.of("", ".", ".");
            String fraction = draw.text(0, 25, "0123456789");
            text = sign + zeros + whole + (zeros.contains(".") ? "" : point) + fraction;
        } while (text.chars().noneMatch(Character::isDigit));
        return text + (draw.aBoolean() ? exponent(draw) : "");
    }

    private static String exponent(Draw draw) {
        String e = draw.of("e", "E") + draw.of("", "-", "+") + draw.of("", "0", "00");
        return e + (draw.aBoolean() ? draw.anInt(0, 30) : draw.anInt(0, 400));
    }

    /** Numbers exactly half way between two doubles, and their next of kin on both sides. */
    @Test
    void roundsHalfWayCasesCorrectly() {
        Property.tries(3000).check(draw -> {
            long bits = draw.aLong();
            int digits = draw.anInt(15, 20);
            double number = Double.longBitsToDouble((bits & 0x000FFFFFFFFFFFFFL) | (1000 + (bits >>> 58)) << 52);
            BigDecimal half = new BigDecimal(number).add(new BigDecimal(Math.ulp(number) / 2));
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal near = half.round(new MathContext(digits, mode));
                assertSame(near.toPlainString());
                assertSame(near.unscaledValue() + "e" + -near.scale());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.0",
                "1",
                "1.",
                ".5",
                "-.5",
                "+.5",
                "12.5",
                "100",
                "0e999999",
                "1e-400",
                "1e400",
                "-1e400",
                "9007199254740993",
                "9007199254740992",
                "9007199254740991",
                "0.9007199254740993",
                "9.007199254740993",
                "90071992547409931",
                "999999999999999999",
                "9999999999999999999",
                "18446744073709551616",
                "0.000000000000000000000000000000000000000000001",
                "2.2250738585072011e-308",
                "2.2250738585072012e-308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "1.7976931348623157e308",
                "1.7976931348623159e308",
                "1e22",
                "1e23",
                "8.5e22",
                "1e-22",
                "1e-23",
                "123456789012345678e-5",
                "0.10000000000000000555111512312578270211815834045410156250001",
            })
    void readsNotableNumbers(String text) {
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "Inf", "INF", "+inf", "infinity", "Infinity", "+INFINITY"})
    void readsInfinity(String text) {
        assertThat(read(text)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read("-" + text.replace("+", ""))).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** Some of these are numbers to {@link Double#parseDouble}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                "1e",
                "1e+",
                "1e5.0",
                "1..2",
                "1.2.3",
                "--1",
                "1-",
                "1f",
                "1d",
                "1.0F",
                "0x1p3",
                "0x10",
                "nan",
                "NaN",
                "-nan",
                "None",
                "null",
                "n/a",
                "1_000",
                "1 000",
                "1,5",
                "infinit",
                "in",
                "١",
                "½",
                "1e5e5",
                "0.5x",
                "0.123456789x",
                "0.12345678-"
            })
    void refusesTheRest(String text) {
        assertThat(read(text)).isNaN();
    }

    @Test
    void refusesWhatIsNoNumber() {
        Property.tries(5000).check(draw -> {
            String text = junk(draw);
            boolean number = text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

            double value = read(text);

            assertThat(Double.isNaN(value)).isEqualTo(!number);
            if (number) {
                assertSame(text);
            }
        });
    }

    private static String junk(Draw draw) {
        return draw.text(0, 14, "0123456789..--++eE x/:").strip();
    }
}
