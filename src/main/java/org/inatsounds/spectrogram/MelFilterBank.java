package org.inatsounds.spectrogram;

import java.util.Arrays;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;

/**
 * Sums the bins of a spectrum into bands. Band {@code m} is a triangle from edge {@code m} over edge {@code m + 1} to edge
 * {@code m + 2}, so only a few neighbouring bins count: those weights are kept, the zeros are not.
 */
final class MelFilterBank {

    private final int bands;
    private final int[] firstBins;
    /** Where each band's weights begin; the last element is where they all end. */
    private final int[] starts;

    private final double[] weights;

    /**
     * Makes the triangles.
     *
     * @param mel the bands
     * @param sampleRate in samples a second
     * @param fftSize the spectrum has {@code fftSize / 2 + 1} bins, bin {@code k} at {@code k * sampleRate / fftSize} Hz
     */
    MelFilterBank(MelBands mel, int sampleRate, int fftSize) {
        bands = mel.count();
        firstBins = new int[bands];
        starts = new int[bands + 1];
        double[] edges = edges(mel);
        double[] positions = positions(mel, sampleRate, fftSize);
        double[] all = new double[2 * positions.length];
        int count = 0;
        int bin = 0;
        for (int band = 0; band < bands; band++) {
            while (bin < positions.length && positions[bin] <= edges[band]) {
                bin++;
            }
            firstBins[band] = bin;
            double height = height(mel, band);
            for (int k = bin; k < positions.length && positions[k] < edges[band + 2]; k++) {
                if (count == all.length) {
                    all = Arrays.copyOf(all, 2 * count);
                }
                all[count++] = height * weight(positions[k], edges, band);
            }
            starts[band + 1] = count;
        }
        weights = Arrays.copyOf(all, count);
    }

    int bands() {
        return bands;
    }

    /**
     * Sums the spectra of several frames.
     *
     * @param spectra a row for each bin, in it an element for each frame
     * @param mel takes a row for each band
     */
    void apply(double[][] spectra, int frames, double[][] mel) {
        for (int band = 0; band < bands; band++) {
            double[] sum = mel[band];
            Arrays.fill(sum, 0, frames, 0);
            int start = starts[band];
            for (int k = start; k < starts[band + 1]; k++) {
                add(weights[k], spectra[firstBins[band] + k - start], sum, frames);
            }
        }
    }

    private static void add(double weight, double[] values, double[] sum, int frames) {
        for (int i = 0; i < frames; i++) {
            sum[i] += weight * values[i];
        }
    }

    /** The edges of the triangles, on the scale on which their sides are straight. */
    private static double[] edges(MelBands mel) {
        double[] edges = new double[mel.count() + 2];
        for (int edge = 0; edge < edges.length; edge++) {
            double value = melEdge(mel, edge);
            edges[edge] = mel.slopes() == Slopes.MEL ? value : mel.scale().hertz(value);
        }
        return edges;
    }

    private static double melEdge(MelBands mel, int edge) {
        double low = mel.scale().mel(mel.minHertz());
        double high = mel.scale().mel(mel.maxHertz());
        return low + (high - low) * edge / (mel.count() + 1);
    }

    /** The bins on the same scale. A constant part that does not count lies outside of every triangle. */
    private static double[] positions(MelBands mel, int sampleRate, int fftSize) {
        double[] positions = new double[fftSize / 2 + 1];
        for (int bin = 0; bin < positions.length; bin++) {
            double hertz = (double) bin * sampleRate / fftSize;
            positions[bin] = mel.slopes() == Slopes.MEL ? mel.scale().mel(hertz) : hertz;
        }
        if (!mel.withConstant()) {
            positions[0] = Double.NEGATIVE_INFINITY;
        }
        return positions;
    }

    private static double height(MelBands mel, int band) {
        return mel.norm() == Norm.NONE
                ? 1
                : 2 / (mel.scale().hertz(melEdge(mel, band + 2)) - mel.scale().hertz(melEdge(mel, band)));
    }

    private static double weight(double position, double[] edges, int band) {
        double rising = (position - edges[band]) / (edges[band + 1] - edges[band]);
        double falling = (edges[band + 2] - position) / (edges[band + 2] - edges[band + 1]);
        return Math.max(0, Math.min(rising, falling));
    }
}
