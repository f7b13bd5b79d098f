package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

final class ShortDecimalTest {

    private static final long EXACT = 1L << 53;

    @Property(tries = 5_000)
    void isTheNearestDouble(
            @ForAll @LongRange(min = -EXACT, max = EXACT) long digits, @ForAll @IntRange(max = 16) int decimals) {
        String text = BigDecimal.valueOf(digits, decimals).toPlainString();

        double number = parse(text);

        if (text.length() <= 18) {
            assertThat(number).isEqualTo(Double.parseDouble(text));
        }
    }

    @Property
    void neverIsAnotherNumber(@ForAll @StringLength(max = 22) String text) {
        isParsedAsByTheLanguageOrNotAtAll(text);
    }

    @Property
    void neverIsAnotherNumber(@ForAll double number) {
        isParsedAsByTheLanguageOrNotAtAll(Double.toString(number));
    }

    @Example
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
