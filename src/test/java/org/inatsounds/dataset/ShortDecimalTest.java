package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class ShortDecimalTest {

    private static final long EXACT = 1L << 53;

    @Test
    void isTheNearestDouble() {
        Property.tries(5_000).check(draw -> {
            long digits = draw.aLong(-EXACT, EXACT);
            int decimals = draw.anInt(0, 16);
            String text = BigDecimal.valueOf(digits, decimals).toPlainString();

            double number = parse(text);

            if (text.length() <= 18) {
                assertThat(number).isEqualTo(Double.parseDouble(text));
            }
        });
    }

    @Test
    void aTextNeverIsAnotherNumber() {
        Property.tries(1000).check(draw -> {
            String text = draw.text(
                    0, 22, () -> draw.aBoolean() ? "0123456789.-+eE".charAt(draw.choice(15)) : draw.anInt(0, 0xFFFF));
            isParsedAsByTheLanguageOrNotAtAll(text);
        });
    }

    @Test
    void aNumberAsWrittenNeverIsAnotherNumber() {
        Property.tries(1000).check(draw -> {
            double number = draw.aDouble();
            isParsedAsByTheLanguageOrNotAtAll(Double.toString(number));
        });
    }

    @Test
    void leavesTheRestToOthers() {
        for (String text :
                new String[] {"", "-", ".", "-.", "1e5", "NaN", "Infinity", "1.2.3", "--1", "18446744073709551617"}) {
            assertThat(parse(text)).as(text).isNaN();
        }
        assertThat(parse("9007199254740993")).isNaN();
        assertThat(parse("9007199254740992")).isEqualTo(0x1p53);
        assertThat(parse("-0.0")).isEqualTo(-0.0);
        assertThat(parse("-33.8567844")).isEqualTo(-33.8567844);
    }

    private static void isParsedAsByTheLanguageOrNotAtAll(String text) {
        double number = parse(text);
        if (!Double.isNaN(number)) {
            assertThat(number).isEqualTo(Double.parseDouble(text));
        }
    }

    private static double parse(String text) {
        return ShortDecimal.parse(("12" + text + "34").toCharArray(), 2, text.length());
    }
}
