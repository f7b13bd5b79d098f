package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** Numbers of annotations are those of the language: the parser that reads them is another one. */
final class NumbersTest {

    @Test
    void aDecimalIsTheNearestDouble() {
        Property.tries(5_000).check(draw -> {
            long digits = draw.aLong(Long.MIN_VALUE, Long.MAX_VALUE);
            int decimals = draw.anInt(1, 30);
            String text = BigDecimal.valueOf(digits, decimals).toPlainString();

            assertThat(read(text)).isEqualTo(Double.parseDouble(text));
        });
    }

    @Test
    void aNumberAsWrittenIsTheSame() {
        Property.tries(5_000).check(draw -> {
            double number = draw.aDouble();
            if (Double.isFinite(number)) {
                assertThat(read(Double.toString(number))).isEqualTo(number);
            }
        });
    }

    private static double read(String text) {
        try (JsonParser parser = AnnotationReader.JSON.createParser(text)) {
            parser.nextToken();
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
