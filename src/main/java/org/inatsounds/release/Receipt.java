package org.inatsounds.release;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.inatsounds.release.Catalogue.Archive;
import org.jspecify.annotations.Nullable;

/**
 * What an archive brought: a text file, one line a file with its path below the data folder, a tab, and its size in
 * bytes. The first line names release, MD5 and size of the archive. With it we know what should be here without having
 * the archive.
 *
 * @param release the release the archive belongs to
 * @param md5 the archive's checksum
 * @param archiveBytes the archive's size
 * @param missing paths below the data folder that are no longer there, or no longer of the right size
 * @param missingBytes the size of what is missing
 * @param files how many files the archive brought
 */
public record Receipt(
        String release, String md5, long archiveBytes, Set<String> missing, long missingBytes, long files) {

    private static final String MAGIC = "inatsounds-receipt 1";

    /** Whether it is of this very archive, and everything is still here. */
    public boolean isComplete(Archive archive) {
        return isOf(archive) && missing.isEmpty();
    }

    /** Whether it is of this very archive, and not of another one of the same split and kind. */
    public boolean isOf(Archive archive) {
        return md5.equals(archive.md5());
    }

    /** Reads a receipt and holds it against the folder; {@code null} if there is none that can be read. */
    static @Nullable Receipt check(Path file, Path data) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String[] head = String.valueOf(in.readLine()).split("\t", -1);
            if (head.length != 4 || !head[0].equals(MAGIC)) {
                return null;
            }
            Set<String> missing = new HashSet<>();
            long missingBytes = 0;
            long files = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Line listed = Line.parse(line);
                files++;
                if (!isThere(listed.below(data), listed.size)) {
                    missing.add(listed.path);
                    missingBytes = Math.addExact(missingBytes, listed.size);
                }
            }
            return new Receipt(head[1], head[2], Long.parseLong(head[3]), missing, missingBytes, files);
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    /**
     * What a receipt of this very archive lists: path below the data folder to size in bytes. Empty if there is none that can
     * be read.
     *
     * @param which paths are of interest
     */
    public static Map<String, Long> sizes(Path file, Archive archive, Predicate<String> which) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        if (!Files.isRegularFile(file)) {
            return sizes;
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String[] head = String.valueOf(in.readLine()).split("\t", -1);
            if (head.length != 4 || !head[0].equals(MAGIC) || !head[2].equals(archive.md5())) {
                return sizes;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Line listed = Line.parse(line);
                if (which.test(listed.path)) {
                    sizes.put(listed.path, listed.size);
                }
            }
            return sizes;
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Adds files that were here before, as they are now: from here on they count as brought. */
    public static void addThere(Writer receipt, Path data, Collection<String> paths) throws IOException {
        for (String path : new TreeSet<>(paths)) {
            receipt.add(path, Files.size(data.resolve(path)));
        }
    }

    /** Whether a file is there, with this size. */
    public static boolean isThere(Path file, long size) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() && attributes.size() == size;
        } catch (IOException e) {
            return false;
        }
    }

    /** A file of an archive, as a receipt lists it. */
    private record Line(String path, long size) {

        /** @throws IllegalArgumentException if it is none */
        static Line parse(String line) {
            int tab = line.lastIndexOf('\t');
            Line listed = new Line(line.substring(0, Math.max(0, tab)), Long.parseLong(line.substring(tab + 1)));
            if (listed.path.isEmpty() || listed.size < 0) {
                throw new IllegalArgumentException("no file: " + line);
            }
            return listed;
        }

        /** Where it is. A receipt that lists what is elsewhere was not written here, and nothing is looked at there. */
        Path below(Path data) {
            Path file = data.resolve(path).normalize();
            if (!file.startsWith(data)) {
                throw new IllegalArgumentException("outside of the data folder: " + path);
            }
            return file;
        }
    }

    /** Writes a receipt while the archive is unpacked. Memory does not grow with the number of files. */
    public static final class Writer implements Closeable {

        private final BufferedWriter out;

        public Writer(Path file, String release, Archive archive, long archiveBytes) throws IOException {
            out = Files.newBufferedWriter(file);
            out.write(MAGIC + "\t" + release + "\t" + archive.md5() + "\t" + archiveBytes + "\n");
        }

        public void add(String path, long size) throws IOException {
            out.write(path + "\t" + size + "\n");
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
