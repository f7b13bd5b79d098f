package org.inatsounds.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.model.ColumnChoice;
import org.inatsounds.model.Model;
import org.inatsounds.model.ModelDescription;
import org.inatsounds.model.ScoreColumns;
import org.inatsounds.model.ScoreSettings;
import org.inatsounds.model.Uncovered;
import org.jspecify.annotations.Nullable;

/**
 * Scores recordings with a model in ONNX form, which is brought to each executor once.
 *
 * <pre>{@code
 * spark-submit --class org.inatsounds.cluster.PredictJob inatsounds-spark.jar model.onnx https://example.org/test.tar.gz -o scores
 * }</pre>
 *
 * <p>The scores are those that {@code inatsounds predict} writes. {@code docs/cluster.md} has the options and the columns.
 */
public final class PredictJob {

    static final Set<String> OPTIONS = Set.of(
            "--model-info",
            "--labels",
            "--annotations",
            "--uncovered",
            "--activation",
            "--pool",
            "--per-window",
            "--embeddings");

    private PredictJob() {}

    /** {@code MODEL [INPUT…] -o OUTPUT} and the options of {@code inatsounds predict} that {@code docs/cluster.md} lists. */
    public static void main(String[] args) {
        JobMain.run("predict", args, OPTIONS, PredictJob::run);
    }

    static JobRun.Outcome run(SparkSession spark, JobOptions options) {
        if (options.words().isEmpty()) {
            throw new UsageException("MODEL: expected a file in ONNX form");
        }
        Path file = Path.of(options.words().get(0));
        String info = options.get("--model-info");
        ModelDescription description = described(file, info, options.get("--labels"));
        boolean embeddings = options.has("--embeddings");
        Prepared prepared = prepare(description, file, info, spark, model -> columns(model, options), embeddings);
        ScoreSettings settings = new ScoreSettings(
                embeddings,
                embeddings ? Activation.NONE : activation(options, description),
                options.get("--pool", "mean", "mean or max", PredictJob::pool),
                options.has("--per-window"),
                null,
                null);
        JobRun job = new JobRun(spark, options, "scores");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", "predict");
        facts.put("schema_version", ScoreRows.VERSION);
        facts.put("model", description.name());
        facts.put("model_sha256", prepared.sha256);
        facts.put("embeddings", embeddings);
        facts.put("activation", settings.activation().toString());
        facts.put("pool", settings.pool().toString());
        facts.put("per_window", settings.perWindow());
        facts.put("columns", embeddings ? List.of() : prepared.columns.names(0));
        List<String> inputs = options.words().subList(1, options.words().size());
        return job.run(
                job.recordings(inputs), facts, new ScoreRows.Settings(prepared.shared, settings, prepared.columns));
    }

    /**
     * The scores of recordings, after the activation of the description, as the mean over windows.
     *
     * @param recordings a table that {@link Recordings} made
     * @param model a file in ONNX form, on the driver
     * @param info a file with its description, or the name of a known model; null for what is beside the model
     * @return a row a recording, with a score a label of the model; of one that can't be used, the column {@code error} says why
     * @throws UsageException if there is no such model
     * @throws BadInputException if model or description are malformed, or don't agree
     */
    public static Dataset<Row> scores(Dataset<Row> recordings, String model, @Nullable String info) {
        Path file = Path.of(model);
        ModelDescription description = described(file, info, null);
        Prepared prepared = prepare(
                description,
                file,
                info,
                recordings.sparkSession(),
                opened -> ScoreColumns.ofLabels(opened.labels()),
                false);
        ScoreSettings settings = new ScoreSettings(false, description.activation(), Pool.MEAN, false, null, null);
        return PartTask.apply(recordings, new ScoreRows.Settings(prepared.shared, settings, prepared.columns), null);
    }

    private static ModelDescription described(Path file, @Nullable String info, @Nullable String labels) {
        ModelDescription found = ModelDescription.find(file, info);
        if (found.isPrior()) {
            throw new UsageException(
                    "MODEL: " + file + " has coordinates as input: run `inatsounds predict` on one machine");
        }
        return labels == null ? found : found.withLabels(Path.of(labels));
    }

    /** What a job needs to know of a model, after it was opened once here. */
    private record Prepared(SharedModel shared, ScoreColumns columns, String sha256) {}

    /** Chooses columns. */
    private interface Choice {
        ScoreColumns columns(Model model);
    }

    private static Prepared prepare(
            ModelDescription description,
            Path file,
            @Nullable String info,
            SparkSession spark,
            Choice choice,
            boolean embeddings) {
        try (Model model = Model.open(file, description, 1)) {
            if (embeddings && !model.hasEmbedding()) {
                throw new UsageException("--embeddings: " + file + " gives no embedding");
            }
            if (!embeddings && !description.hasScores()) {
                throw new UsageException(
                        description.source() + " describes no scores of " + file + ": expected --embeddings");
            }
            String sha256 = model.sha256();
            ScoreColumns columns = embeddings ? ScoreColumns.ofLabels(List.of()) : choice.columns(model);
            return new Prepared(SharedModel.send(spark, file, sha256, info), columns, sha256);
        }
    }

    /** As {@code inatsounds predict} chooses them. */
    private static ScoreColumns columns(Model model, JobOptions options) {
        String annotations = options.get("--annotations");
        return new ColumnChoice(model)
                .uncovered(options.get("--uncovered", "error", "error or worst", PredictJob::uncovered))
                .choose(
                        annotations == null ? List.of() : List.of(AnnotationReader.read(Path.of(annotations))),
                        JobMain.LISTENER);
    }

    private static Uncovered uncovered(String text) {
        return switch (text) {
            case "worst" -> Uncovered.WORST;
            case "error" -> Uncovered.ERROR;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Activation activation(JobOptions options, ModelDescription description) {
        return options.has("--activation")
                ? options.get(
                        "--activation",
                        "",
                        "a function, such as softmax",
                        text -> Activation.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                : description.activation();
    }

    private static Pool pool(String text) {
        return switch (text) {
            case "mean" -> Pool.MEAN;
            case "max" -> Pool.MAX;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
