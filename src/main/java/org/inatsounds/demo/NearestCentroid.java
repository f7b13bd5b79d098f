package org.inatsounds.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.FileNames;
import org.inatsounds.npy.NpyArray;

/**
 * The simplest classifier there is: the mean spectrum of each species, and how near the mean spectrum of a recording comes to
 * it. It reads the arrays that {@code inatsounds spectrogram} writes, and becomes a model in ONNX form for {@code inatsounds predict}.
 */
public final class NearestCentroid {

    private static final int FRAMES = 512;

    private final SortedMap<Integer, double[]> sums = new TreeMap<>();

    /**
     * Learns from the split train.
     *
     * @param data the data folder
     * @param features the folder of the arrays of its recordings
     */
    public static NearestCentroid learned(Path data, Path features) {
        NearestCentroid classifier = new NearestCentroid();
        Annotations train = AnnotationReader.read(data.resolve(Split.TRAIN + ".json"));
        for (Recording recording : train.recordings()) {
            classifier.learn(train.categoryOf(recording).id(), array(features, recording));
        }
        return classifier;
    }

    private static Path array(Path features, Recording recording) {
        return features.resolve(FileNames.withoutEnding(recording.fileName()) + ".npy");
    }

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
     * Writes what was learned as a model, and a description of it beside: {@code X.json}. It is fed with the windows of the preset
     * {@code inatsounds-2024}. The zeros around a recording in a window make its mean spectrum smaller, and don't turn it.
     *
     * @param file {@code X.onnx}
     * @throws StorageException if it can't be written
     */
    public void writeModel(Path file) {
        int bands =
                sums.values().stream().mapToInt(sum -> sum.length).findFirst().orElse(0);
        float[] centroids = new float[bands * sums.size()];
        int column = 0;
        for (double[] sum : sums.values()) {
            double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
            for (int band = 0; band < bands; band++) {
                centroids[band * sums.size() + column] = (float) (sum[band] / Math.max(length, Float.MIN_NORMAL));
            }
            column++;
        }
        byte[] graph = new GraphBytes()
                .input("windows", GraphBytes.UINT8, bands, FRAMES)
                .constant("centroids", List.of(bands, sums.size()), centroids)
                .constant("least", List.of(1), new float[] {1e-6f})
                .node("Cast", "windows", "levels", GraphBytes.attribute("to", GraphBytes.FLOAT))
                .node("ReduceMean", "levels", "mean", axes(2), GraphBytes.attribute("keepdims", 0))
                .node("ReduceMean", "mean", "offset", axes(1))
                .node("Sub", "mean,offset", "spectrum")
                .node("ReduceL2", "spectrum", "norm", axes(1))
                .node("Max", "norm,least", "length")
                .node("Div", "spectrum,length", "direction")
                .node("MatMul", "direction,centroids", "nearness")
                .output("nearness", GraphBytes.FLOAT, sums.size())
                .toBytes();
        String name = String.valueOf(file.getFileName());
        Path description = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
        try {
            Files.write(file, graph);
            Files.writeString(
                    description,
                    String.format(
                            Locale.ROOT,
                            """
                    {"name": "nearest mean spectrum",
                     "input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
                     "outputs": [{"name": "nearness", "activation": "none"}],
                     "labels": [%s]}
                    """,
                            sums.keySet().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "))));
        } catch (IOException e) {
            throw new StorageException("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private static GraphBytes.Message axes(int axis) {
        return GraphBytes.attribute("axes", List.of(axis));
    }

    /**
     * Scores the recordings of the split test without a model: where that can't be run.
     *
     * @param data the data folder
     * @param features the folder of the arrays of its recordings
     * @param file where to write
     */
    public void write(Path data, Path features, Path file) {
        Map<String, Path> arrays = new LinkedHashMap<>();
        for (Recording recording :
                AnnotationReader.read(data.resolve(Split.TEST + ".json")).recordings()) {
            arrays.put(recording.fileName(), array(features, recording));
        }
        write(arrays, file);
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
