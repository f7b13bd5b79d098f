package org.inatsounds.release;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.internal.FolderLock;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.Trees;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the dataset lives in: {@code train.json}, {@code train/…} and so on, and {@code .inatsounds/} for what is
 * ours: the lock, parts of archives, the staging folder, receipts. Nothing is created before it is needed.
 */
public final class DataFolder {

    private final Path data;
    private final Path own;

    /** The folder {@code data}, which need not exist. */
    public DataFolder(Path data) {
        this.data = SystemPaths.absolute(data);
        this.own = this.data.resolve(".inatsounds");
    }

    /** The folder itself, absolute. */
    public Path path() {
        return data;
    }

    /**
     * What an archive brought earlier, held against what is here now: the files are looked at (presence and size), not
     * read. Empty if nothing was ever brought.
     */
    public Optional<Receipt> receipt(Archive archive) {
        return receipt(archive.split(), archive.kind());
    }

    /** The same for whichever archive of a split was brought. */
    public Optional<Receipt> receipt(Split split, Kind kind) {
        Path file = own.resolve("receipts").resolve(split.label() + "-" + kind.label() + ".tsv");
        try {
            return Optional.ofNullable(Receipt.check(file, data));
        } catch (IOException e) {
            throw new StorageException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Where an archive is while it arrives. */
    public Path part(Release release, Archive archive) {
        return own.resolve("parts").resolve(release.name() + "-" + archive.id() + ".part");
    }

    /** Where an archive is kept, if it is kept; also where one that was fetched by other means is looked for. */
    public Path keptArchive(Archive archive) {
        return data.resolve(archive.fileName());
    }

    /** Whether files can be written here, as far as that can be told without writing one. */
    public boolean isWritable() {
        return Files.isWritable(data);
    }

    /** Whether a killed process left something of a stream that is complete, and only has to be moved to its place. */
    public boolean hasUnfinished(Release release) {
        return release.archives().stream().anyMatch(archive -> StreamStaging.isComplete(stream(archive)));
    }

    /** Whether something waits here of an archive that is on its way, or of which a killed process took no leave. */
    public boolean isLeft(Release release, Archive archive) {
        Path part = part(release, archive);
        return Files.exists(part) || Files.exists(ArchivePart.journalOf(part)) || Files.exists(stream(archive));
    }

    /** Takes away the lock of a process that was killed in its last moment. That of a process at work stays. */
    public void dropDeadLock() {
        Path file = own.resolve("lock");
        if (Files.exists(file)) {
            try {
                FolderLock.take(data, file, "").close();
            } catch (IOException | StorageException ignored) {
                // Somebody is at work, or nothing can be written here: it disturbs nobody.
            }
        }
    }

    /** Where the index of an archive is, if there is one. */
    public Path index(Archive archive) {
        return data.resolve(archive.fileName() + ".index");
    }

    /**
     * Which of some files are here as an archive brought them, as far as their sizes tell.
     *
     * @param odd whether only files count that were found to differ from their annotations when the archive brought them
     * @param paths below the data folder
     */
    public Set<String> asBrought(Archive archive, boolean odd, Set<String> paths) {
        Path file = odd ? oddReceiptFile(archive) : receiptFile(archive);
        Set<String> here = new HashSet<>();
        try {
            Receipt.sizes(file, archive, paths::contains).forEach((path, size) -> {
                if (Receipt.isThere(data.resolve(path), size)) {
                    here.add(path);
                }
            });
            return here;
        } catch (IOException e) {
            throw new StorageException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * What an earlier run left of a stream.
     *
     * @param offset where it would go on, in bytes of the archive
     * @param bytes that wait on the disk; they are used again, or deleted before anything is written
     */
    public record Streamed(long offset, long bytes) {}

    /**
     * Looks at what an earlier run left of a stream.
     *
     * @param version of the archive on the server
     * @param wanted as with {@link Writing#stream}
     */
    public Streamed streamed(Release release, Archive archive, ArchiveVersion version, String wanted) {
        StreamStaging staging = new StreamStaging(this, release, archive, version, wanted);
        return new Streamed(staging.offset(), staging.bytes());
    }

    /**
     * Where recordings wait that an earlier run took part by part; empty if that was another choice, or of another archive.
     *
     * @param version of the archive on the server
     * @param wanted as with {@link Writing#stream}
     */
    public Optional<Path> waitingParts(Release release, Archive archive, ArchiveVersion version, String wanted) {
        StreamStaging staging = new StreamStaging(this, release, archive, version, wanted);
        return staging.hasParts() ? Optional.of(staging.folder()) : Optional.empty();
    }

    /** Where what a stream brings waits until it is complete. It outlasts the process. */
    public Path stream(Archive archive) {
        return own.resolve("streams").resolve(archive.id());
    }

    public Path receiptFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".tsv");
    }

    /** Of files that are as the archive has them, though they differ from their annotations. */
    public Path oddReceiptFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".odd.tsv");
    }

