package org.inatsounds.release;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * Checksums of the recordings that an archive brought, taken while they were written. A text file beside the receipt, which
 * a program of the version before does not look at:
 *
 * <pre>
 * inatsounds-checksums 1 ⇥ crc32c ⇥ 2024 ⇥ MD5 of the archive
 * train/00012_Animalia_…/
 * 0a1b2c3d ⇥ 1234 ⇥ 3f0c….wav          (CRC-32C of all its bytes, their number, its name in the folder above)
 * </pre>
 *
 * <p>CRC-32C finds damage; it is no protection against somebody who wants a file to look right. It takes a small part of the
 * time of MD5 or SHA-256. A line that can't be read is one checksum less, and nothing else.
 */
public final class Checksums {

    private static final String MAGIC = "inatsounds-checksums 1\tcrc32c";

    private Checksums() {}

    /** The checksum of a file. */
    record Sum(long size, int crc32c) {}

    /**
     * Reads a file of checksums, line by line.
     *
     * @param archive only if they are of this one; null for any
     * @param each is told of each
     */
    public static void read(Path file, @Nullable Archive archive, DataFolder.ChecksumReader each) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        // Not strict: what is no UTF-8 becomes the name of no file.
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String head = String.valueOf(in.readLine());
            if (!head.startsWith(MAGIC + "\t") || (archive != null && !head.endsWith("\t" + archive.md5()))) {
                return;
            }
            String folder = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.endsWith("/")) {
                    folder = line;
                } else {
                    parse(folder, line, each);
                }
            }
        }
    }

    private static void parse(String folder, String line, DataFolder.ChecksumReader each) {
        int first = line.indexOf('\t');
        int second = line.indexOf('\t', first + 1);
        if (first != Integer.BYTES * 2 || second < 0) {
            return;
        }
        try {
            int crc = Integer.parseUnsignedInt(line, 0, first, 16);
            long size = Long.parseLong(line, first + 1, second, 10);
            each.checksum(folder + line.substring(second + 1), size, crc);
        } catch (NumberFormatException e) {
            // One checksum less.
            return;
        }
    }

    /** Notes the checksum of one file at the end of a journal, which outlasts a process that is killed at any moment. */
    static void append(Path journal, String path, long size, int crc32c) throws IOException {
        // The end of the line comes first: what a killed process left of its last line spoils no other.
        Files.writeString(
                journal,
                "\n" + line(path, size, crc32c),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** What a journal says: of what was noted twice, the last. */
    static Map<String, Sum> journal(Path journal) throws IOException {
        Map<String, Sum> sums = new LinkedHashMap<>();
        if (Files.isRegularFile(journal)) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(journal), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    parse("", line, (path, size, crc32c) -> sums.put(path, new Sum(size, crc32c)));
                }
            }
        }
        return sums;
    }

    /** Writes what an archive brought earlier, and what it has brought now. */
    static void merge(Path earlier, Map<String, Sum> now, Release release, Archive archive, Path to)
            throws IOException {
        try (Writer writer = new Writer(to, release, archive)) {
            IOException[] failure = new IOException[1];
            read(earlier, archive, (path, size, crc32c) -> {
                try {
                    if (failure[0] == null && !now.containsKey(path)) {
                        writer.add(path, size, crc32c);
                    }
                } catch (IOException e) {
                    failure[0] = e;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
            for (Map.Entry<String, Sum> each : now.entrySet()) {
                writer.add(
                        each.getKey(), each.getValue().size(), each.getValue().crc32c());
            }
        }
    }

    private static String line(String name, long size, int crc32c) {
        return String.format(Locale.ROOT, "%08x\t%d\t%s", crc32c, size, name);
    }

    /** Writes checksums as they come. Memory does not grow with their number. */
    static final class Writer implements Closeable {

        private final BufferedWriter out;
        private String folder = "";

        Writer(Path file, Release release, Archive archive) throws IOException {
            out = Files.newBufferedWriter(file);
            out.write(MAGIC + "\t" + release.name() + "\t" + archive.md5() + "\n");
        }

        void add(String path, long size, int crc32c) throws IOException {
            int slash = path.lastIndexOf('/') + 1;
            String now = path.substring(0, slash);
            if (!now.equals(folder)) {
                folder = now;
                out.write(now + "\n");
            }
            out.write(line(path.substring(slash), size, crc32c) + "\n");
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
