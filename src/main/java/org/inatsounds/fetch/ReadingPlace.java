package org.inatsounds.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.StorageException;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.internal.Md5;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * How far the reading of an archive came: a place in it before which every recording is done, also those that others still work on
 * while the archive goes by. It outlasts the process in a small file:
 *
 * <pre>
 * inatsounds-reading 1
 * …                                (which archive, and what is made of it: two lines)
 * passed 120                       (recordings that it is about, before the place)
 * digest 67452301:…                (state of the MD5 before the place; absent where all of the archive was read)
 * position …
 * failed test/…/x.wav why          (a tab before why: a recording before the place that could not be used)
 * end
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ReadingPlace {

    private static final String MAGIC = "inatsounds-reading 1\n";
    private static final String PASSED = "passed ";
    private static final String DIGEST = "digest ";
    private static final String POSITION = "position ";
    private static final String FAILED = "failed ";
    private static final char TAB = '\t';

    private final @Nullable Path file;
    private final String head;
    private Saved saved;

    private @Nullable LastPlace last;
    private CheckpointSpacing spacing = new CheckpointSpacing(Fetch.CHECKPOINT_EVERY);
    private long passed;
    private int doneBefore;
    private final BitSet done = new BitSet();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final Map<String, Integer> failedNumbers = new HashMap<>();

    /** What the file says. */
    private record Saved(
            long passed,
            Md5.@Nullable State digest,
            @Nullable ArchivePosition position,
            boolean whole,
            Map<String, String> failed) {

        static final Saved NOTHING = new Saved(0, null, null, false, Map.of());
    }

    /** A place before which so many recordings were taken, not all of which may be done. */
    private record Waiting(ArchivePosition position, CompletableFuture<Md5.State> digest, int taken, long passed) {}

    ReadingPlace(@Nullable Path file, String of) {
        this.file = file;
        this.head = MAGIC + of + "\n";
        this.saved = read();
    }

    /** The recordings before the place that could not be used, and why; names as in the archive. */
    public synchronized Map<String, String> failed() {
        return Map.copyOf(saved.failed);
    }

    /** Whether all of the archive was read by an earlier run, and everything is done. */
    public synchronized boolean isWhole() {
        return saved.whole;
    }

    /**
     * Holds the place against what is there: where that is less than was done before the place, it does not count.
     *
     * @param known how many recordings are done or have failed, as far as whoever uses them knows
     */
    public synchronized void requireKnown(long known) {
        if (known < saved.passed) {
            saved = Saved.NOTHING;
        }
    }

    /** A recording that was taken is done, and kept whatever happens to the process. */
    public synchronized void done(int number) {
        done.set(number);
        settle();
    }

    /** A recording that was taken can't be used. */
    public synchronized void failed(int number, String fileName, String reason) {
        failed.put(fileName, reason);
        failedNumbers.put(fileName, number);
        done(number);
    }

    /** The reading has ended, in whatever way: notes the last place before which all is done, if that can be written. */
    public synchronized void save() {
        LastPlace to = last;
        if (to != null) {
            to.saveIfPossible();
        }
    }

    /** Nothing counts that was noted. */
    public synchronized void discard() {
        saved = Saved.NOTHING;
        waiting.clear();
        last = null;
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(file == null ? Path.of("") : file, e);
        }
    }

    /** All of the archive was read, its checksum is right, and everything is done. */
    public synchronized void whole() {
        write(text(passed, "", failed));
        saved = new Saved(passed, null, null, true, failed);
    }

    /** Where to begin; null for the beginning of the archive. */
    synchronized @Nullable ArchivePosition position() {
        return saved.position;
    }

    synchronized Md5.@Nullable State digest() {
        return saved.digest;
    }

    /** Reading begins. */
    synchronized LastPlace begin(long start, long every) {
        LastPlace begun = new LastPlace(start);
        last = begun;
        spacing = new CheckpointSpacing(every);
        passed = saved.passed;
        failed.clear();
        failed.putAll(saved.failed);
        failedNumbers.clear();
        saved.failed.keySet().forEach(name -> failedNumbers.put(name, -1));
        done.clear();
        doneBefore = 0;
        waiting.clear();
        return begun;
    }

    /** A recording goes by that all this is about. */
    synchronized void passes() {
        passed++;
    }

    /**
     * Reading came to a place.
     *
     * @param taken how many recordings were taken before it
     */
    synchronized void reached(ArchivePosition position, CompletableFuture<Md5.State> digest, int taken) {
        if (file != null) {
            waiting.add(new Waiting(position, digest, taken, passed));
            settle();
        }
    }

    /** Notes the last place before which all is done. */
    private void settle() {
        doneBefore = done.nextClearBit(doneBefore);
        Waiting safe = null;
        while (!waiting.isEmpty() && waiting.element().taken <= doneBefore) {
            safe = waiting.remove();
        }
        LastPlace to = last;
        if (safe == null || to == null) {
            return;
        }
        Waiting place = safe;
        Map<String, String> before = new LinkedHashMap<>(failed);
        before.keySet().removeIf(name -> failedNumbers.getOrDefault(name, -1) >= place.taken);
        to.note(
                place.position,
                place.digest,
                (position, digest) ->
                        write(text(place.passed, DIGEST + digest + "\n" + POSITION + position.text() + "\n", before)));
        if (spacing.isDue(to.unsaved())) {
            to.save();
        }
    }

    private static String text(long passed, String place, Map<String, String> failed) {
        StringBuilder text =
                new StringBuilder(PASSED).append(passed).append('\n').append(place);
        failed.forEach((name, reason) -> text.append(FAILED)
                .append(name)
                .append(TAB)
                .append(oneLine(reason))
                .append('\n'));
        return text.append("end\n").toString();
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private void write(String text) {
        Path to = file;
        if (to == null) {
            return;
        }
        try {
            WholeFiles.renew(to, ".new", head + text);
        } catch (IOException e) {
            throw StorageException.cantWrite(to, e);
        }
    }

    private Saved read() {
        Path from = file;
        if (from == null || !Files.isRegularFile(from)) {
            return Saved.NOTHING;
        }
        try {
            // Not strict: what is no UTF-8 becomes something that no place has.
            String text = new String(Files.readAllBytes(from), StandardCharsets.UTF_8);
            return text.startsWith(head) && text.endsWith("\nend\n")
                    ? parsed(text.substring(head.length()).lines().toList())
                    : Saved.NOTHING;
        } catch (IOException | IllegalArgumentException e) {
            return Saved.NOTHING;
        }
    }

    private static Saved parsed(List<String> lines) {
        Map<String, String> failed = new LinkedHashMap<>();
        long passed = -1;
        Md5.State digest = null;
        ArchivePosition position = null;
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.startsWith(PASSED)) {
                passed = Long.parseLong(line.substring(PASSED.length()));
            } else if (line.startsWith(DIGEST)) {
                digest = Md5.State.parse(line.substring(DIGEST.length()));
            } else if (line.startsWith(POSITION)) {
                position = ArchivePosition.parse(line.substring(POSITION.length()));
            } else if (line.startsWith(FAILED) && line.indexOf(TAB) > 0) {
                failed.put(line.substring(FAILED.length(), line.indexOf(TAB)), line.substring(line.indexOf(TAB) + 1));
            } else {
                return Saved.NOTHING;
            }
        }
        boolean agree = digest == null
                ? position == null
                : position != null && position.gzip().compressedOffset() == digest.length();
        return passed >= 0 && agree ? new Saved(passed, digest, position, digest == null, failed) : Saved.NOTHING;
    }
}