    /** Of what an archive brought. */
    public Path checksumFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".sums.tsv");
    }

    /** Of what was asked for of an archive, where that was never all. */
    Path chosenFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".chosen.tsv");
    }

    /** Is told of checksums. */
    @FunctionalInterface
    public interface ChecksumReader {

        /**
         * The checksum of a file as it was when an archive brought it.
         *
         * @param path below the data folder
         * @param size in bytes
         * @param crc32c of all of them
         */
        void checksum(String path, long size, int crc32c);
    }

    /** Tells the checksums of what an archive brought, whole or in parts. None of what an earlier version brought. */
    public void checksums(Archive archive, ChecksumReader each) {
        try {
            Checksums.read(checksumFile(archive), null, each);
        } catch (IOException e) {
            throw new StorageException("can't read " + checksumFile(archive) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Which recordings of an archive were asked for; null where that was all of it, or where that is not known, as in a folder
     * that was filled by hand.
     */
    public @Nullable Set<String> chosen(Archive archive) {
        try {
            return Files.isRegularFile(receiptFile(archive)) ? null : ChosenList.read(chosenFile(archive));
        } catch (IOException e) {
            throw new StorageException("can't read " + chosenFile(archive) + ": " + e.getMessage(), e);
        }
    }

    public Path staging(Archive archive) {
        return own.resolve("staging").resolve(archive.id());
    }

    /** Bytes that may still be written below here. Looks at the nearest folder above that exists. */
    public long room() {
        Path folder = data;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new StorageException("can't find out how much disk space is free in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Finds out, without writing anything, whether the folder can be written or made.
     *
     * @throws StorageException if it plainly can't
     */
    public void requireWritable() {
        Path folder = data;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StorageException(
                    "can't write " + data + ": " + folder + " is not a folder. Choose another --data.");
        }
        if (folder != null && !Files.isWritable(folder)) {
            // Whoever may not write wants to know who does, all the same.
            FolderLock.requireFree(data, own.resolve("lock"));
            throw new StorageException("can't write " + data + ": " + folder
                    + " is not writable (another user's, or a read-only file system). Choose another --data.");
        }
    }

    /**
     * Makes the folder ours until the result is closed, creating it if need be. The operating system frees the lock of a
     * process that died; what such a process was unpacking is cleared away.
     *
     * @param command what is at work, for whoever comes second
     * @throws StorageException if the folder can't be written, or if another process has it
     */
    public Writing lock(String command) {
        Path file = own.resolve("lock");
        FolderLock lock;
        try {
            Files.createDirectories(own.resolve("parts"));
            Files.createDirectories(own.resolve("receipts"));
            lock = FolderLock.take(data, file, command);
        } catch (IOException e) {
            FolderLock.requireFree(data, file);
            throw StorageException.cantWrite(file, e);
        }
        try {
            Trees.delete(own.resolve("staging"));
            return new Writing(lock);
        } catch (IOException e) {
            lock.close();
            throw StorageException.cantWrite(own.resolve("staging"), e);
        }
    }

    /** The folder while it is ours to write to. Closing gives it up. */
    public final class Writing implements Closeable {

        private final FolderLock lock;

        private Writing(FolderLock lock) {
            this.lock = lock;
        }

        /**
         * Begins to unpack an archive.
         *
         * @param archiveBytes its size
         * @param only limits it to these published paths; {@code null} for all
         * @param kept paths of the others, which are here already and stay, where {@code only} and these are all there is;
         *     else {@code null}
         */
        public Staging stage(
                Release release,
                Archive archive,
                long archiveBytes,
                @Nullable Set<String> only,
                @Nullable Set<String> kept) {
            try {
                Path folder = staging(archive);
                Trees.delete(folder);
                Files.createDirectories(folder);
                return new Staging(DataFolder.this, release, archive, archiveBytes, only, kept);
            } catch (IOException e) {
                throw StorageException.cantWrite(staging(archive), e);
            }
        }

        /** The same, where no file is here that stays. */
        public Staging stage(Release release, Archive archive, long archiveBytes, @Nullable Set<String> only) {
            return stage(release, archive, archiveBytes, only, null);
        }

        /** Notes which recordings of an archive are asked for, beside those that were before. */
        public void choose(Archive archive, Set<String> names) {
            try {
                ChosenList.add(chosenFile(archive), archive, names);
            } catch (IOException e) {
                throw StorageException.cantWrite(chosenFile(archive), e);
            }
        }

        /** Ends what a process that was killed had begun to move to its final place. */
        public void finishStreams(Release release, Progress progress) {
            release.archives().forEach(archive -> StreamStaging.finish(DataFolder.this, archive, progress));
        }

        /**
         * Begins, or goes on, to take members of an archive from a stream.
         *
         * @param version of the archive on the server
         * @param wanted what is to be taken, in words that are the same only for the same choice
         */
        public StreamStaging stream(Release release, Archive archive, ArchiveVersion version, String wanted) {
            return new StreamStaging(DataFolder.this, release, archive, version, wanted);
        }

        /**
         * Ends with an archive of which everything is here: keeps it under its own name, or deletes it. What an earlier run
         * had begun to take from a stream is of no use any more.
         */
        public void settle(Release release, Archive archive, boolean keep) {
            Path part = part(release, archive);
            try {
                if (keep && Files.exists(part)) {
                    Files.move(part, keptArchive(archive), StandardCopyOption.REPLACE_EXISTING);
                }
                ArchivePart.discard(part);
                Trees.delete(DataFolder.this.stream(archive));
            } catch (IOException e) {
                throw StorageException.cantWrite(part, e);
            }
        }

        @Override
        public void close() {
            lock.close();
        }
    }

    /** Whether archives of this kind unpack to a folder of recordings, rather than to one annotation file. */
    public static boolean isFolder(Archive archive) {
        return archive.kind() == Kind.RECORDINGS;
    }
}
