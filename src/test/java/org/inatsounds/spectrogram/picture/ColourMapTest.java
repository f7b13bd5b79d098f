package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours are the published ones, and get lighter. */
final class ColourMapTest {

    /** As other programs that have these maps print them. */
    @ParameterizedTest
    @CsvSource({
        "VIRIDIS, 0, 440154", "VIRIDIS, 128, 21918c", "VIRIDIS, 255, fde725",
        "MAGMA, 0, 000004", "MAGMA, 128, b73779", "MAGMA, 255, fcfdbf",
        "INFERNO, 0, 000004", "INFERNO, 128, bc3754", "INFERNO, 255, fcffa4",
        "GREY, 0, 000000", "GREY, 127, 7f7f7f", "GREY, 255, ffffff"
    })
    void anchorsAreThePublishedOnes(ColourMap map, int level, String rgb) {
        assertThat(HexFormat.of().formatHex(map.table(), 3 * level, 3 * level + 3))
                .isEqualTo(rgb);
    }

    /** Lightness L* of CIELAB, which may only fall by what the rounding to bytes does. */
    @ParameterizedTest
    @EnumSource
    void louderIsLighter(ColourMap map) {
        byte[] table = map.table();
        assertThat(table).hasSize(768);
        for (int level = 1; level < 256; level++) {
            assertThat(lightness(table, level)).isGreaterThan(lightness(table, level - 1) - 0.05);
        }
        for (int level = 8; level < 256; level++) {
            assertThat(lightness(table, level)).isGreaterThan(lightness(table, level - 8) + 1);
        }
    }

    @Test
    void namesAreWhatIsTyped() {
        assertThat(ColourMap.VIRIDIS).hasToString("viridis");
    }

    private static double lightness(byte[] table, int level) {
        double y = 0.2126 * linear(table[3 * level])
                + 0.7152 * linear(table[3 * level + 1])
                + 0.0722 * linear(table[3 * level + 2]);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    private static double linear(byte component) {
        double c = (component & 0xFF) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
