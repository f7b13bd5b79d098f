package org.inatsounds.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.UsageException;
import org.inatsounds.features.OutputKind;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.spectrogram.Preset;

/**
 * Turns recordings into mel spectrograms.
 *
 * <pre>{@code
 * spark-submit --class org.inatsounds.cluster.FeaturesJob inatsounds-spark.jar https://example.org/train.tar.gz -o features
 * }</pre>
 *
 * <p>The elements of {@code mel} are those of the file that {@code inatsounds spectrogram} writes, byte for byte.
 * {@code docs/cluster.md} has the options and the columns.
 */
public final class FeaturesJob {

    /** As librosa and torchaudio name some of the numbers; the others are asked for by their names in {@code job.json}. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("--sr", "sample_rate"),
            Map.entry("--win-length", "window_length"),
            Map.entry("--hop-length", "hop"),
            Map.entry("--n-fft", "fft_size"),
            Map.entry("--pad-mode", "padding"),
            Map.entry("--n-mels", "mels"),
            Map.entry("--f-min", "min_hz"),
            Map.entry("--fmin", "min_hz"),
            Map.entry("--f-max", "max_hz"),
            Map.entry("--fmax", "max_hz"),
            Map.entry("--amin", "floor"));

    /** Option to name of the number. */
    static final Map<String, String> NUMBERS = numbers();

    static final Set<String> OPTIONS = options();

    private FeaturesJob() {}

    /** {@code [INPUT…] -o OUTPUT [--preset NAME] [--hop-length N …] [--to npy|windows|webdataset] [--shard-size BYTES] [--resample]} and the options of every job. */
    public static void main(String[] args) {
        JobMain.run("features", args, OPTIONS, FeaturesJob::run);
    }

    static JobRun.Outcome run(SparkSession spark, JobOptions options) {
        Preset preset = preset(options);
        OutputKind kind = options.get("--to", "npy", "npy, windows or webdataset", FeaturesJob::kind);
        boolean resample = options.has("--resample");
        boolean shards = kind == OutputKind.WEBDATASET;
        JobRun job = new JobRun(spark, options, shards ? "recordings" : "features");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", "features");
        facts.put("schema_version", FeatureRows.VERSION);
        facts.put("to", kind.toString());
        facts.put("resample", resample);
        facts.putAll(PresetFacts.of(preset));
        List<RecordingPart> recordings = job.recordings(options.words());
        if (!shards) {
            return job.run(recordings, facts, FeatureRows.Settings.of(preset, kind, resample));
        }
        job.dropUnnamed("shards");
        long bytes = options.get("--shard-size", "1G", "bytes, such as 512M", JobOptions::bytes);
        HadoopFiles files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
        return job.run(
                recordings,
                facts,
                new ShardRows.Settings(
                        files, job.folder("shards"), "", FeatureRows.Settings.of(preset, kind, resample), bytes));
    }

    private static Map<String, String> numbers() {
        Map<String, String> numbers = new TreeMap<>(OTHER_NAMES);
        for (String name : PresetFacts.of(Preset.INATSOUNDS_2024).keySet()) {
            numbers.put("--" + name.replace('_', '-'), name);
        }
        return numbers;
    }

    private static Set<String> options() {
        Set<String> options = new TreeSet<>(NUMBERS.keySet());
        options.addAll(Set.of("--to", "--resample", "--shard-size"));
        return options;
    }

    private static OutputKind kind(String text) {
        return switch (text) {
            case "npy" -> OutputKind.NPY;
            case "windows" -> OutputKind.WINDOWS;
            case "webdataset" -> OutputKind.WEBDATASET;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Preset preset(JobOptions options) {
        Map<String, String> facts = new LinkedHashMap<>();
        NUMBERS.forEach((option, number) -> {
            String value = options.get(option);
            if (value != null && facts.put(number, value) != null) {
                throw new UsageException(option + ": expected " + number + " once");
            }
        });
        return PresetFacts.preset(facts);
    }

    /**
     * The spectrograms of recordings of the preset's sample rate, a row each.
     *
     * @param recordings a table that {@link Recordings} made
     * @param preset its name
     * @return a row a recording; of one that can't be used, the column {@code error} says why
     * @throws UsageException if there is no such preset
     */
    public static Dataset<Row> features(Dataset<Row> recordings, String preset) {
        return features(recordings, Map.of("preset", preset));
    }

    /**
     * The same with other numbers.
     *
     * @param numbers by their names in {@code spectrogram.json}, for example {@code preset}, {@code hop}
     * @throws UsageException if a name is not known, or a value makes no sense
     */
    public static Dataset<Row> features(Dataset<Row> recordings, Map<String, String> numbers) {
        return rows(recordings, numbers, OutputKind.NPY, false);
    }

    /**
     * Their windows of 512 frames, one every 256, a row each.
     *
     * @param recordings a table that {@link Recordings} made
     * @param preset its name
     * @param resample whether recordings of another sample rate are converted to the preset's, not refused
     * @throws UsageException if there is no such preset
     */
    public static Dataset<Row> windows(Dataset<Row> recordings, String preset, boolean resample) {
        return windows(recordings, Map.of("preset", preset), resample);
    }

    /** The same with other numbers, as in {@link #features(Dataset, Map)}. */
    public static Dataset<Row> windows(Dataset<Row> recordings, Map<String, String> numbers, boolean resample) {
        return rows(recordings, numbers, OutputKind.WINDOWS, resample);
    }

    private static Dataset<Row> rows(
            Dataset<Row> recordings, Map<String, String> numbers, OutputKind kind, boolean resample) {
        return PartTask.apply(recordings, FeatureRows.Settings.of(PresetFacts.preset(numbers), kind, resample), null);
    }
}
