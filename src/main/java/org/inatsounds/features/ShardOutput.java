package org.inatsounds.features;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Spectrogram;
import org.jspecify.annotations.Nullable;

/**
 * Tar shards as the {@code webdataset} library reads them, a series for each split: {@code val-000000.tar} and so on; of
 * recordings of no split, {@code recordings-000000.tar}. For each recording there are {@code <key>.npy}, {@code <key>.json},
 * and {@code <key>.cls} with the category id where a label is known. Recordings stand in their order, or in one that depends on
 * a seed and their keys alone, so that the same batch gives the same shards.
 */
final class ShardOutput implements FolderOutput<Spectrogram> {

    /** What shards of recordings of no split are called. */
    private static final String RECORDINGS = "recordings";

    private static final int BUFFER = 1 << 18;

    /** Of any job: {@code val-000000.tar}, {@code val-1of2-000000.tar}. */
    private static final Pattern SHARD = Pattern.compile("(?<name>.+?)(?:-\\d+of(?<of>\\d+))?-\\d{6}\\.tar");

    private final WholeFiles files;
    private final Path folder;
    private final Shape shape;
    private final Freshness freshness;
    private final boolean force;
    private final InOrder order;

    private final Map<String, ShardSeries> series = new LinkedHashMap<>();
    private final List<FeatureEntry> added = new ArrayList<>();
    private final List<Integer> unkept = new ArrayList<>();
    private IntConsumer kept = index -> {};
    private @Nullable ShardSeries current;
    private WholeFiles.@Nullable Whole whole;
    private WrittenFile.Sum written = new WrittenFile.Sum();
    private @Nullable TarWriter tar;
    private @Nullable ShardMembers members;

    /**
     * What is to be in which shard.
     *
     * @param share the job that this is, which is part of the names; null where there is one
     * @param bytes a shard ends with the recording that brings it to this size
     * @param seed of the order; null for that of the batch
     */
    record Shape(
            @Nullable JobShare share, long bytes, @Nullable Long seed) {}

    /**
     * Prepares nothing yet.
     *
     * @param force whether shards that are there are made again
     * @param ahead how many recordings may wait for one before them
     */
    ShardOutput(WholeFiles files, Path folder, Shape shape, Freshness freshness, boolean force, int ahead) {
        this.files = files;
        this.folder = folder;
        this.shape = shape;
        this.freshness = freshness;
        this.force = force;
        this.order = new InOrder(ahead);
    }

