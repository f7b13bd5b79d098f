package org.inatsounds.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Supplier;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipDecoder;
import org.inatsounds.archive.gzip.IndexedMember;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a {@code .tar.gz} archive from a stream in such a way that another process can go on where this one was stopped.
 *
 * <p>What is unpacked and what is refused is as with {@link TarGzExtractor}, with one difference: a file that is there
 * already is written over, for it may have been left by a process that was killed in the middle of it. All work is done by
 * the calling thread.
 */
public final class StreamUnpacker {

    private static final Set<OpenOption> OVER = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** What decides, and is told, while members go by. All calls come from the thread that unpacks. */
    public interface Watcher {

        /** Whether a file is to be unpacked. */
        boolean wants(Member member);

        /** A file was written whole. */
        default void written(Member member) {}

        /** The same with the CRC-32C of its bytes. */
        default void written(Member member, int crc32c) {
            written(member);
        }

        /** Whether nothing more is wanted: then unpacking ends before the next member. */
        default boolean enough() {
            return false;
        }

        /** The decoder is at a checkpoint. Members that begin before it may not be written yet. */
        default void reached(GzipCheckpoint checkpoint) {}

        /** Everything before the header of this position is written: it is safe to go on from here. */
        default void settled(ArchivePosition position) {}

        /** A plain file begins. */
        default void passing(IndexedMember member) {}
    }

    private final Supplier<MemberTarget> target;
    private final ExtractionLimits limits;
    private final long spacing;
    private final Watcher watcher;

    /**
     * Prepares.
     *
     * @param staging where to: made if it doesn't exist
     * @param spacing how many packed bytes from one checkpoint to the next, at least
     */
    public StreamUnpacker(Path staging, ExtractionLimits limits, long spacing, Watcher watcher) {
        this(() -> new StagingFolder(staging, file -> Files.newByteChannel(file, OVER)), limits, spacing, watcher);
    }

    /**
     * The same for who takes files without their being written.
     *
     * @param sink takes those that the watcher wants
     */
    public StreamUnpacker(MemberSink sink, ExtractionLimits limits, long spacing, Watcher watcher) {
        this(() -> new PassingMembers(sink), limits, spacing, watcher);
    }

    private StreamUnpacker(Supplier<MemberTarget> target, ExtractionLimits limits, long spacing, Watcher watcher) {
        this.target = target;
        this.limits = limits;
        this.spacing = spacing;
        this.watcher = watcher;
    }

    /**
     * Unpacks.
     *
     * @param archive its name, for messages
     * @param from where to begin; null for the beginning
     * @param packed the archive from that position's {@link GzipCheckpoint#compressedOffset} on; not closed
     * @throws org.inatsounds.DataMismatchException if the archive is damaged, cut off, or refused
     * @throws org.inatsounds.StorageException if a file can't be written
     * @throws IOException from {@code packed}, unchanged
     */
    public ExtractionResult unpack(String archive, @Nullable ArchivePosition from, InputStream packed)
            throws IOException {
        GzipDecoder decoder = from == null ? new GzipDecoder(packed) : GzipDecoder.resume(from.gzip(), packed);
        decoder.checkpointEvery(spacing);
        Checkpoints checkpoints = new Checkpoints(decoder);
        DecodedBytes bytes = new DecodedBytes(decoder, limits, checkpoints::look);
        long start = from == null ? 0 : from.header();
        try {
            if (from != null) {
                bytes.skip(start - from.gzip().uncompressedOffset());
            }
            TarReader tar = new TarReader(bytes, start);
            return new Unpacking(
                            archive,
                            tar,
                            new MemberNames(File.separatorChar == '\\', limits.names()),
                            target.get(),
                            limits,
                            watcher::wants,
                            watcher::written,
                            header -> goOn(header, tar, checkpoints))
                    .call();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean goOn(TarReader.Header header, TarReader tar, Checkpoints checkpoints) {
        GzipCheckpoint checkpoint = checkpoints.last;
        // What a global header said would be forgotten.
        if (checkpoint != null && checkpoint.uncompressedOffset() <= tar.headerPosition() && !tar.hasGlobalHeader()) {
            checkpoints.last = null;
            watcher.settled(new ArchivePosition(checkpoint, tar.headerPosition()));
        }
        if (watcher.enough()) {
            return false;
        }
        if (TarReader.isFile(header.type()) && !header.folder()) {
            watcher.passing(new IndexedMember(header.name(), tar.position(), header.size()));
        }
        return true;
    }

    /** Takes the decoder's checkpoints as they come. */
    private final class Checkpoints {

        private final GzipDecoder decoder;

        /** The last one behind which members may still be written; null when it was told to be settled. */
        private @Nullable GzipCheckpoint last;

        Checkpoints(GzipDecoder decoder) {
            this.decoder = decoder;
        }

        void look() {
            if (decoder.checkpointDue()) {
                GzipCheckpoint checkpoint = decoder.checkpoint();
                watcher.reached(checkpoint);
                last = checkpoint;
            }
        }
    }
}
