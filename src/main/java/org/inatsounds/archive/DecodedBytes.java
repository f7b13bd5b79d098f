package org.inatsounds.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.inatsounds.archive.gzip.GzipDecoder;
import org.inatsounds.archive.gzip.GzipException;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder makes of an archive. Failures of the stream below come as {@link UncheckedIOException}, with the failure as
 * its cause.
 */
final class DecodedBytes implements Inflated {

    private static final int BUFFER = 1 << 16;

    private final GzipDecoder decoder;
    private final ExtractionLimits limits;
    private final Runnable afterEach;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(0);
    private final long packedBefore;
    private final long inflatedBefore;

    /** @param afterEach is called when the decoder has given some bytes */
    DecodedBytes(GzipDecoder decoder, ExtractionLimits limits, Runnable afterEach) {
        this.decoder = decoder;
        this.limits = limits;
        this.afterEach = afterEach;
        this.packedBefore = decoder.compressedPosition();
        this.inflatedBefore = decoder.position();
    }

    @Override
    public @Nullable ByteBuffer buffer() throws ArchiveFault {
        if (buffer.hasRemaining()) {
            return buffer;
        }
        try {
            int count = decoder.read(bytes, 0, bytes.length);
            if (count < 0) {
                return null;
            }
            buffer.clear().limit(count);
        } catch (GzipException e) {
            throw ArchiveFault.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        limits.check(decoder.position() - inflatedBefore, decoder.compressedPosition() - packedBefore);
        afterEach.run();
        return buffer;
    }

    /** Reads past bytes; what is not there is not missed until more is asked for. */
    void skip(long count) {
        long left = count;
        try {
            while (left > 0) {
                ByteBuffer next = buffer();
                if (next == null) {
                    return;
                }
                int step = (int) Math.min(left, next.remaining());
                next.position(next.position() + step);
                left -= step;
            }
        } catch (ArchiveFault e) {
            // The decoder says it again when the next byte is asked for.
            buffer.limit(0);
        }
    }
}
