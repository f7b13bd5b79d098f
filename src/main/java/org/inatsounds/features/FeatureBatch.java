package org.inatsounds.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.inatsounds.CancelledException;
import org.inatsounds.Listener;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.FolderLock;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Scratch;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.Windows;
import org.inatsounds.spectrogram.picture.ColourMap;
import org.inatsounds.spectrogram.picture.Picture;
import org.inatsounds.spectrogram.picture.PictureStyle;
import org.jspecify.annotations.Nullable;

/**
 * Turns many recordings into spectrograms, on all cores.
 *
 * <pre>{@code
 * FeatureResult result = FeatureBatch.of(Preset.INATSOUNDS_2024, BatchInputs.ofFolder(Path.of("recordings")))
 *         .into(Path.of("features"))
 *         .run(Listener.NONE);
 * result.batch().failed().forEach(problem -> System.err.println(problem.file() + ": " + problem.reason()));
 * }</pre>
 *
 * <p>The features of {@code recordings/a/song.wav} are {@code features/a/song.npy}, with the shape, order and type of the preset;
 * {@code features/manifest.csv} lists all features. Features that were made from the present content of the recording with the
 * same parameters are not made again: after an interruption, call it again. A recording that can't be used is in the result,
 * and reported to the listener; the others are processed.
 *
 * <p>Set the options, then call {@link #run}, {@link #compare} or {@link #unfinished}, by one thread. To cancel, interrupt
 * that thread: finished features are kept, and a {@link CancelledException} is thrown.
 */
public final class FeatureBatch {

    private static final long SHARD_BYTES = 1L << 30;
    private static final String INTERRUPTED =
            "interrupted: finished recordings are kept; run the same command again to resume";

    private final Preset preset;
    private final List<BatchSource> all;
    private final WholeFiles files = new WholeFiles();
    private @Nullable BatchPlace place;
    private OutputKind kind = OutputKind.NPY;
    private PictureStyle picture = new PictureStyle(ColourMap.VIRIDIS, false, PictureStyle.AUTOMATIC, "");
    private boolean resample;
    private boolean force;
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable JobShare share;
    private long shardBytes = SHARD_BYTES;
    private @Nullable Long seed;
    private @Nullable ArchiveSources archives;

    private FeatureBatch(Preset preset, List<BatchSource> all) {
        this.preset = preset;
        this.all = List.copyOf(all);
    }

    /**
     * A batch of recordings.
     *
     * @param recordings as {@link BatchInputs} finds them
     */
    public static FeatureBatch of(Preset preset, List<BatchSource> recordings) {
        return new FeatureBatch(preset, recordings);
    }

    /** Writes into this folder, which is created if it does not exist. */
    public FeatureBatch into(Path folder) {
        return into(new BatchPlace.Folder(folder));
    }

    /** Writes into a folder; the features of a single recording also into a file or a stream. */
    public FeatureBatch into(BatchPlace where) {
        place = where;
        return this;
    }

    /** The kind of output. Default: an array. */
    public FeatureBatch as(OutputKind what) {
        kind = what;
        return this;
    }

    /** How pictures look; each gets the name of its recording as the title. */
    public FeatureBatch pictures(PictureStyle style) {
        picture = style;
        return this;
    }

    /** Whether recordings with another sample rate are converted to that of the preset. Default: no, they fail. */
    public FeatureBatch resample(boolean convert) {
        resample = convert;
        return this;
    }

    /** Whether existing features are made again in every case. */
    public FeatureBatch force(boolean again) {
        force = again;
        return this;
    }

    /** The number of threads, at least 1. Default: one for each core. */
    public FeatureBatch threads(int count) {
        threads = count;
        return this;
    }

    /** The part of the recordings for this job; null for all. */
    public FeatureBatch share(@Nullable JobShare job) {
        share = job;
        return this;
    }

    /**
     * How shards are filled.
     *
     * @param bytes a shard ends with the recording that brings it to this size
     * @param order seed of a random order that depends only on this and the names; null: the order of the batch
     */
    public FeatureBatch shards(long bytes, @Nullable Long order) {
        shardBytes = bytes;
        seed = order;
        return this;
    }

    /**
     * Where the recordings come out of, if they are not on disk. Then features wait in the folder, out of sight, until the checksum of
     * their archive was right.
     *
     * @param sources null where recordings are on disk
     */
    public FeatureBatch outOf(@Nullable ArchiveSources sources) {
        archives = sources;
        return this;
    }

    /** The recordings of this job, in the order of the batch. */
    public List<BatchSource> recordings() {
        return of(share);
    }

