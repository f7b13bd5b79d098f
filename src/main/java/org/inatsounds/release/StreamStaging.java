package org.inatsounds.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.Md5;
import org.inatsounds.internal.Trees;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has brought so far, and how to go on with it. Unlike {@link Staging} it outlasts the process: a killed one
 * leaves the files and the last checkpoint, a text file:
 *
 * <pre>
 * inatsounds-stream 1
 * version 81000000000 bytes, "…"       (of the archive on the server)
 * md5 …                                (of the whole archive, expected)
 * wanted …
 * digest 67452301:…                    (state of the MD5 before the position)
 * position …                           (for the one who unpacks)
 * odd 1234 train/…                     (a file that differs from its annotation, as the archive has it, and its size)
 * end
 * </pre>
 *
 * <p>Files that were written after the last checkpoint are written again.
 */
public final class StreamStaging {

    private static final String MAGIC = "inatsounds-stream 1";
    private static final String CHECKPOINT = "checkpoint";
    private static final String NEW = ".new";
    private static final String UNFINISHED = CHECKPOINT + NEW;
    private static final String FILES = "files";

    /** Says what is taken, where that is done part by part: then files are whole or cut short, and there is no checkpoint. */
    private static final String PARTS = "parts";

    private static final String RECEIPT = "receipt.tsv";
    private static final String ODD = "odd.tsv";

    /** Checksums of what was written, as they come. */
    private static final String SUMS = "sums";

    /** The same with those of what was brought earlier. */
    private static final String ALL_SUMS = "all-sums";

    /** Is there once everything is, and its checksum, where it is known, is right. */
    private static final String COMPLETE = "complete";

    private final DataFolder data;
    private final Release release;
    private final Archive archive;
    private final ArchiveVersion version;
    private final String head;
    private final Path folder;
    private final Path files;
    private final Path checkpoint;
    private final Map<String, Long> odd = new TreeMap<>();

    /** Makes one; the folder is made when the first file comes. */
    public StreamStaging(DataFolder data, Release release, Archive archive, ArchiveVersion version, String wanted) {
        this.data = data;
        this.release = release;
        this.archive = archive;
        this.version = version;
        this.folder = data.stream(archive);
        this.files = folder.resolve(FILES);
        this.checkpoint = folder.resolve(CHECKPOINT);
        this.head = MAGIC + "\nversion " + version.text() + "\nmd5 " + archive.md5() + "\nwanted " + wanted + "\n";
    }

    /**
     * Where an earlier run stopped.
     *
     * @param digest the MD5 of everything before it
     * @param position what was noted of the place in the archive
     */
    public record Saved(Md5.State digest, String position) {}

    /** What a checkpoint says. */
    private record Checkpoint(Saved saved, Map<String, Long> odd) {}

    /** Where to unpack to. */
    public Path folder() {
        return files;
    }

    /** Where an index of the archive is while it is written. It lasts as long as what was brought. */
    public Path index() {
        return folder.resolve("index");
    }

