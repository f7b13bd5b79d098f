package org.inatsounds.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Trees;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Features of recordings out of an archive: they wait out of sight, below {@value #FOLDER} in the folder that they are for, until the
 * archive's checksum was right. It outlasts the process.
 *
 * <pre>
 * test/of         which bytes, and what is made of which recordings: after anything else, all of this is of no use
 * test/place      how far the archive was read
 * test/features/  the features, and what is recorded of them; that moves up when the checksum was right
 * </pre>
 */
final class WaitingFeatures {

    static final String FOLDER = ".inatsounds.waiting";

    private static final String OF = "of";
    private static final String PLACE = "place";
    private static final String FEATURES = "features";
    private static final String SHARD = "-\\d{6}\\.tar$";

    private final WholeFiles files;
    private final Path output;
    private final Path folder;

    /**
     * Of the archive of a split; nothing is made yet.
     *
     * @param share the job that this is
     */
    WaitingFeatures(WholeFiles files, Path output, Split split, @Nullable JobShare share) {
        this.files = files;
        this.output = output;
        this.folder = output.resolve(FOLDER).resolve(split + (share == null ? "" : "-" + share.label()));
    }

    Path features() {
        return folder.resolve(FEATURES);
    }

    Path place() {
        return folder.resolve(PLACE);
    }

    /** Begins, or resumes what waits of the same. */
    void begin(String of) {
        Path file = folder.resolve(OF);
        try {
            if (!Files.isRegularFile(file)
                    || !new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(of)) {
                Trees.delete(folder);
                Files.createDirectories(features());
                Files.writeString(file, of);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    /** The checksum was right. */
    void complete() {
        Path log = features().resolve(FeatureLog.FOLDER);
        try {
            if (Files.exists(log)) {
                Files.move(log, folder.resolve(FeatureLog.FOLDER), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    /**
     * Moves what is complete to its place: also what a process left that was killed meanwhile.
     *
     * @param log of the place
     */
    void publish(FeatureLog log, OutputKind kind, Listener listener) {
        if (!Files.exists(folder.resolve(FeatureLog.FOLDER))) {
            return;
        }
        try (FeatureLog made = FeatureLog.toRead(files, folder)) {
            List<FeatureEntry> entries = made.entries();
            Set<String> outputs = entries.stream().map(FeatureEntry::output).collect(Collectors.toSet());
            log.remove(entries.stream().map(FeatureEntry::key).toList());
            if (kind == OutputKind.WEBDATASET) {
                removeOthers(outputs, log);
            }
            if (Files.isDirectory(features())) {
                Trees.merge(
                        features(),
                        output,
                        String.valueOf(folder.getFileName()),
                        Progress.UNKNOWN,
                        listener.progress());
            }
            log.addAll(atTheirPlace(entries));
            discard();
        } catch (IOException e) {
            throw StorageException.cantWrite(output, e);
        }
    }

    /** With the times that files have since they were moved, or copied: they need not be read for that. */
    private List<FeatureEntry> atTheirPlace(List<FeatureEntry> entries) throws IOException {
        Map<String, WrittenFile> moved = new HashMap<>();
        List<FeatureEntry> there = new ArrayList<>();
        for (FeatureEntry entry : entries) {
            Path place = output.resolve(entry.output());
            WrittenFile file = moved.get(entry.output());
            if (file == null && entry.file().hasChecksum() && Files.isRegularFile(place)) {
                file = entry.file().at(place);
                moved.put(entry.output(), file);
            }
            there.add(file == null ? entry : entry.in(entry.output(), file));
        }
        return there;
    }

    /** Of a series of shards that was made anew, none of the old ones stays. */
    private void removeOthers(Set<String> outputs, FeatureLog log) throws IOException {
        Set<String> names =
                outputs.stream().map(shard -> shard.replaceFirst(SHARD, "")).collect(Collectors.toSet());
        for (String name : names) {
            for (Path old : new ShardSeries(output, name).there()) {
                String file = String.valueOf(old.getFileName());
                if (!outputs.contains(file)) {
                    log.remove(log.entries().stream()
                            .filter(entry -> entry.output().equals(file))
                            .map(FeatureEntry::key)
                            .toList());
                    Files.deleteIfExists(old);
                }
            }
        }
    }

    /** Throws it away. */
    void discard() {
        try {
            Trees.delete(folder);
            Path all = output.resolve(FOLDER);
            if (Files.isDirectory(all) && isEmpty(all)) {
                Files.deleteIfExists(all);
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }
}
