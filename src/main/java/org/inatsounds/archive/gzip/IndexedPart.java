package org.inatsounds.archive.gzip;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an archive that can be read by itself, by somebody who has neither the rest of the archive nor its index.
 *
 * <pre>{@code
 * for (IndexedPart part : IndexedPart.of(index, index.members(), 32L << 20)) {
 *     // The archive's bytes from part.from().compressedOffset() up to part.end() hold all of part.members().
 * }
 * }</pre>
 *
 * @param from where to begin to decode: a checkpoint at or before the data of the first member
 * @param end the byte of the packed archive after the last one that may be needed
 * @param members what is wanted of it, in the order of the archive; at least one
 */
public record IndexedPart(GzipCheckpoint from, long end, List<IndexedMember> members) {

    /** Takes the list as it is. */
    public IndexedPart {
        members = List.copyOf(members);
    }

    /**
     * Divides members of an archive into parts. Each begins at a checkpoint, and where a gap is wide enough that nothing of it need
     * be read, a new one begins.
     *
     * @param members in the order of the archive
     * @param bytes of the packed archive that a part is about to have, 1 or more; it has more where a single member does, and up to
     *     the distance of two checkpoints besides
     * @throws org.inatsounds.DataMismatchException if a checkpoint is damaged
     * @throws org.inatsounds.StorageException if the index can't be read
     */
    public static List<IndexedPart> of(GzipIndex index, List<IndexedMember> members, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected parts of 1 byte or more, got " + bytes);
        }
        List<IndexedPart> parts = new ArrayList<>();
        List<IndexedMember> together = new ArrayList<>();
        long from = 0;
        long to = 0;
        for (IndexedMember member : members) {
            GzipIndex.Range range = index.range(member);
            if (!together.isEmpty() && (range.from() > to || range.to() - from > bytes)) {
                parts.add(part(index, to, together));
                together.clear();
            }
            if (together.isEmpty()) {
                from = range.from();
                to = range.to();
            }
            to = Math.max(to, range.to());
            together.add(member);
        }
        if (!together.isEmpty()) {
            parts.add(part(index, to, together));
        }
        return List.copyOf(parts);
    }

    private static IndexedPart part(GzipIndex index, long end, List<IndexedMember> members) {
        return new IndexedPart(index.nearest(members.get(0).offset()), end, members);
    }
}
