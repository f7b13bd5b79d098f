package org.inatsounds.spectrogram;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;

/**
 * Makes the spectrograms of recordings, one after the other. Holds the spectrogram itself, one byte or four an element,
 * and nothing else that grows with the recording. One thread at a time; the tables are made once.
 *
 * <p>A preset with a {@link Loudness#topDb} cuts values off relative to the loudest of the whole recording. Its values are
 * held as floats until that is known.
 */
public final class SpectrogramBuilder {

    private final Preset preset;
    private final Loudness loudness;
    private final int bands;
    private final SpectrogramKernel kernel;
    private final MelSink sink;
    private final ElementType held;
    private final byte[] pixels;
    private List<byte[]> blocks = new ArrayList<>();
    private int frames;
    private double loudest;

    /** Prepares the tables of a preset: takes some milliseconds. */
    public SpectrogramBuilder(Preset preset) {
        this.preset = preset;
        loudness = preset.loudness();
        bands = preset.mel().count();
        kernel = new SpectrogramKernel(preset);
        held = loudness.needsMaximum() ? ElementType.FLOAT32 : preset.type();
        pixels = new byte[bands];
        if (held == ElementType.UINT8) {
            Quantiser quantiser = new Quantiser(loudness);
            sink = mel -> addPixels(quantiser, mel);
        } else {
            sink = this::addFloats;
        }
        reset();
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        kernel.reset();
        blocks = new ArrayList<>();
        frames = 0;
        loudest = Double.NEGATIVE_INFINITY;
    }

    /**
     * Takes the next samples.
     *
     * @param samples in 16-bit units, one channel
     * @throws BadInputException if a sample is infinite or not a number, or the recording has more than 2³¹ frames
     */
    public void feed(float[] samples, int offset, int length) {
        kernel.feed(samples, offset, length, sink);
    }

    /** The same for doubles. */
    public void feed(double[] samples, int offset, int length) {
        kernel.feed(samples, offset, length, sink);
    }

    /** Ends the recording. The builder is ready for the next one. */
    public Spectrogram finish() {
        kernel.finish(sink);
        if (loudness.needsMaximum()) {
            blocks.replaceAll(this::cutOff);
        }
        Spectrogram spectrogram = new Spectrogram(preset.type(), preset.layout(), bands, frames, blocks);
        reset();
        return spectrogram;
    }

    private void addPixels(Quantiser quantiser, double[] mel) {
        byte[] block = block();
        quantiser.pixels(mel, pixels, 0);
        int at = frames % Spectrogram.BLOCK;
        for (int band = 0; band < bands; band++) {
            block[band * Spectrogram.BLOCK + at] = pixels[band];
        }
        frames++;
    }

    private void addFloats(double[] mel) {
        ByteBuffer block = Spectrogram.wrap(block());
        int at = frames % Spectrogram.BLOCK;
        for (int band = 0; band < bands; band++) {
            double value = loudness.decibels(mel[band]);
            loudest = Math.max(loudest, value);
            double kept = loudness.needsMaximum() ? value : loudness.clip(value);
            block.putFloat(4 * (band * Spectrogram.BLOCK + at), (float) kept);
        }
        frames++;
    }

    /** The block of the next frame. */
    private byte[] block() {
        if (frames % Spectrogram.BLOCK == 0) {
            if (frames > Integer.MAX_VALUE - Spectrogram.BLOCK) {
                throw new BadInputException("The recording is too long: it has more than " + frames + " frames.");
            }
            blocks.add(new byte[bands * Spectrogram.BLOCK * held.bytes()]);
        }
        return blocks.get(blocks.size() - 1);
    }

    /** Cuts a block of floats off below the loudest value, and turns it into what the preset asks for. */
    private byte[] cutOff(byte[] block) {
        ByteBuffer from = Spectrogram.wrap(block);
        int count = block.length / 4;
        byte[] into = preset.type() == ElementType.UINT8 ? new byte[count] : block;
        for (int i = 0; i < count; i++) {
            double value = Math.max(from.getFloat(4 * i), loudest - loudness.topDb());
            if (preset.type() == ElementType.UINT8) {
                into[i] = (byte) loudness.pixel(value);
            } else {
                from.putFloat(4 * i, (float) loudness.clip(value));
            }
        }
        return into;
    }
}
