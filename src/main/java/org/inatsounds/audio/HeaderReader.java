package org.inatsounds.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the chunks up to the first sample: RIFF and RIFX (MPI, "RIFF"), RF64 (EBU Tech 3306), BW64 (ITU-R BS.2088). */
final class HeaderReader {

    private static final Logger LOG = LoggerFactory.getLogger(HeaderReader.class);

    private static final int CHUNK_HEADER = 8;
    private static final long ALL_ONES = 0xFFFF_FFFFL;

    /** Chunks that follow others in real files, to tell a chunk that lacks its pad byte. */
    private static final Set<String> COMMON_CHUNKS = Set.of(
            "fmt ", "data", "fact", "LIST", "bext", "cue ", "smpl", "inst", "iXML", "PEAK", "id3 ", "ID3 ", "JUNK",
            "PAD ");

    /** How other files begin, that are often given this extension. */
    private static final Map<String, String> OTHER_FORMATS = Map.of(
            "fLaC", "a FLAC file",
            "OggS", "an Ogg file",
            "FORM", "an AIFF file",
            "riff", "a Sony Wave64 file",
            "caff", "a Core Audio file",
            ".snd", "an AU file",
            "wvpk", "a WavPack file");

    private final ByteSource in;
    private final Faults faults;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean wide;
    private long riffSize;
    private long ds64DataSize = ByteSource.UNKNOWN;
    private @Nullable WavFormat format;

    private HeaderReader(ByteSource in, Faults faults) {
        this.in = in;
        this.faults = faults;
    }

    /** Reads up to the first byte of {@code data}. */
    static WavHeader read(ByteSource in, Faults faults) {
        return new HeaderReader(in, faults).read();
    }

    private WavHeader read() {
        readForm();
        while (true) {
            long start = in.position();
            in.reading("chunk id");
            int available = in.buffer(CHUNK_HEADER);
            if (available < CHUNK_HEADER) {
                throw faults.malformed(
                        start + available, "chunk id", "the file ends here, before any samples: is it truncated?");
            }
            String id = id(0);
            long size = Integer.toUnsignedLong(view(CHUNK_HEADER).getInt(4));
            if (id.equals("\0\0\0\0")) {
                throw faults.malformed(start, "chunk id", "expected a chunk such as data, got zeros");
            }
            in.reading(id);
            in.advance(CHUNK_HEADER);
            if (id.equals("data")) {
                return header(start, size);
            }
            readChunk(id, size);
            skipChunk(id, start, size);
        }
    }

    /** The form: {@code <RIFF size WAVE>}. */
    private void readForm() {
        int available = in.buffer(12);
        if (available == 0) {
            throw faults.malformed(0, "RIFF", "the file is empty");
        }
        String id = available < 4 ? "" : id(0);
        switch (id) {
            case "RIFF" -> {}
            case "RIFX" -> order = ByteOrder.BIG_ENDIAN;
            case "RF64", "BW64" -> wide = true;
            default -> throw notWav(id, available);
        }
        if (available < 12) {
            throw faults.malformed(available, "RIFF", "the file ends within its first 12 bytes: is it truncated?");
        }
        if (!id(8).equals("WAVE")) {
            throw faults.malformed(8, "form type", "expected WAVE, got " + hex(8, 4));
        }
        // Writers that can't seek leave a wrong size, others count wrongly: it decides nothing but in isEmpty.
        riffSize = Integer.toUnsignedLong(view(12).getInt(4));
        in.advance(12);
    }

    private RuntimeException notWav(String id, int available) {
        String other = OTHER_FORMATS.get(id);
        int mpegSync = available < 2 ? 0 : view(2).order(ByteOrder.BIG_ENDIAN).getShort(0) & 0xFFE0;
        if (id.startsWith("ID3") || mpegSync == 0xFFE0) {
            other = "an MP3 file";
        } else if (available >= 8 && id(4).equals("ftyp")) {
            other = "an MPEG-4 file";
        }
        String expected = "expected RIFF, RIFX, RF64 or BW64, got ";
        if (other != null) {
            return faults.unsupported(0, "RIFF", expected + other);
        }
        return faults.malformed(0, "RIFF", expected + hex(0, Math.min(4, available)) + ": not a WAV file");
    }