    private List<BatchSource> of(@Nullable JobShare job) {
        return job == null
                ? all
                : all.stream().filter(source -> job.has(source.key())).toList();
    }

    /**
     * Makes the missing features.
     *
     * @throws UsageException if the folder has features with other parameters or of other recordings, or if a result would
     *     replace a recording
     * @throws StorageException if something can't be written, or another process writes there
     * @throws CancelledException if the calling thread was interrupted: finished features are kept
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public FeatureResult run(Listener listener) {
        BatchPlace where = place();
        List<BatchSource> sources = recordings();
        if (where instanceof BatchPlace.Folder into) {
            FolderLock.Job job = share == null ? null : new FolderLock.Job(share.number(), share.of());
            try (WholeFiles.Hold hold = FolderLock.hold(files, into.folder(), BatchPlace.LOCK, "spectrogram", job)) {
                requireOther(sources, source -> into.folder().resolve(source.key() + kind.ending()));
                return intoFolder(into.folder(), sources, listener);
            }
        }
        if (archives != null) {
            throw new UsageException("output", "expected a folder for features of recordings out of archives");
        }
        if (where instanceof BatchPlace.OneFile into) {
            requireOther(sources, source -> into.file());
            return make(sources, new FileOutput(files, into.file(), form()), listener);
        }
        BatchPlace.Stream into = (BatchPlace.Stream) where;
        return make(sources, new StandardOutput(into.out(), form()), listener);
    }

    private FeatureResult intoFolder(Path folder, List<BatchSource> sources, Listener listener) {
        FeatureFolder features = new FeatureFolder(folder);
        String record = record();
        features.claim(files, record, force);
        try (FeatureLog log = FeatureLog.of(files, folder, share)) {
            FolderOutput<Spectrogram> into = output(features, log, share, force, listener);
            FeatureResult result = archives == null
                    ? make(sources, into, listener)
                    : outOfArchives(sources, archives, features, log, listener);
            new FeatureIndex(files, folder, kind, log, FeatureFolder.fingerprint(record)).write();
            return result;
        }
    }

    private FeatureResult make(List<BatchSource> sources, BatchOutput<Spectrogram> into, Listener listener) {
        long start = System.nanoTime();
        List<BatchSource> pending = into.pending(sources);
        listener.onInterrupt(INTERRUPTED);
        Memory memory = Memory.among(threads, place().scratch());
        BatchResult result = batch(preset, into, memory, listener).run(pending, threads);
        return result(sources.size(), sources.size() - pending.size(), result, start, listener);
    }

    private FeatureResult outOfArchives(
            List<BatchSource> sources, ArchiveSources from, FeatureFolder features, FeatureLog log, Listener listener) {
        if (seed != null) {
            throw new UsageException("shuffle", "expected recordings on disk; from an archive, they are in its order");
        }
        long start = System.nanoTime();
        listener.onInterrupt(INTERRUPTED);
        Memory memory = Memory.among(threads, place().scratch());
        ArchiveFeatures.Work work = new ArchiveFeatures.Work() {
            @Override
            public FolderOutput<Spectrogram> output(FeatureFolder into, FeatureLog of, boolean again) {
                return FeatureBatch.this.output(into, of, share, again, listener);
            }

            @Override
            public BatchResult run(ArchiveFeed feed, FolderOutput<Spectrogram> into) {
                return batch(preset, into, memory, listener).run(feed, threads);
            }
        };
        ArchiveFeatures.Outcome outcome = new ArchiveFeatures(
                        files, features, kind, share, FeatureFolder.fingerprint(record()), work)
                .run(sources, from, log, force, listener);
        return result(sources.size(), outcome.upToDate(), outcome.batch(), start, listener);
    }

    private FeatureResult result(int recordings, int upToDate, BatchResult result, long start, Listener listener) {
        listener.onInterrupt(null);
        warnOfLowRates(result.upsampled(), listener);
        return new FeatureResult(
                kind,
                preset.name(),
                preset.type().toString(),
                recordings,
                upToDate,
                result,
                (System.nanoTime() - start) / 1e9);
    }

    private BatchRun<Spectrogram> batch(
            Preset numbers, BatchOutput<Spectrogram> into, Memory memory, Listener listener) {
        return new BatchRun<>("spectrograms", listener, into, () -> new SpectrogramMaker(numbers, resample, memory));
    }

    /** Once, however many there are: it is no fault of theirs. */
    private static void warnOfLowRates(List<RecordingProblem> upsampled, Listener listener) {
        if (!upsampled.isEmpty()) {
            RecordingProblem first = upsampled.get(0);
            listener.warn(
                    (upsampled.size() == 1 ? "1 recording has" : Quantity.count(upsampled.size()) + " recordings have")
                            + " a lower sample rate than the spectrograms; " + first.file() + ": " + first.reason());
        }
    }

