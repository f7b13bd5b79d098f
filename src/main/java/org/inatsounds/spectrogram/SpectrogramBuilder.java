package org.inatsounds.spectrogram;

import java.nio.ByteBuffer;
import org.inatsounds.BadInputException;

/**
 * Makes the spectrograms of recordings, one after the other. Holds the spectrogram itself, one byte or four an element, up to
 * a limit, and nothing else that grows with the recording. One thread at a time; the tables are made once.
 *
 * <p>A preset with a {@link Loudness#topDb} cuts values off relative to the loudest of the whole recording. Its values are
 * held as floats until that is known.
 */
public final class SpectrogramBuilder {

    private final Preset preset;
    private final Memory memory;
    private final Loudness loudness;
    private final int bands;
    private final SpectrogramKernel kernel;
    private final MelSink sink;
    private final ElementType held;
    private Blocks blocks;
    private byte[] block = {};
    private int frames;
    private double loudest;

    /** Holds everything in memory. */
    SpectrogramBuilder(Preset preset) {
        this(preset, Memory.UNLIMITED);
    }

    /** Prepares the tables of a preset: takes some milliseconds. */
    public SpectrogramBuilder(Preset preset, Memory memory) {
        this.preset = preset;
        this.memory = memory;
        loudness = preset.loudness();
        bands = preset.mel().count();
        kernel = new SpectrogramKernel(preset);
        held = loudness.needsMaximum() ? ElementType.FLOAT32 : preset.type();
        if (held == ElementType.UINT8) {
            Quantiser quantiser = new Quantiser(loudness);
            sink = (mel, count) ->
                    add(mel, count, (values, from, at, some) -> quantiser.pixels(values, from, block, at, some));
        } else {
            sink = (mel, count) -> add(mel, count, this::addFloats);
        }
        blocks = noBlocks();
        loudest = Double.NEGATIVE_INFINITY;
    }

    private Blocks noBlocks() {
        return new Blocks(bands * Spectrogram.BLOCK * held.bytes(), memory);
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        blocks.close();
        begin();
    }

    private void begin() {
        kernel.reset();
        blocks = noBlocks();
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

    /** Ends the recording. The builder is ready for the next one; the spectrogram has to be closed. */
    public Spectrogram finish() {
        kernel.finish(sink);
        Cutoff cutoff = loudness.needsMaximum() ? new Cutoff(loudness, loudest, preset.type()) : null;
        Spectrogram spectrogram = new Spectrogram(preset.type(), preset.layout(), bands, frames, blocks, cutoff);
        begin();
        return spectrogram;
    }

    /** The same, where a failure gets the recording's name. */
    public Spectrogram finish(String name) {
        try {
            return finish();
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }

    /** Puts some values of a band into the block. */
    private interface Row {
        void put(double[] values, int from, int at, int count);
    }

    /** Takes frames, as many at a time as the block has room for. */
    private void add(double[][] mel, int count, Row row) {
        for (int done = 0; done < count; ) {
            makeRoom();
            int at = frames % Spectrogram.BLOCK;
            int some = Math.min(count - done, Spectrogram.BLOCK - at);
            for (int band = 0; band < bands; band++) {
                row.put(mel[band], done, band * Spectrogram.BLOCK + at, some);
            }
            frames += some;
            done += some;
        }
    }

    private void addFloats(double[] values, int from, int at, int count) {
        ByteBuffer floats = Spectrogram.wrap(block);
        for (int i = 0; i < count; i++) {
            double value = loudness.decibels(values[from + i]);
            loudest = Math.max(loudest, value);
            double kept = loudness.needsMaximum() ? value : loudness.clip(value);
            floats.putFloat(4 * (at + i), (float) kept);
        }
    }

    /** Sees to it that there is a block for the next frame. */
    private void makeRoom() {
        if (frames % Spectrogram.BLOCK == 0) {
            if (frames > Integer.MAX_VALUE - Spectrogram.BLOCK) {
                throw new BadInputException("The recording is too long: it has more than " + frames + " frames.");
            }
            block = blocks.next();
        }
    }
}
