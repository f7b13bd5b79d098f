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
 * The folder of the dataset: {@code train.json}, {@code train/…} and so on, and {@code .inatsounds/} for the files of this
 * program: the lock, parts of archives, the staging folder, receipts. Nothing is created before it is needed.
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
     * The files of an archive that was extracted earlier, compared with the files on disk now (existence and size; they are
     * not read). Empty if it was never extracted.
     */
    public Optional<Receipt> receipt(Archive archive) {
        return receipt(archive.split(), archive.kind());
    }

    /** The same for the archive of a split that was extracted. */
    public Optional<Receipt> receipt(Split split, Kind kind) {
        Path file = own.resolve("receipts").resolve(split.label() + "-" + kind.label() + ".tsv");
        try {
            return Optional.ofNullable(Receipt.check(file, data));
        } catch (IOException e) {
            throw new StorageException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The path of an archive during its download. */
    public Path part(Release release, Archive archive) {
        return own.resolve("parts").resolve(release.name() + "-" + archive.id() + ".part");
    }

    /** The path of an archive that is kept; an archive that was downloaded by other means is expected there, too. */
    public Path keptArchive(Archive archive) {
        return data.resolve(archive.fileName());
    }

    /** Whether files can be written here, as far as it is known without writing one. */
    public boolean isWritable() {
        return Files.isWritable(data);
    }

    /** Whether a killed process left complete files of a stream that only have to be moved to their place. */
    public boolean hasUnfinished(Release release) {
        return release.archives().stream().anyMatch(archive -> StreamStaging.isComplete(stream(archive)));
    }

    /** Whether there are files of an unfinished download, or files that a killed process did not delete. */
    public boolean isLeft(Release release, Archive archive) {
        Path part = part(release, archive);
        return Files.exists(part) || Files.exists(ArchivePart.journalOf(part)) || Files.exists(stream(archive));
    }

    /** Deletes the lock file of a process that was killed at its end. The lock of a running process is kept. */
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
     * Which of some files are still as in the archive, judged by their sizes.
     *
     * @param odd whether to return only files that differed from their annotations already in the archive
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
     * Data of a stream from an earlier run.
     *
     * @param offset where it would resume, in bytes of the archive
     * @param bytes the size on disk; they are used again, or deleted before anything is written
     */
    public record Streamed(long offset, long bytes) {}

    /**
     * Finds data of a stream from an earlier run.
     *
     * @param version of the archive on the server
     * @param wanted as with {@link Writing#stream}
     */
    public Streamed streamed(Release release, Archive archive, ArchiveVersion version, String wanted) {
        StreamStaging staging = new StreamStaging(this, release, archive, version, wanted);
        return new Streamed(staging.offset(), staging.bytes());
    }

    /**
     * The folder of recordings that an earlier run extracted in parts; empty for another choice, or another archive.
     *
     * @param version of the archive on the server
     * @param wanted as with {@link Writing#stream}
     */
    public Optional<Path> waitingParts(Release release, Archive archive, ArchiveVersion version, String wanted) {
        StreamStaging staging = new StreamStaging(this, release, archive, version, wanted);
        return staging.hasParts() ? Optional.of(staging.folder()) : Optional.empty();
    }

    /** The folder of the recordings of a stream until it is complete. It remains after the process. */
    public Path stream(Archive archive) {
        return own.resolve("streams").resolve(archive.id());
    }

    public Path receiptFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".tsv");
    }

    /** The list of files that are as in the archive, but differ from their annotations. */
    public Path oddReceiptFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".odd.tsv");
    }

    /** The checksums of the files of an archive. */
    public Path checksumFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".sums.tsv");
    }

    /** The list of chosen recordings of an archive, if it was never extracted completely. */
    Path chosenFile(Archive archive) {
        return own.resolve("receipts").resolve(archive.id() + ".chosen.tsv");
    }

    /** Receives checksums. */
    @FunctionalInterface
    public interface ChecksumReader {

        /**
         * The checksum of a file when it was extracted.
         *
         * @param path below the data folder
         * @param size in bytes
         * @param crc32c of all of them
         */
        void checksum(String path, long size, int crc32c);
    }

    /** Passes on the checksums of the files of an archive, complete or in parts. Files of an earlier version have none. */
    public void checksums(Archive archive, ChecksumReader each) {
        try {
            Checksums.read(checksumFile(archive), null, each);
        } catch (IOException e) {
            throw new StorageException("can't read " + checksumFile(archive) + ": " + e.getMessage(), e);
        }
    }

    /**
     * The recordings of an archive that were chosen; null if all were, or if it is not known, as in a folder
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

    /** Free bytes on the disk of this folder. Uses the nearest parent folder that exists. */
    public long room() {
        Path folder = data;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new StorageException(
                    "can't find out how much disk space is free in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Checks, without writing anything, whether the folder can be written or created.
     *
     * @throws StorageException if it certainly can't
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
     * Locks the folder until the result is closed, and creates it if necessary. The operating system frees the lock of a
     * process that ended; its temporary files are deleted.
     *
     * @param command the running command, for the message to a second process
     * @throws StorageException if the folder can't be written, or if another process uses it
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

    /** The locked folder. Closing it frees the lock. */
    public final class Writing implements Closeable {

        private final FolderLock lock;

        private Writing(FolderLock lock) {
            this.lock = lock;
        }

        /**
         * Begins to extract an archive.
         *
         * @param archiveBytes its size
         * @param only limits it to these published paths; {@code null} for all
         * @param kept paths of the others, which exist and are kept, if {@code only} and these are all files;
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

        /** The same, without files to keep. */
        public Staging stage(Release release, Archive archive, long archiveBytes, @Nullable Set<String> only) {
            return stage(release, archive, archiveBytes, only, null);
        }

        /** Stores which recordings of an archive are chosen, in addition to those chosen before. */
        public void choose(Archive archive, Set<String> names) {
            try {
                ChosenList.add(chosenFile(archive), archive, names);
            } catch (IOException e) {
                throw StorageException.cantWrite(chosenFile(archive), e);
            }
        }

        /** Finishes moving the files of a killed process to their final place. */
        public void finishStreams(Release release, Progress progress) {
            release.archives().forEach(archive -> StreamStaging.finish(DataFolder.this, archive, progress));
        }

        /**
         * Begins or continues to extract members of an archive from a stream.
         *
         * @param version of the archive on the server
         * @param wanted the choice, in words that are the same only for the same choice
         */
        public StreamStaging stream(Release release, Archive archive, ArchiveVersion version, String wanted) {
            return new StreamStaging(DataFolder.this, release, archive, version, wanted);
        }

        /**
         * Ends the work with an archive whose files are all on disk: keeps it under its own name, or deletes it. Data of a stream
         * from an earlier run is no longer needed.
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

    /** Whether archives of this kind contain a folder of recordings, not one annotation file. */
    public static boolean isFolder(Archive archive) {
        return archive.kind() == Kind.RECORDINGS;
    }
}
