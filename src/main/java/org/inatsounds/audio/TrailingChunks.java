package org.inatsounds.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at what stands behind the samples of a file: the format has one chunk of samples (MPI, "WAVE"), but some recorders write
 * a second one when they are paused, and files are put one behind the other with {@code cat}.
 */
final class TrailingChunks {

    private static final int CHUNK_HEADER = 8;

    /** Behind so many chunks nobody has sound. */
    private static final int MOST = 1000;

    private static final Set<String> FORMS = Set.of("RIFF", "RIFX", "RF64", "BW64");

    private final ByteSource in;
    private final WavHeader header;

    /**
     * Prepares nothing yet.
     *
     * @param in behind the samples that were used
     */
    TrailingChunks(ByteSource in, WavHeader header) {
        this.in = in;
        this.header = header;
    }

    /** What sound there is, in words. */
    Optional<String> sound() {
        long end = header.dataStart() + header.dataBytes();
        long rest = end - in.position();
        if (!header.stated() || rest < 0 || in.skip(rest) < rest) {
            return Optional.empty();
        }
        if (header.dataBytes() % 2 == 1 && in.buffer(1) > 0 && in.bytes()[in.start()] == 0) {
            // Some writers forget the pad byte.
            in.advance(1);
        }
        long left = 0;
        int chunks = 0;
        for (int i = 0; i < MOST && in.buffer(CHUNK_HEADER) >= CHUNK_HEADER; i++) {
            ByteBuffer chunk = ByteBuffer.wrap(in.bytes(), in.start(), CHUNK_HEADER);
            String id = new String(in.bytes(), in.start(), 4, StandardCharsets.ISO_8859_1);
            long size = Integer.toUnsignedLong(chunk.order(order()).getInt(in.start() + 4));
            if (FORMS.contains(id)) {
                return Optional.of("a second WAV file inside it is not used");
            }
            if (!id.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                break;
            }
            in.advance(CHUNK_HEADER);
            long there = in.skip(size);
            if (id.equals("data") && there > 0) {
                left += there;
                chunks++;
            }
            in.skip(size % 2);
        }
        return chunks == 0 ? Optional.empty() : Optional.of(words(left, chunks));
    }

    private ByteOrder order() {
        return header.format().order();
    }

    private String words(long bytes, int chunks) {
        double bytesPerSecond =
                (double) header.format().frameBytes() * header.format().sampleRate();
        String more = chunks == 1 ? "a second data chunk is" : chunks + " more data chunks are";
        return String.format(
                Locale.ROOT,
                "%s left out: %.1f s of sound are used, %.1f s are not",
                more,
                header.dataBytes() / bytesPerSecond,
                bytes / bytesPerSecond);
    }
}
