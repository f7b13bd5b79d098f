package org.inatsounds.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipDecoder;
import org.inatsounds.archive.gzip.GzipException;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.internal.BlockStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of an archive whose places are known, one after the other, without a disk in between.
 *
 * <pre>{@code
 * try (MemberReader reader = MemberReader.of(part.from(), packed)) {
 *     for (IndexedMember member : part.members()) {
 *         InputStream bytes = reader.open(member);
 *     }
 * }
 * }</pre>
 *
 * <p>Headers are not read, and the checksum of the archive is at its end, beyond the part: who calls has to find out whether members
 * are what was wanted. Not for several threads at once.
 */
public final class MemberReader implements Closeable {

    private static final int SKIPPED_AT_ONCE = 1 << 16;

    private final GzipDecoder decoder;
    private @Nullable IOException failure;

    private MemberReader(GzipDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Begins at a checkpoint.
     *
     * @param packed the archive from there on. Closing closes it
     * @throws IOException from {@code packed}, unchanged
     */
    public static MemberReader of(GzipCheckpoint from, InputStream packed) throws IOException {
        return new MemberReader(GzipDecoder.resume(from, packed));
    }

    /**
     * The bytes of a member. The stream ends with the member, and is of no use once the next one is opened. It throws where the
     * archive is damaged or ends too early; then so do the streams of all members after it.
     *
     * @param member at or after the end of the one before
     */
    public InputStream open(IndexedMember member) {
        if (member.offset() < decoder.position() && member.size() > 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s begins before byte %d", member.name(), decoder.position()));
        }
        return new MemberBytes(member);
    }

    /**
     * Why the packed bytes could not be had; null if they could. Where they were had and are wrong, this is null, too: that is the
     * archive's fault, and nobody gains from trying again.
     */
    public @Nullable IOException failure() {
        return failure;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }

    private int decode(byte[] into, int offset, int length) throws IOException {
        try {
            int count = decoder.read(into, offset, length);
            if (count < 0) {
                throw new EOFException("the archive ends too early");
            }
            return count;
        } catch (GzipException | EOFException e) {
            throw e;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** What is between two members is read past when the first byte is asked for. */
    private final class MemberBytes extends BlockStream {

        private final IndexedMember member;

        MemberBytes(IndexedMember member) {
            this.member = member;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            if (decoder.position() < member.offset()) {
                byte[] skipped = new byte[SKIPPED_AT_ONCE];
                while (decoder.position() < member.offset()) {
                    decode(skipped, 0, (int) Math.min(skipped.length, member.offset() - decoder.position()));
                }
            }
            long left = member.end() - decoder.position();
            return left <= 0 ? -1 : decode(into, offset, (int) Math.min(length, left));
        }
    }
}
