package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The windows of a recording. */
final class WindowsTest {

    private static final long SEED = 20_240_501;

    private static final int BANDS = 3;

    @ParameterizedTest
    @CsvSource({"1, 1", "511, 1", "512, 1", "513, 2", "768, 2", "769, 3", "1024, 3", "1025, 4"})
    void countFollowsTheRule(int frames, int windows) {
        assertThat(Windows.count(frames)).isEqualTo(windows);
        assertThat(new Windows(spectrogram(frames)).shape()).containsExactly(windows, BANDS, 512);
    }

    /** Against the rule as written: fill the whole recording up, then take every 256 frames. */
    @Test
    void windowsAreThoseOfTheFilledRecording() {
        Property.tries(40).withSeed(SEED).check(draw -> {
            int frames = draw.anInt(1, 3000);
            Spectrogram spectrogram = spectrogram(frames);
            int n = frames <= 512 ? 0 : (int) Math.ceil((frames - 512) / 256.0);
            int filled = 256 * n + 512;
            int before = (filled - frames) / 2;

            NpyArray windows = Golden.array(new Windows(spectrogram));

            assertThat(windows.size()).isEqualTo((n + 1) * BANDS * 512);
            int at = 0;
            for (int window = 0; window <= n; window++) {
                for (int row = 0; row < BANDS; row++) {
                    for (int i = 0; i < 512; i++) {
                        int frame = 256 * window + i - before;
                        double expected = frame < 0 || frame >= frames ? 0 : spectrogram.value(BANDS - 1 - row, frame);
                        assertThat(windows.value(at++)).isEqualTo(expected);
                    }
                }
            }
        });
    }

    @Test
    void rowsOverBandsAreRefused() {
        Spectrogram turned = new Spectrogram(
                ElementType.UINT8, AxisOrder.TIME_MEL, 1, 0, new Blocks(Spectrogram.BLOCK, Memory.UNLIMITED), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Windows(turned))
                .withMessageContaining("time-mel");
    }

    private static Spectrogram spectrogram(int frames) {
        Blocks blocks = new Blocks(BANDS * Spectrogram.BLOCK, Memory.UNLIMITED);
        for (int frame = 0; frame < frames; frame += Spectrogram.BLOCK) {
            byte[] block = blocks.next();
            for (int i = 0; i < block.length; i++) {
                block[i] = (byte) (1 + (i * 7 + frame) % 255);
            }
        }
        return new Spectrogram(ElementType.UINT8, AxisOrder.MEL_TIME_HIGH_FIRST, BANDS, frames, blocks, null);
    }
}