    /**
     * Keeps the finished shards that are of the recordings as they are, up to the first that is not; that one and those after it
     * are made again.
     *
     * @throws UsageException if shards of other recordings are in the way, or two recordings would have one key
     */
    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        arrange(sources);
        List<Path> mixed = mixed(sources);
        List<BatchSource> pending = remaining(force ? null : freshness::check);
        series.values().forEach(each -> delete(each.outdated()));
        delete(mixed);
        return pending;
    }

    @Override
    public List<BatchSource> unfinished(List<BatchSource> sources) {
        arrange(sources);
        return remaining(freshness::glance);
    }

    private interface Check {
        boolean[] of(List<FeatureFile> members);
    }

    /** @param check null where nothing is kept */
    private List<BatchSource> remaining(@Nullable Check check) {
        List<BatchSource> remaining = new ArrayList<>();
        for (ShardSeries each : series.values()) {
            List<FeatureFile> members = check == null ? List.of() : each.members();
            Set<String> kept = each.keep(members, check == null ? new boolean[0] : check.of(members));
            each.sources().stream()
                    .filter(source -> !kept.contains(ShardSeries.key(source)))
                    .forEach(remaining::add);
        }
        return remaining;
    }

    private String seriesOf(BatchSource source) {
        String split = source.label() == null
                ? RECORDINGS
                : source.key().substring(0, source.key().indexOf('/'));
        return shape.share == null ? split : split + "-" + shape.share.label();
    }

    private void arrange(List<BatchSource> sources) {
        requireKeys(sources);
        requireSameDivision();
        series.clear();
        List<BatchSource> ordered = new ArrayList<>(sources);
        Long seed = shape.seed;
        if (seed != null) {
            ordered.sort(Comparator.comparingLong((BatchSource source) -> JobShare.hash(source.key(), seed))
                    .thenComparing(BatchSource::key));
        }
        // The series come in the order of the batch, however their recordings are ordered.
        sources.forEach(source -> series.computeIfAbsent(seriesOf(source), name -> new ShardSeries(folder, name)));
        ordered.forEach(
                source -> Objects.requireNonNull(series.get(seriesOf(source))).add(source));
    }

    private static void requireKeys(List<BatchSource> sources) {
        Map<String, BatchSource> byKey = new HashMap<>();
        for (BatchSource source : sources) {
            BatchSource other = source.isWav() ? byKey.put(ShardSeries.key(source), source) : null;
            if (other != null) {
                throw new UsageException("INPUT: " + other.name() + " and " + source.name()
                        + " would have one key in the shards, " + ShardSeries.key(source));
            }
        }
    }

    /** Shards of halves beside shards of thirds would have recordings twice. */
    private void requireSameDivision() {
        String of = shape.share == null ? null : String.valueOf(shape.share.of());
        for (Path file : tars()) {
            Matcher shard = SHARD.matcher(String.valueOf(file.getFileName()));
            if (shard.matches() && !Objects.equals(shard.group("of"), of)) {
                throw new UsageException(
                        "output",
                        "" + folder + " holds " + file.getFileName()
                                + ", a shard of another --shard i/n; choose another folder, or delete those shards");
            }
        }
    }

    /**
     * Shards in which recordings of splits stand under the name of those that are of none: an older version made them so where it
     * was asked for several splits. They would be there twice.
     *
     * @return those, if they may be replaced
     * @throws UsageException if they may not
     */
    private List<Path> mixed(List<BatchSource> sources) {
        Map<String, BatchSource> labelled = new HashMap<>();
        sources.stream()
                .filter(source -> source.label() != null)
                .forEach(source -> labelled.put(ShardSeries.key(source), source));
        String job = shape.share == null ? RECORDINGS : RECORDINGS + "-" + shape.share.label();
        List<Path> mixed = labelled.isEmpty()
                ? List.of()
                : new ShardSeries(folder, job)
                        .there().stream()
                                .filter(shard ->
                                        ShardSeries.keys(shard).stream().anyMatch(labelled::containsKey))
                                .toList();
        if (!mixed.isEmpty() && !force) {
            throw new UsageException(
                    "output",
                    "" + mixed.get(0) + " holds recordings of several splits, written by an older"
                            + " version; each split now has its own shards. Choose another folder, or --force to"
                            + " replace it");
        }
        return mixed;
    }

    private List<Path> tars() {
        List<Path> tars = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return tars;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.tar")) {
            all.forEach(tars::add);
        } catch (IOException e) {
            throw new StorageException("can't read the folder " + folder + ": " + StorageException.reason(e), e);
        }
        tars.sort(null);
        return tars;
    }

    /** What was recorded of them is recorded as gone before they are. */
    private void delete(List<Path> shards) {
        if (shards.isEmpty()) {
            return;
        }
        List<String> names = shards.stream()
                .map(shard -> String.valueOf(shard.getFileName()))
                .toList();
        freshness
                .log()
                .remove(freshness.log().entries().stream()
                        .filter(entry -> names.contains(entry.output()))
                        .map(FeatureEntry::key)
                        .toList());
        for (Path shard : shards) {
            try {
                Files.deleteIfExists(shard);
            } catch (IOException e) {
                throw new StorageException(
                        "can't remove " + shard + ", which is out of date: " + StorageException.reason(e), e);
            }
        }
    }

    @Override
    public void take(int index, BatchSource source, Made<Spectrogram> made) {
        // Read here, where several do so at once.
        FeatureEntry entry = freshness.made(new FeatureFile(source, ShardSeries.key(source), folder, ""), made);
        order.put(index, () -> {
            try (Spectrogram spectrogram = made.content()) {
                add(index, source, spectrogram, entry);
            }
        });
    }

    @Override
    public boolean onKept(IntConsumer told) {
        kept = told;
        return true;
    }

    @Override
    public void skip(int index) {
        order.put(index, () -> {});
    }

    private void add(int index, BatchSource source, Spectrogram spectrogram, FeatureEntry entry) {
        ShardSeries into = Objects.requireNonNull(series.get(seriesOf(source)));
        if (current != null && current != into) {
            finish();
        }
        current = into;
        try {
            ShardMembers open = opened(folder.resolve(into.nextFile()));
            write(source, spectrogram, open);
            added.add(entry);
            unkept.add(index);
            if (open.written() >= shape.bytes) {
                endShard();
            }
        } catch (IOException e) {
            throw StorageException.cantWrite(folder.resolve(into.nextFile()), e);
        }
    }

    private static void write(BatchSource source, Spectrogram spectrogram, ShardMembers open) throws IOException {
        BatchSource.Label label = source.label();
        String category = label == null || !label.annotations().labelled()
                ? null
                : String.valueOf(
                        label.annotations().categoryOf(label.recording()).id());
        String json = label == null
                ? Json.text(Map.of("file_name", source.name()))
                : RecordingFacts.json(label.recording(), label.annotations());
        open.add(ShardSeries.key(source), spectrogram, category, json);
    }

    private ShardMembers opened(Path shard) throws IOException {
        ShardMembers open = members;
        if (open == null) {
            WholeFiles.Whole file = files.begin(shard);
            whole = file;
            written = new WrittenFile.Sum();
            TarWriter begun = new TarWriter(new BufferedOutputStream(written.through(file.out()), BUFFER));
            tar = begun;
            open = new ShardMembers(begun);
            members = open;
        }
        return open;
    }

    private void endShard() throws IOException {
        if (tar != null && whole != null && current != null) {
            tar.close();
            whole.commit();
            tar = null;
            members = null;
            whole = null;
            String name = current.nextFile();
            WrittenFile shard = written.in(folder.resolve(name));
            freshness
                    .log()
                    .addAll(added.stream().map(entry -> entry.in(name, shard)).toList());
            added.clear();
            unkept.forEach(kept::accept);
            unkept.clear();
            current.advance();
        }
    }

    @Override
    public void finish() {
        Path shard = current == null ? folder : folder.resolve(current.nextFile());
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