    /** Checks before work begins that nothing is written over the recordings. */
    private void requireOther(List<BatchSource> sources, Function<BatchSource, Path> target) {
        if (kind == OutputKind.WEBDATASET) {
            return;
        }
        for (BatchSource source : sources) {
            if (source.file() != null && SystemPaths.isSame(target.apply(source), source.file())) {
                throw new UsageException(
                        "output",
                        "expected another place, got " + target.apply(source)
                                + ", which is a recording: the result would replace it");
            }
        }
    }

    /**
     * Writes nothing: compares spectrograms with the {@code .npy} files of the same names in a folder. Differences up to 1 in at
     * most 0.05 % of the bytes, and of floats up to 1e-4 of the recording's largest, are rounding.
     *
     * @param presets whose spectrograms are compared, one after the other
     * @throws CancelledException if the calling thread was interrupted
     */
    public ParityResult compare(Path expected, List<Preset> presets, Listener listener) {
        List<ParityRow> rows = new ArrayList<>();
        List<RecordingProblem> failed = List.of();
        Memory memory = Memory.among(threads, Scratch.folder());
        for (Preset each : presets) {
            CheckOutput against = new CheckOutput(expected, this::array);
            // What can't be read is named once.
            Listener heard = rows.isEmpty() ? listener : new ProgressOnly(listener);
            failed = batch(each, against, memory, heard)
                    .run(recordings(), threads)
                    .failed();
            rows.add(against.row(each.name(), each.type()));
        }
        return new ParityResult(List.copyOf(rows), failed);
    }

    /**
     * Writes nothing: finds the jobs that have unfinished recordings in the folder.
     *
     * @throws UsageException if the features in the folder have other parameters, or the place is not a folder
     */
    public List<Unfinished> unfinished(int jobs, Listener listener) {
        if (!(place() instanceof BatchPlace.Folder into)) {
            throw new UsageException("expected a folder, got a place for one recording");
        }
        FeatureFolder features = new FeatureFolder(into.folder());
        features.requireSame(record());
        List<Unfinished> unfinished = new ArrayList<>();
        try (FeatureLog log = FeatureLog.toRead(files, into.folder())) {
            for (JobShare each : JobShare.all(jobs)) {
                List<BatchSource> mine = of(each);
                int left = output(features, log, each, force, listener)
                        .unfinished(mine)
                        .size();
                if (left > 0) {
                    unfinished.add(new Unfinished(each, left, mine.size()));
                }
            }
        }
        return List.copyOf(unfinished);
    }

    private BatchPlace place() {
        if (place == null) {
            throw new UsageException("expected a place for the features: call into first");
        }
        return place;
    }

    /** Everything that the content of the files depends on. */
    private String record() {
        Map<String, Object> facts = PresetFacts.of(preset);
        if (kind == OutputKind.PNG) {
            facts.putAll(new TreeMap<>(
                    Map.of("colours", picture.colours().toString(), "axes", picture.axes(), "scale", picture.scale())));
        }
        if (seed != null) {
            facts.put("shuffle_seed", seed);
        }
        return FeatureFolder.record(kind, facts);
    }

    private FolderOutput<Spectrogram> output(
            FeatureFolder features, FeatureLog log, @Nullable JobShare job, boolean again, Listener listener) {
        String numbers = FeatureFolder.fingerprint(record());
        Freshness freshness = new Freshness(log, preset, kind, numbers, features.since(), listener, threads);
        Path folder = features.folder();
        return kind == OutputKind.WEBDATASET
                ? new ShardOutput(
                        files, folder, new ShardOutput.Shape(job, shardBytes, seed), freshness, again, 4 * threads)
                : new ArrayOutput(files, folder, kind, freshness, again, form());
    }

    private ArrayOutput.Form form() {
        if (kind != OutputKind.PNG) {
            return (source, spectrogram, out) -> array(spectrogram).writeNpy(out);
        }
        return (source, spectrogram, out) -> {
            PictureStyle style = new PictureStyle(picture.colours(), picture.axes(), picture.scale(), source.title());
            Picture.writePng(spectrogram, preset, style, out);
        };
    }

    private ArrayContent array(Spectrogram spectrogram) {
        return kind == OutputKind.WINDOWS ? new Windows(spectrogram) : spectrogram;
    }
}
