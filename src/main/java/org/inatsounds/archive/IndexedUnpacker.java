package org.inatsounds.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.inatsounds.DataMismatchException;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipDecoder;
import org.inatsounds.archive.gzip.IndexedMember;

/**
 * Unpacks members of an archive whose places are known, from the parts of the archive that hold them. Headers are not read:
 * files get the time of unpacking, and who calls has to find out whether they are what was wanted.
 */
public final class IndexedUnpacker {

    private final String archive;
    private final StagingFolder staging;
    private final ExtractionLimits limits;
    private final MemberNames names;

    /**
     * Prepares.
     *
     * @param archive its name, for messages
     * @param staging where to: made if it doesn't exist, else expected to hold none of the files
     */
    public IndexedUnpacker(String archive, Path staging, ExtractionLimits limits) {
        this.archive = archive;
        this.staging = new StagingFolder(staging);
        this.limits = limits;
        this.names = new MemberNames(File.separatorChar == '\\', limits.names());
    }

    /**
     * Unpacks members that lie in one part of the archive.
     *
     * @param members in the order of the archive
     * @param from a checkpoint at or before the first of them
     * @param packed the archive from there on, at least up to the end of the last of them
     * @param written is told of each file
     * @throws DataMismatchException if the archive is damaged or the index is not of it
     * @throws org.inatsounds.StorageException if a file can't be written
     * @throws IOException from {@code packed}, unchanged
     */
    public void unpack(List<IndexedMember> members, GzipCheckpoint from, InputStream packed, Written written)
            throws IOException {
        DecodedBytes bytes = new DecodedBytes(GzipDecoder.resume(from, packed), limits, () -> {});
        long position = from.uncompressedOffset();
        try {
            for (IndexedMember member : members) {
                limits.checkMember(member.size());
                bytes.skip(member.offset() - position);
                List<String> path = names.admit(member.name(), false);
                Member file = new Member(String.join("/", path), member.size(), Instant.now());
                int sum = staging.write(path, file, out -> copy(bytes, member.size(), out));
                position = member.end();
                written.written(file, sum);
            }
        } catch (ArchiveFault e) {
            throw new DataMismatchException(
                    String.format(
                            Locale.ROOT,
                            "%s is damaged, or its index is of another archive: %s. Delete the index and run again.",
                            archive,
                            e.reason()),
                    e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void copy(DecodedBytes from, long size, WritableByteChannel out) throws ArchiveFault, IOException {
        long left = size;
        while (left > 0) {
            ByteBuffer buffer = from.buffer();
            if (buffer == null) {
                throw ArchiveFault.damaged("it ends too early");
            }
            int limit = buffer.limit();
            buffer.limit(buffer.position() + (int) Math.min(left, buffer.remaining()));
            left -= buffer.remaining();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.limit(limit);
        }
    }
}
