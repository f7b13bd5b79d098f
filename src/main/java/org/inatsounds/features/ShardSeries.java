package org.inatsounds.features;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.TarListing;

/**
 * Shards with one name and a number each, {@code val-000000.tar} and so on, and the recordings that are in them, or are to be.
 * Not for use by several threads at once.
 */
public final class ShardSeries {

    private static final String ARRAY = ".npy";

    private final Path folder;
    private final String name;
    private final List<BatchSource> sources = new ArrayList<>();
    private int next;

    ShardSeries(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    void add(BatchSource source) {
        sources.add(source);
    }

    /** Its recordings, in the order in which they stand in the shards. */
    List<BatchSource> sources() {
        return sources;
    }

    /** Within a shard, everything up to the first dot of the last part of a name is the key. */
    static String key(BatchSource source) {
        String key = source.key();
        int last = key.lastIndexOf('/') + 1;
        return key.substring(0, last) + key.substring(last).replace('.', '_');
    }

    /** The keys in a shard. */
    public static List<String> keys(Path shard) {
        return TarListing.names(shard).stream()
                .filter(member -> member.endsWith(ARRAY))
                .map(member -> member.substring(0, member.length() - ARRAY.length()))
                .toList();
    }

    private String file(int number) {
        return String.format(Locale.ROOT, "%s-%06d.tar", name, number);
    }

    /** The shard that is to be made next. */
    String nextFile() {
        return file(next);
    }

    /** That one is made. */
    void advance() {
        next++;
    }

    /** The shards of this name that are there, in their order. */
    List<Path> there() {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-\\d{6}\\.tar");
        List<Path> shards = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return shards;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.tar")) {
            for (Path file : all) {
                if (pattern.matcher(String.valueOf(file.getFileName())).matches()) {
                    shards.add(file);
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't read the folder " + folder + ": " + StorageException.reason(e), e);
        }
        shards.sort(null);
        return shards;
    }

    /**
     * What is in the shards that are there.
     *
     * @throws UsageException if there are other recordings
     */
    List<FeatureFile> members() {
        Map<String, BatchSource> byKey = new HashMap<>();
        sources.forEach(source -> byKey.put(key(source), source));
        List<FeatureFile> members = new ArrayList<>();
        for (Path shard : there()) {
            for (String key : keys(shard)) {
                BatchSource source = byKey.get(key);
                if (source == null) {
                    throw new UsageException(
                            "output",
                            "expected no shards, or shards of these recordings, but " + shard + " holds " + key
                                    + "; choose another folder, or --force to replace its shards");
                }
                members.add(new FeatureFile(source, key, folder, String.valueOf(shard.getFileName())));
            }
        }
        return members;
    }

    /**
     * Keeps the shards that are there up to the first that is not whole, or not up to date.
     *
     * @param members what is in them
     * @param fresh which of these are up to date
     * @return the keys in the shards that are kept
     */
    Set<String> keep(List<FeatureFile> members, boolean[] fresh) {
        Set<String> kept = new HashSet<>();
        next = 0;
        int at = 0;
        while (at < members.size() && members.get(at).output().equals(file(next))) {
            Set<String> keys = new HashSet<>();
            boolean all = true;
            for (; at < members.size() && members.get(at).output().equals(file(next)); at++) {
                keys.add(members.get(at).key());
                all &= fresh[at];
            }
            if (!all) {
                break;
            }
            kept.addAll(keys);
            next++;
        }
        return kept;
    }

    /** The shards that are there and are not kept. */
    List<Path> outdated() {
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < next; i++) {
            kept.add(file(i));
        }
        return there().stream()
                .filter(shard -> !kept.contains(String.valueOf(shard.getFileName())))
                .toList();
    }
}