    /** Takes what matters from a chunk; it may leave the rest of it unread, and reads no byte past its end. */
    private void readChunk(String id, long size) {
        long start = in.position();
        if (id.equals("ds64") && wide) {
            // EBU Tech 3306, 3.2: riffSize, dataSize, sampleCount, then a table that only other chunks need.
            ByteBuffer body = body(id, size, 28);
            if (body.remaining() < 24) {
                throw faults.malformed(start - 4, "ds64 chunkSize", "expected at least 28, got " + size);
            }
            ds64DataSize = body.getLong(8);
        } else if (id.equals("fmt ") && format == null) {
            format = FormatChunk.parse(body(id, size, FormatChunk.LONGEST), start, faults);
        } else if (id.equals("fmt ")) {
            // The first one counts, as for FFmpeg (wavdec.c).
            LOG.debug("{}: second fmt chunk at byte {} ignored", faults.name(), start - CHUNK_HEADER);
        }
    }

    private ByteBuffer body(String id, long size, int atMost) {
        int wanted = (int) Math.min(size, atMost);
        int available = in.buffer(wanted);
        if (available < wanted) {
            throw faults.malformed(
                    in.position() + available,
                    id,
                    String.format(Locale.ROOT, "the file ends within this chunk of %,d bytes", size));
        }
        return view(wanted);
    }

    /** MPI, "RIFF chunks": a chunk of odd size is followed by a pad byte, which its size doesn't count. */
    private void skipChunk(String id, long start, long size) {
        long skipped = in.skip(size);
        if (skipped < size) {
            throw faults.malformed(
                    start,
                    "'" + printable(id) + "' ckSize",
                    String.format(
                            Locale.ROOT,
                            "the chunk claims %,d bytes, the file ends after %,d, before any samples",
                            size,
                            skipped));
        }
        if (size % 2 == 1 && !lacksPadByte()) {
            in.skip(1);
        }
    }

    /** Some writers forget the pad byte: NAudio and libsndfile, among others, read such files. */
    private boolean lacksPadByte() {
        return in.buffer(4) >= 4 && COMMON_CHUNKS.contains(id(0));
    }

    private WavHeader header(long start, long size) {
        if (format == null) {
            // MPI, "WAVE": the format chunk must always occur before the data chunk.
            throw faults.malformed(start, "data", "expected a fmt chunk before it, got none");
        }
        long bytes = size;
        if (wide && size == ALL_ONES && ds64DataSize != ByteSource.UNKNOWN) {
            // EBU Tech 3306, 3.3: the size of ds64 counts where the one here is -1.
            bytes = ds64DataSize;
        }
        long dataStart = in.position();
        if (bytes < 0) {
            throw faults.malformed(
                    start, "ds64 dataSize", "expected less than 2^63, got " + Long.toUnsignedString(bytes));
        }
        if (bytes == 0 && isEmpty(dataStart)) {
            return new WavHeader(format, dataStart, 0, true);
        }
        // FFmpeg leaves all ones where it writes to a pipe (wavenc.c); 0 is left by writers that were killed before
        // they
        // could go back. FFmpeg, SoX and libsndfile read both to the end of the file.
        if (bytes == 0 || (size == ALL_ONES && bytes == ALL_ONES)) {
            return new WavHeader(format, dataStart, Long.MAX_VALUE, false);
        }
        return new WavHeader(format, dataStart, bytes, !isPlaceholder(bytes));
    }

    /** Just under 2 GiB: what SoX writes to a pipe (0x7ffff000, wav.c) and arecord until it is stopped (0x80000000). */
    private boolean isPlaceholder(long bytes) {
        return !wide && bytes >= 0x7FFF_0000L && bytes <= 0x8000_0000L;
    }

    /**
     * Whether a size of 0 is meant: the file ends here, or another chunk follows that ends within the RIFF chunk. In the
     * place of samples, four letters and such a size are most unlikely.
     */
    private boolean isEmpty(long dataStart) {
        int available = in.buffer(CHUNK_HEADER);
        if (available < CHUNK_HEADER) {
            return available == 0;
        }
        long following = Integer.toUnsignedLong(view(CHUNK_HEADER).getInt(4));
        long riffEnd = 8 + riffSize;
        return COMMON_CHUNKS.contains(id(0)) && riffSize != ALL_ONES && dataStart + CHUNK_HEADER + following <= riffEnd;
    }

    private ByteBuffer view(int length) {
        return ByteBuffer.wrap(in.bytes(), in.start(), length).slice().order(order);
    }

    private String id(int at) {
        return new String(in.bytes(), in.start() + at, 4, StandardCharsets.ISO_8859_1);
    }

    private String hex(int at, int count) {
        StringBuilder text = new StringBuilder("bytes");
        for (int i = 0; i < count; i++) {
            text.append(String.format(Locale.ROOT, " %02x", in.bytes()[in.start() + at + i]));
        }
        return text.toString();
    }

    private static String printable(String id) {
        return id.replaceAll("[^ -~]", "?");
    }
}
