package org.inatsounds.audio;

import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.audio.WavFormat.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Reads a WAV file as one channel of samples, from the first to the last, in bounded memory.
 *
 * <p>Reads RIFF, RIFX, RF64 and BW64 with PCM of 1 to 32 bits, 32-bit and 64-bit floats, A-law and µ-law, of any number of
 * channels and any sample rate.
 *
 * <p>Unit of a sample: that of 16-bit PCM, whose values are unchanged, -32,768 to 32,767. Other formats are converted to
 * that scale: full scale, ±1 of floats, is ±32,768. Floats may exceed it; nothing is clipped. Several channels are
 * averaged, in double precision, and rounded once.
 *
 * <p>Failures name the file, the offset in bytes and the field. {@link BadInputException} says either "malformed WAV" or
 * "unsupported audio"; {@link StorageException} means that bytes could not be read. A file that ends within its samples is
 * not a failure: the existing samples are read, and {@link #truncation} reports it.
 *
 * <p>Not for use by several threads at once.
 */
public final class WavReader implements AutoCloseable {

    /**
     * How much is missing in a truncated file.
     *
     * @param expectedFrames the number in its header
     * @param gotFrames the number of complete frames in the file
     */
    public record Truncation(long expectedFrames, long gotFrames) {}

    private static final int BLOCK = 1024;

    /** Of floats, in 16-bit units. */
    private static final float FULL_SCALE = 32_768;

    /** What floats of full scale 1 don't go beyond: 24 dB. */
    private static final float LOUDEST = 16;

    private final Faults faults;
    private final ByteSource source;
    private final WavHeader header;
    private final SampleDecoder decoder;

    /** Samples of all channels. Empty on the fast path. */
    private final double[] block;

    private long bytesLeft;
    private long framesRead;
    private boolean atEnd;
    /** Of the frame that is being read: the sum of its first {@code channelsSummed} samples. */
    private double sum;

    private int channelsSummed;

    /** The largest sample of floats so far, in 16-bit units. */
    private float peak;

    @SuppressWarnings({"NullableOptional", "OptionalUsedAsFieldOrParameterType"}) // Null until it is asked for.
    private @Nullable Optional<String> trailing;

    /** What else is to be said of the recording at its end; null for a WAV file, which says it itself. */
    private @Nullable Supplier<Optional<String>> remark;

    private WavReader(Faults faults, ByteSource source, WavHeader header, boolean general) {
        this.faults = faults;
        this.source = source;
        this.header = header;
        this.decoder = SampleDecoder.of(header.format());
        this.bytesLeft = header.dataBytes();
        this.block = new double[!general && isPlain(header.format()) ? 0 : BLOCK];
        source.reading("data");
    }

    /**
     * Opens a file, or anything else that has a path, such as a pipe.
     *
     * @throws BadInputException if there is no such file, or it is malformed or unsupported
     * @throws StorageException if it can't be read
     */
    public static WavReader open(Path file) {
        Faults faults = new Faults(file.toString());
        ByteSource source = ByteSource.of(file, faults);
        try {
            return open(source, faults, false);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Reads a stream from its present position. May read beyond the samples. {@link #close} leaves it open.
     *
     * @param name for messages
     * @throws BadInputException if it is malformed or unsupported
     * @throws StorageException if it can't be read
     */
    public static WavReader open(InputStream in, String name) {
        Faults faults = new Faults(name);
        return open(ByteSource.of(in, faults), faults, false);
    }

    /**
     * Reads the output of a decoder. {@link #close} closes it.
     *
     * @param remark what is left out, which is known at the end
     */
    static WavReader open(InputStream decoded, String name, Supplier<Optional<String>> remark) {
        Faults faults = new Faults(name);
        WavReader reader = open(ByteSource.owning(decoded, faults), faults, false);
        reader.remark = remark;
        return reader;
    }

    /** Without the fast path, for tests and measurements of it. */
    static WavReader openGeneral(InputStream in, String name) {
        Faults faults = new Faults(name);
        return open(ByteSource.of(in, faults), faults, true);
    }

    private static WavReader open(ByteSource source, Faults faults, boolean general) {
        return new WavReader(faults, source, HeaderReader.read(source, faults), general);
    }

    /** How the samples are stored. */
    public WavFormat format() {
        return header.format();
    }

    /**
     * The total number of frames of {@link #read}. For a file, the existing frames; for a stream, the number in its header,
     * if there is one; the stream may later turn out to be truncated.
     */
    public OptionalLong frames() {
        long bytes = header.dataBytes();
        if (source.size() != ByteSource.UNKNOWN) {
            bytes = Math.min(bytes, source.size() - header.dataStart());
        } else if (!header.stated()) {
            return atEnd ? OptionalLong.of(framesRead) : OptionalLong.empty();
        }
        return OptionalLong.of(atEnd ? framesRead : bytes / format().frameBytes());
    }

    /**
     * What is missing, if the file is truncated. For a file this is known from the start, for a stream when
     * {@link #read} has reached its end. Empty if the header states no length, as in a streamed recording.
     */
    public Optional<Truncation> truncation() {
        long expected = header.dataBytes() / format().frameBytes();
        boolean known = header.stated() && (atEnd || source.size() != ByteSource.UNKNOWN);
        long got = known ? frames().orElse(expected) : expected;
        return got < expected ? Optional.of(new Truncation(expected, got)) : Optional.empty();
    }

    /**
     * What other sound is in the file and was not read, in words: a second chunk of samples, a second file, or data that a
     * decoder could not decode. For a file it can be
     * called at any time, for a stream when {@link #read} has reached its end; nothing can be read after that. Empty if the
     * header states no length.
     *
     * @throws StorageException if the file can't be read
     */
    public Optional<String> leftOut() {
        if (remark != null) {
            return remark.get();
        }
        if (trailing == null) {
            trailing = (atEnd || source.size() != ByteSource.UNKNOWN)
                            && truncation().isEmpty()
                    ? new TrailingChunks(source, header).sound()
                    : Optional.empty();
        }
        return trailing;
    }

    /**
     * That floats are on another scale than -1 to 1, in words; empty if nothing of what was read until now says so. Mixed or
     * filtered sound may go beyond 1, by a factor of 4 at the most common; integers that were written as floats go far beyond 16,
     * unless they are as good as silent.
     */
    public Optional<String> otherScale() {
        return peak <= LOUDEST * FULL_SCALE
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "expected float samples from -1 to 1, got up to %,.0f; divide them by the full scale of the integers"
                                + " that they were (32,768 for 16 bits)",
                        peak / FULL_SCALE));
    }

    /**
     * Reads the next frames, each as the mean of its channels.
     *
     * @param samples gets one sample per frame, on the scale of 16-bit integers
     * @param offset index of the first one
     * @param frames the number to read
     * @return the number read: less than {@code frames} only at the end, after that 0
     * @throws BadInputException if a float is not a number, or beyond the range of {@code float}
     * @throws StorageException if the file can't be read
     */
    public int read(float[] samples, int offset, int frames) {
        Objects.checkFromIndexSize(offset, frames, samples.length);
        int done = 0;
        while (done < frames && !atEnd) {
            int count = block.length == 0
                    ? readPlain(samples, offset + done, frames - done)
                    : readBlock(samples, offset + done, frames - done);
            done += count;
            framesRead += count;
        }
        return done;
    }

    @Override
    public void close() {
        source.close();
    }

    /** The dataset's own form. */
    private static boolean isPlain(WavFormat format) {
        return format.encoding() == Encoding.PCM
                && format.sampleBytes() == Short.BYTES
                && format.channels() == 1
                && format.order() == ByteOrder.LITTLE_ENDIAN;
    }

    private int readPlain(float[] samples, int offset, int frames) {
        int count = Math.min(available(Short.BYTES), frames);
        byte[] bytes = source.bytes();
        int start = source.start();
        for (int i = 0; i < count; i++) {
            samples[offset + i] = (short) SampleDecoder.SHORTS.get(bytes, start + 2 * i);
        }
        take(count * Short.BYTES);
        return count;
    }

    private int readBlock(float[] samples, int offset, int frames) {
        int sampleBytes = format().sampleBytes();
        long wanted = (long) frames * format().channels() - channelsSummed;
        int count = (int) Math.min(wanted, Math.min(BLOCK, available(sampleBytes)));
        decoder.decode(source.bytes(), source.start(), block, count);
        take(count * sampleBytes);
        return mix(count, samples, offset);
    }

    /** How many whole samples can be had without reading: at least one but at the end, where it sets {@link #atEnd}. */
    private int available(int sampleBytes) {
        int count = (int) Math.min(source.buffer(sampleBytes), bytesLeft) / sampleBytes;
        atEnd = count == 0;
        return count;
    }

    private void take(int bytes) {
        source.advance(bytes);
        bytesLeft -= bytes;
    }

    /** Averages the channels of a block, which may begin and end within a frame. */
    private int mix(int count, float[] samples, int offset) {
        int frames = format().channels() == 1 ? copy(count, samples, offset) : average(count, samples, offset);
        if (format().encoding() == Encoding.FLOAT) {
            checkFinite(samples, offset, frames);
        }
        return frames;
    }

    private int copy(int count, float[] samples, int offset) {
        for (int i = 0; i < count; i++) {
            samples[offset + i] = (float) block[i];
        }
        return count;
    }

    private int average(int count, float[] samples, int offset) {
        int channels = format().channels();
        int frames = 0;
        double partial = sum;
        int summed = channelsSummed;
        for (int i = 0; i < count; i++) {
            partial += block[i];
            summed++;
            if (summed == channels) {
                samples[offset + frames] = (float) (partial / channels);
                frames++;
                partial = 0;
                summed = 0;
            }
        }
        sum = partial;
        channelsSummed = summed;
        return frames;
    }

    private void checkFinite(float[] samples, int offset, int frames) {
        float largest = peak;
        for (int i = 0; i < frames; i++) {
            if (!Float.isFinite(samples[offset + i])) {
                throw notFinite(framesRead + i);
            }
            largest = Math.max(largest, Math.abs(samples[offset + i]));
        }
        peak = largest;
    }

    private BadInputException notFinite(long frame) {
        return faults.malformed(
                header.dataStart() + frame * format().frameBytes(),
                "data",
                String.format(
                        Locale.ROOT,
                        "expected finite samples in frame %,d, got NaN, an infinity, or a number out of range",
                        frame));
    }
}
