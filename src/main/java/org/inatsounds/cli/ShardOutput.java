package org.inatsounds.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.TarListing;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.report.Facts;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.NpyWriter;
import org.inatsounds.spectrogram.Spectrogram;
import org.jspecify.annotations.Nullable;

/**
 * Tar shards as the {@code webdataset} library reads them: {@code <name>-000000.tar} and so on. For each recording there are
 * {@code <key>.npy}, {@code <key>.json}, and {@code <key>.cls} with the category id where a label is known. Recordings stand in
 * their order, so that the same batch gives the same shards.
 */
final class ShardOutput implements BatchOutput {

    private static final int BUFFER = 1 << 18;
    private static final String ARRAY = ".npy";

    /** Of any job: {@code val-000000.tar}, {@code val-1of2-000000.tar}. */
    private static final Pattern SHARD = Pattern.compile(".+?(?:-\\d+of(?<of>\\d+))?-\\d{6}\\.tar");

    private final WholeFiles files;
    private final Path folder;
    private final String name;
    private final long shardBytes;
    private final @Nullable FileTime since;
    private final boolean force;
    private final InOrder order;

    private int nextShard;
    private WholeFiles.@Nullable Whole whole;
    private @Nullable TarWriter tar;
    private long written;

    /**
     * Prepares nothing yet.
     *
     * @param name what the shards' names begin with
     * @param shardBytes a shard ends with the recording that brings it to this size
     * @param since what was made before was made otherwise; null where all was made alike
     * @param force whether shards that are there are made again
     * @param ahead how many recordings may wait for one before them
     */
    ShardOutput(
            WholeFiles files,
            Path folder,
            String name,
            long shardBytes,
            @Nullable FileTime since,
            boolean force,
            int ahead) {
        this.files = files;
        this.folder = folder;
        this.name = name;
        this.shardBytes = shardBytes;
        this.since = since;
        this.force = force;
        this.order = new InOrder(ahead);
    }

    /** Within a shard, everything up to the first dot of the last part of a name is the key. */
    static String key(BatchSource source) {
        String key = source.key();
        int last = key.lastIndexOf('/') + 1;
        return key.substring(0, last) + key.substring(last).replace('.', '_');
    }

