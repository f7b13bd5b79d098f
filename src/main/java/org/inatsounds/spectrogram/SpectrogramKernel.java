package org.inatsounds.spectrogram;

import java.util.Arrays;
import org.inatsounds.BadInputException;

/**
 * Cuts samples into frames and gives the mel values of each. Samples come in chunks of any size; memory does not depend on
 * the length of the recording. Can be used again after {@link #finish}. One thread at a time.
 *
 * <p>A centred preset that mirrors the recording keeps the first samples until it can, and at any time as many of the last
 * ones as the mirror image at the end needs.
 */
public final class SpectrogramKernel {

    private static final int CHUNK = 8192;

    private final Framing framing;
    private final int frameLength;
    private final int pad;
    private final Stft stft;
    private final MelFilterBank bank;
    private final double[][] spectra;
    private final double[][] mel;

    /** Samples from {@link #base} on. Position 0 is the first sample of the recording; padding is before it. */
    private final double[] buffer;

    /** Samples that stay in the buffer for the sake of what is to be mirrored. */
    private final int mirrored;

    private int count;
    private long base;
    private long samples;
    private long nextFrame;
    private boolean begun;

    /** Prepares window, transform and bands of a preset: takes some milliseconds. */
    public SpectrogramKernel(Preset preset) {
        framing = preset.framing();
        frameLength = framing.frameLength();
        pad = framing.padLength();
        stft = Stft.of(preset);
        bank = new MelFilterBank(preset.mel(), preset.sampleRate(), framing.fftSize());
        spectra = new double[framing.fftSize() / 2 + 1][stft.batch() + 2];
        mel = new double[bank.bands()][stft.batch()];
        mirrored = framing.padding() == Padding.REFLECT ? pad + 1 : 0;
        int batch = frameLength + (stft.batch() - 1) * framing.hop() + stft.overhang();
        buffer = new double[2 * pad + Math.max(batch, mirrored) + CHUNK];
        reset();
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        count = pad;
        base = -pad;
        samples = 0;
        nextFrame = 0;
        Arrays.fill(buffer, 0, pad, 0);
        begun = framing.padding() != Padding.REFLECT;
    }

    /**
     * Takes the next samples of a recording.
     *
     * @param chunk samples in 16-bit units
     * @param sink gets the frames that are complete
     * @throws BadInputException if a sample is infinite or not a number
     */
    public void feed(float[] chunk, int offset, int length, MelSink sink) {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, room());
            for (int i = 0; i < part; i++) {
                buffer[count + i] = chunk[offset + done + i];
            }
            accept(part, sink);
            done += part;
        }
    }

    /** The same for doubles. */
    public void feed(double[] chunk, int offset, int length, MelSink sink) {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, room());
            System.arraycopy(chunk, offset + done, buffer, count, part);
            accept(part, sink);
            done += part;
        }
    }

    /**
     * Ends the recording. The kernel is ready for the next one.
     *
     * @param sink gets the remaining frames; a recording shorter than a frame has one, filled up with zeros
     * @return how many frames the recording has
     */
    public long finish(MelSink sink) {
        long frames = framing.frames(samples);
        makeRoom();
        if (!begun) {
            begin();
        }
        for (int i = 0; i < pad; i++) {
            buffer[count + i] = beyond(samples + i);
        }
        count += pad;
        drain(sink);
        if (nextFrame < frames) {
            last((int) (frames - nextFrame), sink);
        }
        reset();
        return frames;
    }

    private void accept(int part, MelSink sink) {
        int bad = 0;
        for (int i = count; i < count + part; i++) {
            bad |= Math.abs(buffer[i]) <= Double.MAX_VALUE ? 0 : 1;
        }
        if (bad != 0) {
            throw notFinite();
        }
        count += part;
        samples += part;
        if (!begun && samples >= mirrored) {
            begin();
        }
        if (begun) {
            drain(sink);
        }
    }

    private BadInputException notFinite() {
        int i = count;
        while (Math.abs(buffer[i]) <= Double.MAX_VALUE) {
            i++;
        }
        return new BadInputException(
                "Sample " + (samples + i - count) + " is " + buffer[i] + ": expected a finite number.");
    }

    /** Puts the mirror image before the first sample. */
    private void begin() {
        for (int i = 1; i <= pad; i++) {
            buffer[pad - i] = beyond(-i);
        }
        begun = true;
    }

    /** The sample at a position outside of the recording. */
    private double beyond(long position) {
        if (framing.padding() != Padding.REFLECT || samples == 0) {
            return 0;
        }
        long period = Math.max(1, 2 * (samples - 1));
        long index = Math.floorMod(position, period);
        return buffer[(int) (Math.min(index, period - index) - base)];
    }

    private int room() {
        if (count == buffer.length - pad) {
            makeRoom();
        }
        // What stands at the end of the recording has a place of its own.
        return buffer.length - pad - count;
    }

    /** Drops the samples that no coming frame needs. */
    private void makeRoom() {
        long end = base + count;
        long from = Math.min(nextFrame * framing.hop() - pad, end);
        if (mirrored > 0) {
            from = Math.max(base, Math.min(from, samples - mirrored));
        }
        int dropped = (int) (from - base);
        System.arraycopy(buffer, dropped, buffer, 0, count - dropped);
        base = from;
        count -= dropped;
    }

    /** Gives frames for as long as there are enough for a whole batch. */
    private void drain(MelSink sink) {
        int batch = stft.batch();
        int hop = framing.hop();
        long start = nextFrame * hop - pad - base;
        while (start + (batch - 1L) * hop + frameLength + stft.overhang() <= count) {
            give((int) start, batch, sink);
            start += (long) batch * hop;
        }
    }

    /** Gives the last frames, fewer than a batch and its overhang. */
    private void last(int frames, MelSink sink) {
        int left = frames;
        while (left > 0) {
            int start = (int) (nextFrame * framing.hop() - pad - base);
            int some = Math.min(left, stft.batch());
            int end = start + (some - 1) * framing.hop() + frameLength + stft.overhang();
            if (count < end) {
                // Only a recording shorter than a frame has a frame that is not full.
                Arrays.fill(buffer, count, end, 0);
            }
            give(start, some, sink);
            left -= some;
        }
    }

    private void give(int start, int frames, MelSink sink) {
        stft.transform(buffer, start, frames, spectra);
        bank.apply(spectra, frames, mel);
        sink.frames(mel, frames);
        nextFrame += frames;
    }
}
