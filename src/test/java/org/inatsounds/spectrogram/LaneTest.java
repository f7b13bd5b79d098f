package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.inatsounds.testing.Property;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;

/** Many signals at once give what JTransforms gives for one after the other. */
final class LaneTest {

    private static final long SEED = 20_240_501;

    @Test
    void transformsAsJTransformsDoes() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            int logSize = draw.anInt(1, 12);
            int lanes = draw.anInt(1, 60);
            long seed = draw.aLong();
            int size = 1 << logSize;
            Random random = new Random(seed);
            double[][] re = new double[size][lanes];
            double[][] im = new double[size][lanes];
            double[][] expected = new double[lanes][2 * size];
            for (int n = 0; n < size; n++) {
                for (int lane = 0; lane < lanes; lane++) {
                    re[n][lane] = expected[lane][2 * n] = random.nextGaussian();
                    im[n][lane] = expected[lane][2 * n + 1] = random.nextGaussian();
                }
            }
            LaneFft fft = new LaneFft(size, lanes);

            fft.forward(re, im, lanes);

            for (int lane = 0; lane < lanes; lane++) {
                new DoubleFFT_1D(size).complexForward(expected[lane]);
                for (int k = 0; k < size; k++) {
                    assertThat(re[fft.place(k)][lane]).isCloseTo(expected[lane][2 * k], offset(1e-10));
                    assertThat(im[fft.place(k)][lane]).isCloseTo(expected[lane][2 * k + 1], offset(1e-10));
                }
            }
        });
    }

    /** Both ways to spectra, for any cut, with and without padding of half a transform. */
    @Test
    void spectraAreThoseOfPairs() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            int logSize = draw.anInt(4, 11);
            int windowPercent = draw.anInt(1, 100);
            int hopPercent = draw.anInt(1, 100);
            int frames = draw.anInt(1, LaneStft.BATCH);
            int power = draw.anInt(1, 2);
            long seed = draw.aLong();
            int size = 1 << logSize;
            Random random = new Random(seed);
            double[] window =
                    random.doubles(Math.max(2, size * windowPercent / 100)).toArray();
            int hop = Math.max(1, size * hopPercent / 100);
            LaneStft lanes = new LaneStft(window, size, hop, power);
            PairStft pairs = new PairStft(window, size, hop, power);
            int start = random.nextInt(50);
            double[] samples = random.doubles(start + (frames - 1L) * hop + window.length + lanes.overhang(), -1, 1)
                    .toArray();
            double[][] actual = new double[size / 2 + 1][LaneStft.BATCH + 2];

            lanes.transform(samples, start, frames, actual);

            double[][] expected = new double[size / 2 + 1][2];
            for (int frame = 0; frame < frames; frame++) {
                pairs.transform(samples, start + frame * hop, 1, expected);
                for (int bin = 0; bin < expected.length; bin++) {
                    assertThat(actual[bin][frame]).isCloseTo(expected[bin][0], offset(1e-9 * size));
                }
            }
        });
    }

    @Test
    void othersAreLeftToJTransforms() {
        assertThat(Stft.of(Preset.INATSOUNDS_2024)).isInstanceOf(LaneStft.class);
        assertThat(Stft.of(Preset.LIBROSA)).isInstanceOf(LaneStft.class);
        Framing odd = new Framing(400, 160, 400, WindowKind.HANN, Padding.NONE);
        assertThat(Stft.of(Preset.INATSOUNDS_2024.withFraming(odd))).isInstanceOf(PairStft.class);
        Framing sparse = new Framing(512, 1025, 1024, WindowKind.HANN, Padding.NONE);
        assertThat(Stft.of(Preset.INATSOUNDS_2024.withFraming(sparse))).isInstanceOf(PairStft.class);
    }
}
