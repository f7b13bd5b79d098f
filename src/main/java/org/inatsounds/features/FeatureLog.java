package org.inatsounds.features;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.StorageException;
import org.inatsounds.internal.InputFile;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the features of a folder were made from: a line for each recording, written as soon as its features are there. A killed
 * process leaves at most the line that it was writing, which counts for nothing.
 *
 * <p>Each job of a batch ({@code --shard}) has a file of its own, so that none writes into another's. Of several lines about a
 * recording, in whichever file, the one with the highest turn counts. Who has the whole folder makes one file of all.
 *
 * <p>Thread-safe.
 */
public final class FeatureLog implements AutoCloseable {

    /** Lies in the features folder. */
    public static final String FOLDER = ".inatsounds.made";

    private static final String ALL = "all";
    private static final String ENDING = ".tsv";
    private static final String MAGIC = "inatsounds-made 1";

    private final WholeFiles files;
    private final Path folder;
    private final Path own;
    private final boolean alone;
    private final boolean isNew;
    private final Map<String, FeatureEntry> entries;
    private @Nullable FileChannel channel;

    private FeatureLog(WholeFiles files, Path folder, @Nullable JobShare share, boolean isNew) {
        this.files = files;
        this.folder = folder;
        this.own = own(folder, share);
        this.alone = share == null;
        this.isNew = isNew;
        this.entries = read(folder);
    }

    private static Path own(Path folder, @Nullable JobShare share) {
        return folder.resolve((share == null ? ALL : share.label()) + ENDING);
    }

    /**
     * Reads what is recorded in a features folder.
     *
     * @param share the job that this is; null for whoever has the folder alone
     * @throws StorageException if it can't be read
     */
    static FeatureLog of(WholeFiles files, Path features, @Nullable JobShare share) {
        Path folder = features.resolve(FOLDER);
        boolean isNew = !Files.exists(own(folder, share)) && !Files.exists(own(folder, null));
        return new FeatureLog(files, folder, share, isNew);
    }

    /** The same for whoever records nothing. */
    static FeatureLog toRead(WholeFiles files, Path features) {
        Path folder = features.resolve(FOLDER);
        return new FeatureLog(files, folder, null, logs(folder).isEmpty());
    }

    /** Whether nothing of this job was ever recorded: then what is in the folder may be of a version that did not. */
    boolean isNew() {
        return isNew;
    }

    /** A file beside the log that is this job's alone. */
    Path besides(String name) {
        String log = String.valueOf(own.getFileName());
        return folder.resolve(log.substring(0, log.length() - ENDING.length()) + "." + name);
    }

    /** Whether no other job writes here. */
    boolean isAlone() {
        return alone;
    }

    /** What is recorded of a key; null if there is nothing. */
    synchronized @Nullable FeatureEntry entry(String key) {
        FeatureEntry entry = entries.get(key);
        return entry == null || entry.isGone() ? null : entry;
    }

    /** All that is recorded. */
    synchronized List<FeatureEntry> entries() {
        return entries.values().stream().filter(entry -> !entry.isGone()).toList();
    }

    /** Records features that are there. */
    void add(FeatureEntry entry) {
        addAll(List.of(entry));
    }

    /** Records many at once. */
    synchronized void addAll(Collection<FeatureEntry> added) {
        StringBuilder lines = new StringBuilder();
        for (FeatureEntry entry : added) {
            FeatureEntry next = entry.withTurn(nextTurn(entry.key()));
            entries.put(next.key(), next);
            lines.append(next.line());
        }
        append(lines.toString());
    }

    /** Records, before features are replaced or taken away, that there are none. */
    synchronized void remove(Collection<String> keys) {
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            if (entry(key) != null) {
                FeatureEntry gone = FeatureEntry.gone(key, nextTurn(key));
                entries.put(key, gone);
                lines.append(gone.line());
            }
        }
        append(lines.toString());
    }

    private long nextTurn(String key) {
        FeatureEntry there = entries.get(key);
        return there == null ? 1 : there.turn() + 1;
    }

    private void append(String lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            FileChannel to = opened();
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(own, e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Files.createDirectories(folder);
            open = FileChannel.open(own, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
            open.position(open.size());
            // A line that a killed process left without its end stays by itself.
            String start = open.size() == 0 ? MAGIC + "\n" : "\n";
            open.write(ByteBuffer.wrap(start.getBytes(StandardCharsets.UTF_8)));
        }
        return open;
    }

    /**
     * The batch is over: brings the lines of all jobs together.
     *
     * @throws StorageException if they can't be written
     */
    synchronized void finish() {
        close();
        if (alone) {
            files.write(own, this::writeAll);
            others().forEach(FeatureLog::delete);
        } else {
            // Other jobs may have recorded more in the meantime.
            entries.clear();
            entries.putAll(read(folder));
        }
    }

    /** Tells whether any job recorded something since: the sizes of all files. */
    Map<Path, Long> sizes() {
        Map<Path, Long> sizes = new HashMap<>();
        for (Path file : logs(folder)) {
            try {
                sizes.put(file, Files.size(file));
            } catch (IOException e) {
                // Taken away since.
            }
        }
        return sizes;
    }

    private void writeAll(OutputStream out) throws IOException {
        out.write((MAGIC + "\n").getBytes(StandardCharsets.UTF_8));
        List<String> keys = entries().stream().map(FeatureEntry::key).sorted().toList();
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            FeatureEntry entry = entry(key);
            if (entry != null) {
                lines.append(entry.withTurn(1).line());
            }
            if (lines.length() > 1 << 16) {
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                lines.setLength(0);
            }
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Set<Path> others() {
        Set<Path> others = logs(folder);
        others.remove(own);
        return others;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(own, e);
        }
    }

    private static Set<Path> logs(Path folder) {
        Set<Path> logs = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return logs;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
            all.forEach(logs::add);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return logs;
    }

    private static Map<String, FeatureEntry> read(Path folder) {
        Map<String, FeatureEntry> entries = new HashMap<>();
        for (Path log : logs(folder)) {
            for (FeatureEntry entry : readOne(log)) {
                entries.merge(entry.key(), entry, (a, b) -> b.turn() >= a.turn() ? b : a);
            }
        }
        return entries;
    }

    private static List<FeatureEntry> readOne(Path log) {
        List<FeatureEntry> entries = new ArrayList<>();
        // Bytes that are no UTF-8 are what a broken disk leaves: such a line counts for nothing.
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(InputFile.found(log)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                FeatureEntry entry = FeatureEntry.parse(line);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Taken away since it was found.
        } catch (IOException e) {
            throw unreadable(log, e);
        }
        return entries;
    }

    private static StorageException unreadable(Path file, IOException e) {
        return new StorageException("can't read " + file + ": " + StorageException.reason(e), e);
    }
}
