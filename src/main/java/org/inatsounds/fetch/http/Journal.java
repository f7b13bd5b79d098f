package org.inatsounds.fetch.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run already has of an object: a text file beside the part, one fact a line, appended to as ranges are
 * finished.
 *
 * <pre>
 * inatsounds-journal 1
 * url https://…/train.tar.gz
 * etag "…"                      (or nothing after the word)
 * modified Tue, 04 Jun 2024 …   (or nothing after the word)
 * size 81000000000
 * done 0 1048576                (from, to: half-open)
 * </pre>
 *
 * <p>A range is noted after its bytes were handed to the operating system, so a killed process never notes what is not
 * there. After a power cut the file system may have kept the note and lost the bytes; then the checksum fails and the
 * part is thrown away. A last line without its line end was cut off by a kill and is not believed.
 */
public final class Journal implements Closeable {

    private static final String MAGIC = "inatsounds-journal 1";

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /** What a journal says. */
    public record Entry(RemoteObject object, RangeSet done) {}

    /** Reads a journal; {@code null} if there is none, or if it is not one of ours. */
    public static @Nullable Entry read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        // Not readString: bytes that are no text are no failure of the disk.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(MAGIC)) {
            return null;
        }
        Map<String, String> facts = new HashMap<>();
        RangeSet done = new RangeSet();
        try {
            for (String line : lines.subList(1, lines.size())) {
                String[] word = line.split(" ", 2);
                if (word[0].equals("done")) {
                    String[] bounds = word[1].split(" ", -1);
                    done.add(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
                } else {
                    facts.put(word[0], word.length > 1 ? word[1] : "");
                }
            }
            RemoteObject object = new RemoteObject(
                    URI.create(facts.getOrDefault("url", "")),
                    Long.parseLong(facts.getOrDefault("size", "")),
                    emptyToNull(facts.get("etag")),
                    emptyToNull(facts.get("modified")));
            return isWithin(done, object.size()) ? new Entry(object, done) : null;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static boolean isWithin(RangeSet done, long size) {
        return size >= 0 && done.ranges().stream().allMatch(range -> range.start() >= 0 && range.end() <= size);
    }

    /** Writes a journal anew, complete under its name from the first moment, and keeps it open for more. */
    static Journal create(Path file, RemoteObject object, RangeSet done) throws IOException {
        StringBuilder text = new StringBuilder(MAGIC)
                .append("\nurl ")
                .append(object.uri())
                .append("\netag ")
                .append(object.etag() == null ? "" : object.etag())
                .append("\nmodified ")
                .append(object.lastModified() == null ? "" : object.lastModified())
                .append("\nsize ")
                .append(object.size())
                .append('\n');
        for (Range range : done.ranges()) {
            text.append(line(range.start(), range.end()));
        }
        WholeFiles.renew(file, ".new", text.toString());
        return new Journal(FileChannel.open(file, StandardOpenOption.APPEND));
    }

    /** Notes that a range is on disk. */
    void done(long start, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line(start, end).getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String line(long start, long end) {
        return "done " + start + " " + end + "\n";
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
