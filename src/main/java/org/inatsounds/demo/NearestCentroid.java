package org.inatsounds.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.inatsounds.StorageException;
import org.inatsounds.npy.NpyArray;

/**
 * The simplest classifier there is: the mean spectrum of each species, and how near the mean spectrum of a recording comes to
 * it. It reads the arrays that {@code inatsounds spectrogram} writes.
 */
public final class NearestCentroid {

    private final SortedMap<Integer, double[]> sums = new TreeMap<>();

    /**
     * Learns from a recording.
     *
     * @param category the id of its species
     */
    public void learn(int category, Path array) {
        double[] spectrum = spectrum(array);
        double[] sum = sums.computeIfAbsent(category, id -> new double[spectrum.length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += spectrum[i];
        }
    }

    /**
     * Scores recordings.
     *
     * @param arrays by the file name of the recording
     * @param file where to write: a row a recording, a column a category
     * @throws StorageException if it can't be written
     */
    public void write(Map<String, Path> arrays, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("file_name");
            for (int category : sums.keySet()) {
                out.write("," + category);
            }
            out.write("\n");
            for (Map.Entry<String, Path> each : arrays.entrySet()) {
                double[] spectrum = spectrum(each.getValue());
                out.write(each.getKey());
                for (double[] centroid : sums.values()) {
                    out.write(String.format(Locale.ROOT, ",%.6f", cosine(spectrum, centroid)));
                }
                out.write("\n");
            }
        } catch (IOException e) {
            throw new StorageException("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    /** 1 for the same direction. */
    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }
        return dot / Math.sqrt(Math.max(squaresA * squaresB, Double.MIN_NORMAL));
    }

    /** The mean of each band over time, less the mean over all bands. */
    private static double[] spectrum(Path file) {
        NpyArray array = NpyArray.read(file);
        int bands = array.shape()[0];
        int frames = array.shape()[1];
        double[] spectrum = new double[bands];
        double mean = 0;
        for (int band = 0; band < bands; band++) {
            for (int frame = 0; frame < frames; frame++) {
                spectrum[band] += array.value(band * frames + frame);
            }
            spectrum[band] /= frames;
            mean += spectrum[band] / bands;
        }
        for (int band = 0; band < bands; band++) {
            spectrum[band] -= mean;
        }
        return spectrum;
    }
}
