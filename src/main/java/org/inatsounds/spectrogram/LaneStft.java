package org.inatsounds.spectrogram;

import java.util.Arrays;

/**
 * Up to {@value #BATCH} frames at a time, for transforms whose size is a power of two. All loops run along the frames.
 *
 * <p>As in {@link StftPair}, two real frames {@code a} and {@code b} are one complex one, {@code a + ib}, and where at least half
 * of the transform's input is zero padding, even and odd bins are two transforms of half the size. Frame {@code p} of the first
 * half of the batch goes with frame {@code p} of the second half.
 *
 * <p>Frames overlap, so the samples are first laid out by their place within a hop: element {@code n} of frame {@code f} is
 * sample {@code n + f * hop}, which is element {@code f + n / hop} of row {@code n % hop}. Any one element of all frames is then a
 * run of neighbours.
 */
final class LaneStft implements Stft {

    /** Frames at once. Not a power of two times anything: rows would fall into the same few sets of the cache. */
    static final int BATCH = 100;

    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 12;

    private final int hop;
    private final boolean root;
    private final boolean halves;
    private final int bins;
    private final LaneFft fft;
    /** The window, with the half of the formula in {@link StftPair} in it. */
    private final double[] window;
    /** The window times cosine and sine of {@code 2πn/N}. */
    private final double[] cosines;

    private final double[] sines;
    private final double[][] byPlace;
    private final double[][] re;
    private final double[][] im;

    LaneStft(double[] window, int fftSize, int hop, int power) {
        this.hop = hop;
        root = power == 1;
        halves = window.length <= fftSize / 2;
        bins = fftSize / 2 + 1;
        int size = halves ? fftSize / 2 : fftSize;
        int lanes = BATCH / 2;
        fft = new LaneFft(size, lanes);
        this.window = new double[window.length];
        cosines = new double[window.length];
        sines = new double[window.length];
        for (int n = 0; n < window.length; n++) {
            double angle = 2 * Math.PI * n / fftSize;
            this.window[n] = window[n] / 2;
            cosines[n] = window[n] / 2 * Math.cos(angle);
            sines[n] = window[n] / 2 * Math.sin(angle);
        }
        byPlace = new double[Math.min(hop, window.length)][BATCH + (window.length - 1) / hop];
        re = new double[size][lanes];
        im = new double[size][lanes];
    }

    /** Whether this class is for frames cut like that. */
    static boolean suits(Framing framing) {
        int size = framing.fftSize();
        return Integer.bitCount(size) == 1 && size >= SMALLEST && size <= LARGEST && framing.hop() <= size;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    /** An odd number of frames has one more beside it. */
    @Override
    public int overhang() {
        return hop;
    }

    @Override
    public void transform(double[] samples, int start, int frames, double[][] spectra) {
        int lanes = (frames + 1) / 2;
        layOut(samples, start, 2 * lanes);
        for (int n = 0; n < window.length; n++) {
            double[] row = byPlace[n % hop];
            scaled(row, n / hop, window[n], re[n], lanes);
            scaled(row, n / hop + lanes, window[n], im[n], lanes);
        }
        transform(lanes);
        if (halves) {
            int size = bins - 1;
            separate(lanes, size, 0, 2, spectra);
            for (int n = 0; n < window.length; n++) {
                double[] row = byPlace[n % hop];
                turned(row, n / hop, n / hop + lanes, cosines[n], sines[n], re[n], lanes);
                turned(row, n / hop + lanes, n / hop, cosines[n], -sines[n], im[n], lanes);
            }
            transform(lanes);
            separate(lanes, size - 1, 1, 2, spectra);
        } else {
            separate(lanes, 2 * (bins - 1), 0, 1, spectra);
        }
    }

    private void transform(int lanes) {
        for (int n = window.length; n < re.length; n++) {
            Arrays.fill(re[n], 0, lanes, 0);
            Arrays.fill(im[n], 0, lanes, 0);
        }
        fft.forward(re, im, lanes);
    }

    private void layOut(double[] samples, int start, int frames) {
        int rows = frames + (window.length - 1) / hop;
        for (int r = 0; r < rows; r++) {
            int from = start + r * hop;
            // The last frames end before their last hop does.
            int count = Math.min(byPlace.length, window.length + (frames - 1 - r) * hop);
            for (int place = 0; place < count; place++) {
                byPlace[place][r] = samples[from + place];
            }
        }
    }

    /** The bins {@code first + step * k}: those of {@code k} with their mirror image {@code mirror - k}. */
    private void separate(int lanes, int mirror, int first, int step, double[][] spectra) {
        for (int k = 0; first + step * k < bins; k++) {
            int one = fft.place(k);
            int other = fft.place(mirror - k == re.length ? 0 : mirror - k);
            double[] into = spectra[first + step * k];
            power(re[one], re[other], im[one], im[other], into, 0, lanes);
            power(im[one], im[other], re[one], re[other], into, lanes, lanes);
            if (root) {
                root(into, 2 * lanes);
            }
        }
    }

    private static void scaled(double[] row, int from, double factor, double[] into, int lanes) {
        for (int i = 0; i < lanes; i++) {
            into[i] = row[from + i] * factor;
        }
    }

    private static void turned(double[] row, int a, int b, double cosine, double sine, double[] into, int lanes) {
        for (int i = 0; i < lanes; i++) {
            into[i] = row[a + i] * cosine + row[b + i] * sine;
        }
    }

    /** {@code |(a + b) + i(c - d)|²}. */
    private static void power(double[] a, double[] b, double[] c, double[] d, double[] into, int offset, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double sum = a[i] + b[i];
            double difference = c[i] - d[i];
            into[offset + i] = sum * sum + difference * difference;
        }
    }

    private static void root(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.sqrt(values[i]);
        }
    }
}
