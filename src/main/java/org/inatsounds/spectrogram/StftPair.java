package org.inatsounds.spectrogram;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The spectra of two frames at once. Two real frames {@code a} and {@code b} are one complex one, {@code z = a + ib}, and
 * come apart again in its transform {@code Z}: {@code A[k] = (Z[k] + conj Z[N-k]) / 2}, {@code B[k] = (Z[k] - conj Z[N-k]) / 2i}.
 *
 * <p>Where at least half of the transform's input is zero padding, the zeros are left out: the even bins are the transform
 * of half the length of {@code z[n]}, the odd bins that of {@code z[n] exp(-2πin/N)}.
 */
final class StftPair {

    private final int fftSize;
    private final int power;
    private final boolean halves;
    private final DoubleFFT_1D fft;
    /** The window, with the half of the formula above in it. */
    private final double[] window;
    /** The window times cosine and sine of {@code 2πn/N}. */
    private final double[] cosines;

    private final double[] sines;
    private final double[] even;
    private final double[] odd;

    /**
     * Prepares transforms.
     *
     * @param window what the samples of a frame are multiplied by
     * @param fftSize length of the transform, at least that of the window
     * @param power 1 for magnitudes, 2 for power
     */
    StftPair(double[] window, int fftSize, int power) {
        this.fftSize = fftSize;
        this.power = power;
        int length = window.length;
        halves = fftSize % 2 == 0 && length <= fftSize / 2;
        int size = halves ? fftSize / 2 : fftSize;
        fft = new DoubleFFT_1D(size);
        this.window = new double[length];
        cosines = new double[length];
        sines = new double[length];
        for (int n = 0; n < length; n++) {
            double angle = 2 * Math.PI * n / fftSize;
            this.window[n] = window[n] / 2;
            cosines[n] = window[n] / 2 * Math.cos(angle);
            sines[n] = window[n] / 2 * Math.sin(angle);
        }
        even = new double[2 * size];
        odd = halves ? new double[2 * size] : new double[0];
    }

    /**
     * Transforms the frames that begin at {@code startA} and {@code startB}.
     *
     * @param spectrumA magnitude or power of the first frame's bins, {@code fftSize / 2 + 1} of them
     * @param spectrumB the same of the second frame
     */
    void transform(double[] samples, int startA, int startB, double[] spectrumA, double[] spectrumB) {
        fill(samples, startA, startB, window, even);
        clear(even);
        fft.complexForward(even);
        if (halves) {
            fillTurned(samples, startA, startB);
            clear(odd);
            fft.complexForward(odd);
            separate(even, fftSize / 2, 0, 2, spectrumA, spectrumB);
            separate(odd, fftSize / 2 - 1, 1, 2, spectrumA, spectrumB);
        } else {
            separate(even, fftSize, 0, 1, spectrumA, spectrumB);
        }
        if (power == 1) {
            root(spectrumA);
            root(spectrumB);
        }
    }

    private static void fill(double[] samples, int startA, int startB, double[] window, double[] into) {
        for (int n = 0; n < window.length; n++) {
            into[2 * n] = samples[startA + n] * window[n];
            into[2 * n + 1] = samples[startB + n] * window[n];
        }
    }

    private void fillTurned(double[] samples, int startA, int startB) {
        for (int n = 0; n < cosines.length; n++) {
            double a = samples[startA + n];
            double b = samples[startB + n];
            odd[2 * n] = a * cosines[n] + b * sines[n];
            odd[2 * n + 1] = b * cosines[n] - a * sines[n];
        }
    }

    private void clear(double[] values) {
        Arrays.fill(values, 2 * window.length, values.length, 0);
    }

    /**
     * Takes two spectra apart. Bin {@code k} of {@code z} goes to bin {@code first + step * k}; its mirror image is bin
     * {@code mirror - k}, where that of bin 0 may be bin 0 itself.
     */
    private static void separate(double[] z, int mirror, int first, int step, double[] spectrumA, double[] spectrumB) {
        int size = z.length / 2;
        int count = (spectrumA.length - 1 - first) / step + 1;
        for (int k = 0; k < count; k++) {
            int m = mirror - k == size ? 0 : mirror - k;
            double sumRe = z[2 * k] + z[2 * m];
            double sumIm = z[2 * k + 1] + z[2 * m + 1];
            double differenceRe = z[2 * k] - z[2 * m];
            double differenceIm = z[2 * k + 1] - z[2 * m + 1];
            spectrumA[first + step * k] = sumRe * sumRe + differenceIm * differenceIm;
            spectrumB[first + step * k] = sumIm * sumIm + differenceRe * differenceRe;
        }
    }

    /** A loop of its own: compiled to vector instructions. */
    private static void root(double[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.sqrt(values[k]);
        }
    }
}
