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
 * <p>For {@code recordings/a/song.wav} there is {@code features/a/song.npy} then, of the shape, order and type that the preset
 * says, and {@code features/manifest.csv} lists what there is. What is there and was made from the recording as it is now, with the
 * same numbers, is not made again: after an interruption, run the same again. A recording that can't be used is in the result,
 * and told to the listener; the others go on.
 *
 * <p>Set what is wanted, then call {@link #run}, {@link #compare} or {@link #unfinished}, by one thread. To cancel, interrupt
 * that thread: what is finished is kept, and a {@link CancelledException} is thrown.
 */
public final class FeatureBatch {

    private static final long SHARD_BYTES = 1L << 30;

    private final Preset preset;
    private final List<BatchSource> all;
    private @Nullable BatchPlace place;
    private OutputKind kind = OutputKind.NPY;
    private PictureStyle picture = new PictureStyle(ColourMap.VIRIDIS, false, PictureStyle.AUTOMATIC, "");
    private boolean resample;
    private boolean force;
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable JobShare share;
    private long shardBytes = SHARD_BYTES;
    private @Nullable Long seed;
    private WholeFiles files = new WholeFiles();

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

    /** Into this folder, which is made where it is not there. */
    public FeatureBatch into(Path folder) {
        return into(new BatchPlace.Folder(folder));
    }

    /** Into a folder, or that of a single recording into a file or a stream. */
    public FeatureBatch into(BatchPlace where) {
        place = where;
        return this;
    }

    /** What is made of a spectrogram; an array, unless this is called. */
    public FeatureBatch as(OutputKind what) {
        kind = what;
        return this;
    }

    /** How pictures look; each gets the name of its recording as the title. */
    public FeatureBatch pictures(PictureStyle style) {
        picture = style;
        return this;
    }

    /** Whether recordings of another sample rate are converted to the preset's; they fail, unless this is called. */
    public FeatureBatch resample(boolean convert) {
        resample = convert;
        return this;
    }

    /** Whether what is there is made again, whatever it was made from. */
    public FeatureBatch force(boolean again) {
        force = again;
        return this;
    }

    /** How many threads work, at least 1; one for each core, unless this is called. */
    public FeatureBatch threads(int count) {
        threads = count;
        return this;
    }

    /** Which part of the recordings is this job's; null for all of them. */
    public FeatureBatch share(@Nullable JobShare job) {
        share = job;
        return this;
    }

    /**
     * How shards are filled.
     *
     * @param bytes a shard ends with the recording that brings it to this size
     * @param order recordings stand in a random order that depends on this and their names alone; null: in that of the batch
     */
    public FeatureBatch shards(long bytes, @Nullable Long order) {
        shardBytes = bytes;
        seed = order;
        return this;
    }

    /** How files are written: for who has to take away unfinished ones when the process is stopped. */
    public FeatureBatch files(WholeFiles writer) {
        files = writer;
        return this;
    }

    /** The recordings that are this job's, in the order of the batch. */
    public List<BatchSource> recordings() {
        return of(share);
    }

    private List<BatchSource> of(@Nullable JobShare job) {
        return job == null
                ? all
                : all.stream().filter(source -> job.has(source.key())).toList();
    }

    /**
     * Makes what is not there yet.
     *
     * @throws UsageException if the place holds something that was made otherwise or of other recordings, or a result would
     *     replace a recording
     * @throws StorageException if something can't be written, or another process writes there
     * @throws CancelledException if the calling thread was interrupted: what is finished is kept
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
            FeatureResult result = make(sources, output(features, log, share, listener), listener);
            new FeatureIndex(files, folder, kind, log, FeatureFolder.fingerprint(record)).write();
            return result;
        }
    }

    private FeatureResult make(List<BatchSource> sources, BatchOutput<Spectrogram> into, Listener listener) {
        long start = System.nanoTime();
        List<BatchSource> pending = into.pending(sources);
        listener.onInterrupt("interrupted: what is finished is kept; run the same command again to go on");
        Memory memory = Memory.among(threads, place().scratch());
        BatchResult result = run(preset, pending, into, memory, listener);
        listener.onInterrupt(null);
        warnOfLowRates(result.upsampled(), listener);
        return new FeatureResult(
                kind,
                preset.name(),
                preset.type().toString(),
                sources.size(),
                sources.size() - pending.size(),
                result,
                (System.nanoTime() - start) / 1e9);
    }

    private BatchResult run(
            Preset numbers,
            List<BatchSource> sources,
            BatchOutput<Spectrogram> into,
            Memory memory,
            Listener listener) {
        return new BatchRun<>("spectrograms", listener, into, () -> new SpectrogramMaker(numbers, resample, memory))
                .run(sources, threads);
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
            failed = run(each, recordings(), against, memory, heard).failed();
            rows.add(against.row(each.name(), each.type()));
        }
        return new ParityResult(List.copyOf(rows), failed);
    }

    /**
     * Makes nothing: finds which of so many jobs have something left to do in the folder.
     *
     * @throws UsageException if what is in the folder was made otherwise, or the place is no folder
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
                int left =
                        output(features, log, each, listener).unfinished(mine).size();
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
            FeatureFolder features, FeatureLog log, @Nullable JobShare job, Listener listener) {
        String numbers = FeatureFolder.fingerprint(record());
        Freshness freshness = new Freshness(log, preset, kind, numbers, features.since(), listener, threads);
        Path folder = features.folder();
        return kind == OutputKind.WEBDATASET
                ? new ShardOutput(
                        files, folder, new ShardOutput.Shape(job, shardBytes, seed), freshness, force, 4 * threads)
                : new ArrayOutput(files, folder, kind, freshness, force, form());
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
