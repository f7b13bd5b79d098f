package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.BatchOptions;
import org.inatsounds.cli.option.ClassOptions;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.JobShare;
import org.inatsounds.model.ColumnChoice;
import org.inatsounds.model.LastWindow;
import org.inatsounds.model.Model;
import org.inatsounds.model.ModelBatch;
import org.inatsounds.model.ModelDescription;
import org.inatsounds.model.ScoreColumns;
import org.inatsounds.model.ScoreSettings;
import org.inatsounds.model.Uncovered;
import org.inatsounds.report.Format;
import org.inatsounds.report.PredictionSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds predict}. */
@Command(name = "predict")
final class PredictCommand extends SessionCommand {

    /** What is told of scores, and not of embeddings. */
    private static final List<String> OF_SCORES =
            List.of("--activation", "--top", "--threshold", "--classes", "--uncovered", "--covered", "--label-map");

    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "MODEL")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private Path modelFile;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "INPUT",
            descriptionKey = "INPUT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--model-info", paramLabel = "FILE|NAME")
    private @Nullable String info;

    @Option(names = "--labels", paramLabel = "FILE")
    private @Nullable Path labels;

    @Mixin
    private final ResultFile result = new ResultFile();

    @Option(names = "--activation", paramLabel = "FUNCTION")
    private @Nullable Activation activation;

    @Option(names = "--pool", paramLabel = "HOW", defaultValue = "mean")
    private Pool pool = Pool.MEAN;

    @Option(names = "--per-window")
    private boolean perWindow;

    @Option(names = "--hop-seconds", paramLabel = "SECONDS")
    private @Nullable Double hopSeconds;

    @Option(names = "--last", paramLabel = "RULE")
    private @Nullable LastWindow last;

    @Option(names = "--embeddings")
    private boolean embeddings;

    @Option(names = "--top", paramLabel = "N")
    private @Nullable Integer top;

    @Option(names = "--threshold", paramLabel = "SCORE")
    private @Nullable Double threshold;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    @Option(names = "--uncovered", paramLabel = "RULE", defaultValue = "error")
    private Uncovered uncovered = Uncovered.ERROR;

    @Option(names = "--covered", paramLabel = "FILE")
    private @Nullable Path covered;

    @Option(names = "--label-map", paramLabel = "FILE")
    private @Nullable Path labelMap;

    @Option(names = "--shard", paramLabel = "i/n")
    private @Nullable JobShare share;

    @Mixin
    private final BatchOptions batch;

    PredictCommand(Session session) {
        super(session);
        this.batch = new BatchOptions(session);
    }

    @Override
    public Integer call() {
        check();
        int threads = batch.threads();
        ModelDescription description = ModelDescription.find(modelFile, info);
        if (labels != null) {
            description = description.withLabels(labels);
        }
        description = description.withWindows(hopSeconds, last);
        checkKind(description);
        ArchiveSources archives = batch.archives();
        List<BatchSource> sources = batch.find(inputs, archives, description.isPrior());
        requireOther(description, sources);
        if (!description.warning().isEmpty()) {
            session.console().warn(description.name() + ": " + description.warning());
        }
        // Few recordings: several threads work on each.
        int each = Math.max(1, threads / sources.size());
        try (Model model = Model.open(modelFile, description, each)) {
            if (embeddings && !model.hasEmbedding()) {
                throw new UsageException("--embeddings: " + modelFile + " gives no embedding, as "
                        + description.source() + " describes it");
            }
            ModelBatch.Outcome outcome = run(model, sources, archives, threads);
            tell(description, outcome);
            return BatchOptions.code(outcome.result(), inputs, sources.size());
        }
    }

    private void check() {
        result.check();
        ResultFile.check("--covered", covered);
        if (pool == Pool.WINDOW) {
            throw new UsageException("--pool: expected mean or max, got window; --per-window gives a row a window");
        }
        if (top != null && top < 1) {
            throw new UsageException("--top: expected at least 1, got " + top);
        }
        if (threshold != null && threshold.isNaN()) {
            throw new UsageException("--threshold: expected a number, got " + threshold);
        }
        batch.check();
        Needed.refuseBeside(spec, perWindow, "--per-window", List.of("--pool"));
        Needed.refuseBeside(spec, embeddings, "--embeddings", OF_SCORES);
        Needed.require(spec, result.path() != null, "--output", List.of("--shard"));
        if (result.path() == null && batch.format() != Format.TEXT) {
            throw new UsageException(
                    "--format " + batch.format() + " and scores on standard output both need it: expected -o FILE");
        }
    }

    private void checkKind(ModelDescription description) {
        Needed.refuseBeside(
                spec,
                description.isPrior(),
                "a model that is fed with coordinates",
                List.of("--pool", "--per-window", "--embeddings", "--from"));
        if (!embeddings && !description.hasScores()) {
            throw new UsageException(description.source() + " describes no scores of " + modelFile
                    + ": expected --embeddings, or an output with an \"activation\"");
        }
    }

    /** Nothing is written over what is read. */
    private void requireOther(ModelDescription description, List<BatchSource> sources) {
        List<@Nullable Path> read = new ArrayList<>(Arrays.asList(
                modelFile, Path.of(description.source()), classes.file().orElse(null), labels, labelMap));
        read.addAll(batch.annotations());
        sources.forEach(source -> read.add(source.file()));
        Path[] inputFiles = read.toArray(Path[]::new);
        Path output = result.path();
        for (Path each : output == null ? List.<Path>of() : ModelBatch.written(output)) {
            ResultFile.requireOther("--output", each, inputFiles);
            ResultFile.requireOther("--covered", covered, each);
        }
        ResultFile.requireOther("--covered", covered, inputFiles);
    }

    private ModelBatch.Outcome run(
            Model model, List<BatchSource> sources, @Nullable ArchiveSources archives, int threads) {
        List<Annotations> splits = embeddings ? List.of() : ColumnChoice.labelled(sources);
        Needed.require(
                spec, !splits.isEmpty(), "a split", List.of("--classes", "--uncovered", "--covered", "--label-map"));
        ScoreColumns columns = new ColumnChoice(model)
                .classes(classes::choose)
                .labelMap(labelMap == null ? LabelMap.NONE : LabelMap.read(labelMap))
                .uncovered(uncovered)
                .coveredTo(covered)
                .choose(splits, session.console());
        Activation described =
                embeddings ? Activation.NONE : model.description().activation();
        ScoreSettings settings = new ScoreSettings(
                embeddings, activation != null ? activation : described, pool, perWindow, top, threshold);
        ModelBatch scoring = new ModelBatch(model, settings, columns, session.console())
                .columnsAreIds(!splits.isEmpty())
                .outOf(archives)
                .share(share);
        Path output = result.path();
        return output == null
                ? scoring.run(sources, session.console().bytes(), threads)
                : scoring.run(sources, output, threads, Version.number());
    }

    private void tell(ModelDescription description, ModelBatch.Outcome outcome) {
        Path output = result.path();
        if (output != null) {
            PredictionSummary summary = new PredictionSummary(output.toString(), description.name(), outcome);
            ResultFile.print(session.console(), out -> summary.write(batch.format(), out));
        }
    }
}