    /**
     * Where to go on; null to begin anew, and then nothing is left of earlier runs. A checkpoint of another archive, or of
     * another choice of recordings, does not count.
     */
    public @Nullable Saved begin() {
        try {
            Checkpoint last = read();
            odd.clear();
            if (last == null) {
                Trees.delete(folder);
            } else {
                odd.putAll(last.odd);
            }
            Files.createDirectories(files);
            return last == null ? null : last.saved;
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    private @Nullable Checkpoint read() throws IOException {
        if (!Files.isRegularFile(checkpoint)) {
            return null;
        }
        // Not strict: what is no UTF-8 becomes something that no checkpoint has.
        String text = new String(Files.readAllBytes(checkpoint), StandardCharsets.UTF_8);
        if (!text.startsWith(head) || !text.endsWith("\nend\n")) {
            return null;
        }
        List<String> lines = text.substring(head.length()).lines().toList();
        try {
            if (lines.size() < 3
                    || !lines.get(0).startsWith("digest ")
                    || !lines.get(1).startsWith("position ")) {
                return null;
            }
            Map<String, Long> sizes = new TreeMap<>();
            for (String line : lines.subList(2, lines.size() - 1)) {
                String[] parts = line.split(" ", 3);
                if (parts.length != 3 || !parts[0].equals("odd")) {
                    return null;
                }
                sizes.put(parts[2], Long.parseLong(parts[1]));
            }
            return new Checkpoint(
                    new Saved(
                            Md5.State.parse(lines.get(0).substring("digest ".length())),
                            lines.get(1).substring("position ".length())),
                    sizes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether files wait here that an earlier run took part by part, of the same archive and the same choice. */
    public boolean hasParts() {
        try {
            Path parts = folder.resolve(PARTS);
            return Files.isRegularFile(parts)
                    && Files.readString(parts, StandardCharsets.UTF_8).equals(head);
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins to take recordings part by part, or goes on. What is here of another choice is deleted. */
    public void beginParts() {
        try {
            if (!hasParts()) {
                Trees.delete(folder);
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(PARTS), head, StandardCharsets.UTF_8);
            }
            Files.createDirectories(files);
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    /** Where the next run would go on, in bytes of the archive: 0 for the beginning. */
    public long offset() {
        try {
            Checkpoint last = read();
            return last == null ? 0 : last.saved.digest().length();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many bytes of recordings wait here, of whatever choice. */
    public long bytes() {
        if (!Files.isDirectory(files)) {
            return 0;
        }
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(files, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Then the room on the disk is judged as if nothing were here.
            return 0;
        }
        return bytes.get();
    }

    /** Notes that a file, which is written, is as the archive has it, though it differs from its annotation. */
    public synchronized void noteOdd(String path) {
        try {
            odd.put(path, Files.size(files.resolve(path)));
        } catch (IOException e) {
            throw StorageException.cantWrite(files, e);
        }
    }

    /** Notes the CRC-32C of a file that was written whole. */
    public void took(String path, long size, int crc32c) {
        try {
            Checksums.append(folder.resolve(SUMS), path, size, crc32c);
        } catch (IOException e) {
            throw StorageException.cantWrite(folder.resolve(SUMS), e);
        }
    }

    /** Whether a file is here as the archive has it, though it differs from its annotation. */
    public synchronized boolean isOdd(String path) {
        Long size = odd.get(path);
        return size != null && Receipt.isThere(files.resolve(path), size);
    }

    /** Notes where the next run may go on. Everything before is written. */
    public synchronized void save(Md5.State digest, String position) {
        StringBuilder lines = new StringBuilder();
        odd.forEach((path, size) ->
                lines.append("odd ").append(size).append(' ').append(path).append('\n'));
        try {
            WholeFiles.renew(
                    checkpoint, NEW, head + "digest " + digest + "\nposition " + position + "\n" + lines + "end\n");
        } catch (IOException e) {
            throw StorageException.cantWrite(checkpoint, e);
        }
    }

    /**
     * Moves what was brought to its final place.
     *
     * @param whole whether that is the whole archive: then a receipt is left, and it counts as fetched
     * @param kept recordings that were here before and stay: the receipt lists them, too
     * @param differing recordings that are as the archive has them, by its checksum, and differ from their annotations: that is
     *     noted, so that they are not taken for damaged
     */
    public void publish(boolean whole, Set<String> kept, Set<String> differing, Progress progress) {
        try {
            if (whole) {
                writeReceipt(folder.resolve(RECEIPT), kept);
            }
            if (!differing.isEmpty()) {
                writeOdd(differing);
            }
            writeSums();
            Files.createFile(folder.resolve(COMPLETE));
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
        finish(data, archive, progress);
    }

    /** Whether everything is in a folder of a stream, and waits to be moved. */
    public static boolean isComplete(Path folder) {
        return Files.exists(folder.resolve(COMPLETE));
    }

    /**
     * Moves what is complete to its final place. A process that is killed meanwhile leaves the rest to the next one: without
     * this, some files would be here and some there, and neither run would know all of them.
     */
    public static void finish(DataFolder data, Archive archive, Progress progress) {
        Path folder = data.stream(archive);
        Path complete = folder.resolve(COMPLETE);
        try {
            if (!Files.exists(complete)) {
                return;
            }
            if (Files.isDirectory(folder.resolve(FILES))) {
                Trees.merge(folder.resolve(FILES), data.path(), archive.fileName(), Progress.UNKNOWN, progress);
            }
            moveIfThere(folder.resolve(ODD), data.oddReceiptFile(archive));
            moveIfThere(folder.resolve(ALL_SUMS), data.checksumFile(archive));
            // Last: it says that everything is there.
            moveIfThere(folder.resolve(RECEIPT), data.receiptFile(archive));
            // The mark goes last but for the folder: a process that is killed meanwhile leaves the rest to the next
            // one.
            Trees.delete(folder.resolve(FILES));
            Files.deleteIfExists(folder.resolve(CHECKPOINT));
            Files.deleteIfExists(folder.resolve(UNFINISHED));
            Files.deleteIfExists(folder.resolve(PARTS));
            Files.delete(complete);
            Trees.delete(folder);
        } catch (IOException e) {
            throw StorageException.cantWrite(data.path(), e);
        }
    }

    /** Only of files that are here: one that was noted and thrown away is not published. */
    private void writeSums() throws IOException {
        Map<String, Checksums.Sum> now = Checksums.journal(folder.resolve(SUMS));
        now.entrySet().removeIf(each -> {
            Path file = FileNames.find(files, each.getKey());
            return file == null || !Receipt.isThere(file, each.getValue().size());
        });
        Checksums.merge(data.checksumFile(archive), now, release, archive, folder.resolve(ALL_SUMS));
    }

    private static void moveIfThere(Path file, Path to) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void writeOdd(Set<String> differing) throws IOException {
        Map<String, Long> sizes = new TreeMap<>(Receipt.sizes(data.oddReceiptFile(archive), archive, path -> true));
        for (String path : differing) {
            sizes.put(path, Files.size(files.resolve(path)));
        }
        try (Receipt.Writer writer =
                new Receipt.Writer(folder.resolve(ODD), release.name(), archive, version.bytes())) {
            for (Map.Entry<String, Long> each : sizes.entrySet()) {
                writer.add(each.getKey(), each.getValue());
            }
        }
    }

    private void writeReceipt(Path receipt, Set<String> kept) throws IOException {
        try (Receipt.Writer writer = new Receipt.Writer(receipt, release.name(), archive, version.bytes())) {
            Files.walkFileTree(files, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    writer.add(files.relativize(file).toString().replace('\\', '/'), attributes.size());
                    return FileVisitResult.CONTINUE;
                }
            });
            Receipt.addThere(writer, data.path(), kept);
        }
    }

    /** Throws one file away, if it is there. */
    public void drop(String path) {
        try {
            Files.deleteIfExists(files.resolve(path));
        } catch (IOException e) {
            throw StorageException.cantWrite(files, e);
        }
    }

    /** Throws away what was brought. */
    public void discard() {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }
}
