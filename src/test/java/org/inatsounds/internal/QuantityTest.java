package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1.00 KiB",
        "1536, 1.50 KiB",
        "10234, 9.99 KiB",
        "10240, 10.0 KiB",
        "102348, 99.9 KiB",
        "102400, 100 KiB",
        "1048063, 1023 KiB",
        "1048064, 1.00 MiB",
        "22753280, 21.7 MiB",
        "81000000000, 75.4 GiB",
        "9223372036854775807, 8.00 EiB"
    })
    void bytes(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void bytesTakeAtMostEightCharacters() {
        Property.tries(1000).check(draw -> {
            long bytes = draw.aLong(0, Long.MAX_VALUE);
            assertThat(Quantity.bytes(bytes)).hasSizeLessThanOrEqualTo(8).matches("\\d+(\\.\\d+)? [KMGTPE]?i?B");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 2048, 0.00/2.00 KiB", "1024, 1073741824, 0.00/1.00 GiB", "36722000000, 86000000000, 34.2/80.1 GiB"})
    void bytesOf(long part, long whole, String text) {
        assertThat(Quantity.bytesOf(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.4, 0 s",
        "59.4, 59 s",
        "59.5, 1:00",
        "401, 6:41",
        "3599.6, 1:00:00",
        "4001, 1:06:41",
        "359999, 99:59:59",
        "360000, 4 d 4 h"
    })
    void time(double seconds, String text) {
        assertThat(Quantity.time(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "0.34, 0.3", "9.94, 9.9", "9.96, 10", "24000, '24,000'"})
    void rate(double rate, String text) {
        assertThat(Quantity.rate(rate)).isEqualTo(text);
    }
}
