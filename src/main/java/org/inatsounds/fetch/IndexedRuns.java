package org.inatsounds.fetch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.IndexedArchive;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.release.Catalogue.Archive;

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

    /**
     * The parts that hold some files, by an index of this very archive; empty without one. Files that it doesn't know are not in
     * the archive.
     *
     * @param file the index, which need not exist
     * @param archive what it has to be of
     * @param names of the files, below the data folder
     */
    static Optional<IndexedRuns> find(Path file, IndexedArchive archive, Set<String> names) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        GzipIndex index = GzipIndex.open(file);
        if (!index.archive().equals(archive)) {
            index.close();
            return Optional.empty();
        }
        List<IndexedMember> members = index.members().stream()
                .filter(member -> names.contains(fileName(member)))
                .toList();
        return Optional.of(of(index, members));
    }

    /** What an index of an archive has to be of. */
    static IndexedArchive identity(Archive archive, long size) {
        return new IndexedArchive(size, "md5 " + archive.md5());
    }

    /** @param members in the order of the archive */
    private static IndexedRuns of(GzipIndex index, List<IndexedMember> members) {
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
