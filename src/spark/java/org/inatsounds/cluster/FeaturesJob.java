package org.inatsounds.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final String PRESETS =
            Preset.NAMED.stream().map(Preset::name).collect(Collectors.joining(", "));

    static final Set<String> OPTIONS = Set.of("--preset", "--to", "--resample");

    private FeaturesJob() {}

    /** {@code [INPUT…] -o OUTPUT [--preset NAME] [--to npy|windows] [--resample]} and the options of every job. */
    public static void main(String[] args) {
        JobMain.run("features", args, OPTIONS, FeaturesJob::run);
    }

    static JobRun.Outcome run(SparkSession spark, JobOptions options) {
        Preset preset = preset(options.get("--preset", Preset.INATSOUNDS_2024.name()));
        OutputKind kind = options.get("--to", "npy", "npy or windows", FeaturesJob::kind);
        boolean resample = options.has("--resample");
        JobRun job = new JobRun(spark, options, "features");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", "features");
        facts.put("schema_version", FeatureRows.VERSION);
        facts.put("to", kind.toString());
        facts.put("resample", resample);
        facts.putAll(PresetFacts.of(preset));
        return job.run(
                job.recordings(options.words()), facts, new FeatureRows.Settings(preset.name(), kind, resample));
    }

    private static OutputKind kind(String text) {
        return switch (text) {
            case "npy" -> OutputKind.NPY;
            case "windows" -> OutputKind.WINDOWS;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Preset preset(String name) {
        return Preset.named(name)
                .orElseThrow(() -> new UsageException("--preset: expected one of " + PRESETS + ", got " + name));
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
        return PartTask.apply(
                recordings, new FeatureRows.Settings(preset(preset).name(), OutputKind.NPY, false), null);
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
        return PartTask.apply(
                recordings, new FeatureRows.Settings(preset(preset).name(), OutputKind.WINDOWS, resample), null);
    }
}
