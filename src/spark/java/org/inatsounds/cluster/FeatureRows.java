package org.inatsounds.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.features.Heard;
import org.inatsounds.features.Made;
import org.inatsounds.features.OutputKind;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.features.SpectrogramMaker;
import org.inatsounds.internal.Scratch;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.Windows;
import org.jspecify.annotations.Nullable;

/** Makes spectrograms: a row a recording, or a row a window. */
final class FeatureRows implements RowMaker {

    /** Grows when a column changes its meaning or goes. */
    static final int VERSION = 1;

    private static final StructType SCHEMA = RowMaker.schema(common -> common.add("start", DataTypes.DoubleType, true)
            .add("seconds", DataTypes.DoubleType, true)
            .add("frames", DataTypes.IntegerType, true)
            .add("mel", DataTypes.BinaryType, true)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), true)
            .add("dtype", DataTypes.StringType, true)
            .add("note", DataTypes.StringType, true));

    private final Preset preset;
    private final OutputKind kind;
    private final SpectrogramMaker maker;
    private @Nullable Spectrogram open;

    private FeatureRows(Preset preset, OutputKind kind, SpectrogramMaker maker) {
        this.preset = preset;
        this.kind = kind;
        this.maker = maker;
    }

    /** As many tasks as an executor may have at once, about. */
    static int tasks() {
        int processors = Runtime.getRuntime().availableProcessors();
        SparkEnv environment = SparkEnv.get();
        return environment == null
                ? processors
                : Math.min(processors, environment.conf().getInt("spark.executor.cores", processors));
    }

    /**
     * What is made.
     *
     * @param numbers of the preset, by name
     * @param kind an array of a recording, or its windows
     * @param resample whether recordings of another sample rate are converted, not refused
     */
    record Settings(Map<String, String> numbers, OutputKind kind, boolean resample) implements Factory {

        static Settings of(Preset preset, OutputKind kind, boolean resample) {
            Map<String, String> numbers = new TreeMap<>();
            PresetFacts.of(preset).forEach((name, value) -> numbers.put(name, value.toString()));
            return new Settings(numbers, kind, resample);
        }

        SpectrogramMaker maker() {
            return new SpectrogramMaker(PresetFacts.preset(numbers), resample, Memory.among(tasks(), Scratch.folder()));
        }

        @Override
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public RowMaker make(int task) {
            return new FeatureRows(PresetFacts.preset(numbers), kind, maker());
        }
    }

    @Override
    public Iterator<Row> rows(WantedRecording recording, OpenedRecording opened) throws IOException {
        closeSpectrogram();
        Made<Spectrogram> made = maker.make(opened.source());
        Spectrogram spectrogram = made.content();
        open = spectrogram;
        Heard heard = made.heard();
        if (kind == OutputKind.WINDOWS) {
            Windows windows = new Windows(spectrogram);
            return IntStream.range(0, windows.count())
                    .mapToObj(window -> window(recording, windows, window, heard))
                    .iterator();
        }
        byte[] mel = bytes(spectrogram.npySize(), spectrogram::writeElements);
        return Collections.singleton(row(recording, 0, spectrogram.frames(), mel, spectrogram, heard))
                .iterator();
    }

    private Row window(WantedRecording recording, Windows windows, int window, Heard heard) {
        int[] shape = windows.shape();
        byte[] mel =
                bytes((long) shape[1] * shape[2] * windows.type().bytes(), out -> windows.writeWindow(window, out));
        return row(recording, start(windows.first(window)), shape[2], mel, windows, heard);
    }

    /** The time of a frame; before 0 where zeros stand before the recording. */
    private double start(int frame) {
        return (double) frame * preset.framing().hop() / preset.sampleRate();
    }

    private static Row row(
            WantedRecording recording, double start, int frames, byte[] mel, ArrayContent array, Heard heard) {
        int[] shape = array.shape();
        Integer[] ofRow =
                IntStream.of(shape).skip(Math.max(0, shape.length - 2)).boxed().toArray(Integer[]::new);
        return RowFactory.create(
                VERSION,
                recording.path(),
                recording.split(),
                recording.categoryId(),
                start,
                heard.seconds(),
                frames,
                mel,
                ofRow,
                array.type().toString(),
                note(heard),
                null);
    }

    /** What a user has to know of a recording that was used all the same; null where there is nothing. */
    static @Nullable String note(Heard heard) {
        String note = String.join("; ", heard.remarks());
        return note.isEmpty() ? null : note;
    }

    /** What writes an array. */
    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] bytes(long size, Writer writer) {
        Exact out = new Exact(Math.toIntExact(size));
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.array();
    }

    /** Of a size that is known: the array need not be copied. */
    private static final class Exact extends ByteArrayOutputStream {

        Exact(int size) {
            super(size);
        }

        byte[] array() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private void closeSpectrogram() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closeSpectrogram();
        maker.close();
    }
}
