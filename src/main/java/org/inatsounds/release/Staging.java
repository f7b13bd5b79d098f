package org.inatsounds.release;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Trees;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * An archive's files on their way to their final place. They are unpacked here, out of sight, and moved by rename once the
 * archive's checksum is known to be right. Closing without {@link #publish} leaves nothing behind.
 */
public final class Staging implements Closeable {

    private final DataFolder data;
    private final Release release;
    private final Archive archive;
    private final @Nullable Set<String> only;
    private final @Nullable Set<String> kept;
    private final Path folder;
    private final Path freshReceipt;
    private final Receipt.Writer receipt;
    private final Path freshSums;
    private final Checksums.Writer sums;
    private long files;

    /** Makes one; the folder is made when the first file comes. */
    public Staging(
            DataFolder data,
            Release release,
            Archive archive,
            long archiveBytes,
            @Nullable Set<String> only,
            @Nullable Set<String> kept)
            throws IOException {
        this.data = data;
        this.archive = archive;
        this.only = only;
        this.kept = kept;
        this.folder = data.staging(archive).resolve("files");
        this.freshReceipt = data.staging(archive).resolve("receipt.tsv");
        Files.createDirectories(folder);
        this.receipt = new Receipt.Writer(freshReceipt, release.name(), archive, archiveBytes);
        this.freshSums = data.staging(archive).resolve("sums");
        this.sums = new Checksums.Writer(freshSums, release, archive);
        this.release = release;
    }

    /** Where to unpack to. */
    public Path folder() {
        return folder;
    }

    /** How many files were taken so far. */
    public long files() {
        return files;
    }

    /**
     * Whether a file of the archive is to be unpacked.
     *
     * @param name the member's path in the archive, without a leading {@code ./}
     * @throws DataMismatchException if an archive of this kind should not have such a member
     */
    public boolean wants(String name) {
        String published = published(name);
        return only == null || only.contains(published);
    }

    /** Notes a file that was unpacked, with the CRC-32C of its bytes. */
    public void took(String name, long size, int crc32c) {
        if (files++ > 0 && !DataFolder.isFolder(archive)) {
            throw unexpected(name, "one file, " + archive.split().label() + ".json");
        }
        try {
            receipt.add(published(name), size);
            sums.add(published(name), size, crc32c);
        } catch (IOException e) {
            throw StorageException.cantWrite(freshReceipt, e);
        }
    }

    /** The path below the data folder that a member is published under. */
    private String published(String name) {
        String split = archive.split().label();
        if (!DataFolder.isFolder(archive)) {
            if (name.indexOf('/') >= 0 || !name.endsWith(".json")) {
                throw unexpected(name, "one file, " + split + ".json");
            }
            return split + ".json";
        }
        String stem = NamesInData.stem(archive);
        int slash = name.indexOf('/');
        String top = slash < 0 ? "" : name.substring(0, slash);
        if (!top.equals(split) && !top.equals(stem)) {
            throw unexpected(name, "files below " + split + "/");
        }
        return name;
    }

    private DataMismatchException unexpected(String name, String expected) {
        return new DataMismatchException(
                archive.fileName() + ": expected " + expected + ", found '" + name + "'. Is the catalogue right?");
    }

    /**
     * Whether another annotation file is in the place than the one that was unpacked.
     *
     * @throws IllegalStateException if this is no archive of annotations
     */
    public boolean differs() {
        if (DataFolder.isFolder(archive)) {
            throw new IllegalStateException("recordings are not compared");
        }
        Path there = annotations();
        try (var staged = Files.newDirectoryStream(folder)) {
            for (Path file : staged) {
                if (Files.exists(there) && (!Files.isRegularFile(there) || Files.mismatch(file, there) >= 0)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new StorageException("can't compare " + there + ": " + e.getMessage(), e);
        }
    }

    private Path annotations() {
        return data.path().resolve(archive.split().label() + ".json");
    }

    /**
     * Moves the files to their final place, replacing what is there under the same names, and leaves the receipt. The
     * archive's checksum must have been found right before. Annotations that are the same stay.
     */
    public void publish(Progress progress) {
        if (files == 0 && only == null) {
            throw new DataMismatchException(
                    archive.fileName() + " holds no " + archive.kind().label());
        }
        try {
            if (kept != null) {
                Receipt.addThere(receipt, data.path(), kept);
            }
            receipt.close();
            sums.close();
            if (!DataFolder.isFolder(archive)) {
                publishAnnotations();
            } else {
                Trees.merge(folder, data.path(), archive.fileName(), files, progress);
            }
            publishSums();
            if (only == null || kept != null) {
                Files.move(
                        freshReceipt,
                        data.receiptFile(archive),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(data.path(), e);
        }
    }

    /** The same without a word about it. */
    void publish() {
        publish(Progress.NONE);
    }

    private void publishSums() throws IOException {
        if (!DataFolder.isFolder(archive)) {
            return;
        }
        Path all = freshSums;
        if (only != null) {
            Map<String, Checksums.Sum> now = new LinkedHashMap<>();
            Checksums.read(freshSums, archive, (path, size, crc32c) -> now.put(path, new Checksums.Sum(size, crc32c)));
            all = freshSums.resolveSibling("all-sums");
            Checksums.merge(data.checksumFile(archive), now, release, archive, all);
        }
        Files.move(
                all, data.checksumFile(archive), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void publishAnnotations() throws IOException {
        if (Files.exists(annotations()) && !differs()) {
            return;
        }
        try (var staged = Files.newDirectoryStream(folder)) {
            for (Path file : staged) {
                Files.move(file, annotations(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void close() {
        try {
            receipt.close();
            sums.close();
            Trees.delete(data.staging(archive));
        } catch (IOException e) {
            throw StorageException.cantWrite(data.staging(archive), e);
        }
    }
}
