package org.inatsounds.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * The simplest classifier there is: the mean spectrum of each species, and how near the mean spectrum of a recording comes to
 * it. It reads the arrays that {@code inatsounds spectrogram} writes.
 */
public final class NearestCentroid {

    private static final int NPY_FIXED = 10;

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
    private static double[] spectrum(Path array) {
        try {
            byte[] bytes = Files.readAllBytes(array);
            int headerLength = (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
            String header = new String(bytes, NPY_FIXED, headerLength, StandardCharsets.US_ASCII);
            String shape = header.replaceFirst(".*'shape': \\((\\d+), (\\d+)\\).*(?s:.*)", "$1 $2");
            String[] sides = shape.split(" ", -1);
            int bands = Integer.parseInt(sides[0]);
            int frames = Integer.parseInt(sides[1]);
            double[] spectrum = new double[bands];
            double mean = 0;
            for (int band = 0; band < bands; band++) {
                for (int frame = 0; frame < frames; frame++) {
                    spectrum[band] += bytes[NPY_FIXED + headerLength + band * frames + frame] & 0xFF;
                }
                spectrum[band] /= frames;
                mean += spectrum[band] / bands;
            }
            for (int band = 0; band < bands; band++) {
                spectrum[band] -= mean;
            }
            return spectrum;
        } catch (IOException e) {
            throw new StorageException(array + ": can't be read: " + e.getMessage(), e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new BadInputException(array + ": expected a .npy array of bytes, bands by frames", e);
        }
    }
}