    /**
     * Keeps the finished shards that are newer than all that is in them, up to the first that is not; that one and those after
     * it are made again.
     *
     * @throws UsageException if shards of other recordings are in the way, or two recordings would have one key
     */
    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        Map<String, BatchSource> byKey = new HashMap<>();
        for (BatchSource source : sources) {
            BatchSource other = byKey.put(key(source), source);
            if (other != null) {
                throw new UsageException("INPUT: " + other.name() + " and " + source.name()
                        + " would have one key in the shards, " + key(source));
            }
        }
        List<Path> there = shards();
        Set<String> done = force ? Set.of() : done(there, byKey);
        there.subList(nextShard, there.size()).forEach(ShardOutput::delete);
        return sources.stream().filter(source -> !done.contains(key(source))).toList();
    }

    /** The keys in the shards that are kept, and how many those are: {@link #nextShard}. */
    private Set<String> done(List<Path> there, Map<String, BatchSource> byKey) {
        Set<String> done = new HashSet<>();
        boolean kept = true;
        for (Path shard : there) {
            List<BatchSource> members = members(shard, byKey);
            kept &= shard.equals(shard(nextShard))
                    && !members.isEmpty()
                    && members.stream().allMatch(source -> isNewer(shard, source));
            if (kept) {
                members.forEach(source -> done.add(key(source)));
                nextShard++;
            }
        }
        return done;
    }

    private boolean isNewer(Path shard, BatchSource source) {
        return source.file() != null && ArrayOutput.isNewer(shard, source.file(), since);
    }

    private static List<BatchSource> members(Path shard, Map<String, BatchSource> byKey) {
        List<BatchSource> members = new ArrayList<>();
        for (String member : TarListing.names(shard)) {
            if (member.endsWith(ARRAY)) {
                String key = member.substring(0, member.length() - ARRAY.length());
                BatchSource source = byKey.get(key);
                if (source == null) {
                    throw new UsageException("--output: expected no shards, or shards of these recordings, but " + shard
                            + " holds " + key + "; choose another folder, or --force to replace its shards");
                }
                members.add(source);
            }
        }
        return members;
    }

    /** The shards of this name that are there, in their order. */
    private List<Path> shards() {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-\\d{6}\\.tar");
        List<Path> shards = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return shards;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                requireSameDivision(String.valueOf(file.getFileName()));
                if (pattern.matcher(String.valueOf(file.getFileName())).matches()) {
                    shards.add(file);
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't look through " + folder + ": " + e.getMessage(), e);
        }
        shards.sort(null);
        return shards;
    }

    /** Shards of halves beside shards of thirds would have recordings twice. */
    private void requireSameDivision(String file) {
        Matcher shard = SHARD.matcher(file);
        Matcher ours = SHARD.matcher(String.valueOf(shard(0).getFileName()));
        if (shard.matches() && ours.matches() && !Objects.equals(shard.group("of"), ours.group("of"))) {
            throw new UsageException("--output: " + folder + " holds " + file
                    + ", a shard of another division by --shard; choose another folder, or delete those shards");
        }
    }

    private static void delete(Path shard) {
        try {
            Files.delete(shard);
        } catch (IOException e) {
            throw new StorageException("can't remove " + shard + ", which is out of date: " + e.getMessage(), e);
        }
    }

    private Path shard(int number) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%06d.tar", name, number));
    }

    @Override
    public void take(int index, BatchSource source, @Nullable Spectrogram spectrogram) {
        order.put(index, () -> {
            if (spectrogram != null) {
                try (spectrogram) {
                    add(source, spectrogram);
                }
            }
        });
    }

    private void add(BatchSource source, Spectrogram spectrogram) {
        Path shard = shard(nextShard);
        try {
            TarWriter into = opened(shard);
            String key = key(source);
            add(into, key + ARRAY, spectrogram);
            BatchSource.Label label = source.label();
            if (label != null) {
                if (label.annotations().labelled()) {
                    add(
                            into,
                            key + ".cls",
                            String.valueOf(label.annotations()
                                    .categoryOf(label.recording())
                                    .id()));
                }
                add(into, key + ".json", Facts.json(label.recording(), label.annotations()));
            } else {
                add(into, key + ".json", Facts.json(Map.of("file_name", source.name())));
            }
            if (written >= shardBytes) {
                endShard();
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(shard, e);
        }
    }

    private TarWriter opened(Path shard) throws IOException {
        TarWriter open = tar;
        if (open == null) {
            WholeFiles.Whole file = files.begin(shard);
            whole = file;
            open = new TarWriter(new BufferedOutputStream(file.out(), BUFFER));
            tar = open;
            written = 0;
        }
        return open;
    }

    private void add(TarWriter into, String member, ArrayContent array) throws IOException {
        long size = NpyWriter.size(array);
        into.add(member, size, out -> NpyWriter.write(array, out));
        written += size;
    }

    private void add(TarWriter into, String member, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.add(member, bytes.length, out -> out.write(bytes));
        written += bytes.length;
    }

    private void endShard() throws IOException {
        if (tar != null && whole != null) {
            tar.close();
            whole.commit();
            tar = null;
            whole = null;
            nextShard++;
        }
    }

    @Override
    public void finish() {
        Path shard = shard(nextShard);
        try {
            endShard();
        } catch (IOException e) {
            throw StorageException.cantWrite(shard, e);
        }
    }

    @Override
    public void abort() {
        order.abort();
    }

    @Override
    public void close() {
        WholeFiles.Whole unfinished = whole;
        whole = null;
        try {
            if (unfinished != null) {
                unfinished.close();
            }
        } catch (IOException ignored) {
            // The batch has failed already, and said why.
        }
    }
}
