package org.inatsounds.spectrogram.picture;

import java.nio.file.Path;
import java.util.Random;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.SpectrogramBuilder;

/** A spectrogram whose values are given: {@code [band][frame]}, the lowest band first. */
final class Grid implements BandRows {

    private final ElementType type;
    private final float[][] values;

    Grid(ElementType type, float[][] values) {
        this.type = type;
        this.values = values;
    }

    static Grid bytes(int bands, int frames, long seed) {
        Random random = new Random(seed);
        float[][] values = new float[bands][frames];
        for (float[] row : values) {
            for (int frame = 0; frame < frames; frame++) {
                row[frame] = random.nextInt(256);
            }
        }
        return new Grid(ElementType.UINT8, values);
    }

    static Grid of(ElementType type, float[]... values) {
        return new Grid(type, values);
    }

    /** The spectrogram of a sine of 100 units of 16 bits, which no preset cuts off. */
    static Spectrogram tone(Preset preset, double hertz, int samples) {
        double[] tone = new double[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = 100 * Math.sin(2 * Math.PI * hertz * i / preset.sampleRate());
        }
        SpectrogramBuilder builder = new SpectrogramBuilder(preset, new Memory(Long.MAX_VALUE, Path.of("")));
        builder.feed(tone, 0, samples);
        return builder.finish();
    }

    float[][] values() {
        return values;
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public int bands() {
        return values.length;
    }

    @Override
    public int frames() {
        return values[0].length;
    }

    @Override
    public void read(int band, int from, int to, float[] into) {
        System.arraycopy(values[band], from, into, 0, to - from);
    }
}
