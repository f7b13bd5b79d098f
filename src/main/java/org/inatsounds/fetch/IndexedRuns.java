package org.inatsounds.fetch;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.IndexedMember;

/**
 * The parts of an archive that hold some of its members.
 *
 * @param index that knows where they are
 * @param runs in the order of the archive; none touches another
 */
public record IndexedRuns(GzipIndex index, List<Run> runs) implements AutoCloseable {

    /**
     * A part of the archive.
     *
     * @param from its first byte in the packed archive: that of a checkpoint
     * @param to behind its last byte
     * @param members what is wanted of it, in the order of the archive
     */
    record Run(long from, long to, List<IndexedMember> members) {}

    /** @param members in the order of the archive */
    static IndexedRuns of(GzipIndex index, List<IndexedMember> members) {
        List<Run> runs = new ArrayList<>();
        List<IndexedMember> together = new ArrayList<>();
        long from = 0;
        long to = -1;
        for (IndexedMember member : members) {
            GzipIndex.Range range = index.range(member);
            if (!together.isEmpty() && range.from() > to) {
                runs.add(new Run(from, to, List.copyOf(together)));
                together.clear();
            }
            from = together.isEmpty() ? range.from() : from;
            to = Math.max(together.isEmpty() ? 0 : to, range.to());
            together.add(member);
        }
        if (!together.isEmpty()) {
            runs.add(new Run(from, to, List.copyOf(together)));
        }
        return new IndexedRuns(index, List.copyOf(runs));
    }

    /** The name of a member below the data folder. */
    public static String fileName(IndexedMember member) {
        return member.name().startsWith("./") ? member.name().substring(2) : member.name();
    }

    long toTransfer() {
        return runs.stream().mapToLong(run -> run.to() - run.from()).sum();
    }

    @Override
    public void close() {
        index.close();
    }
}
