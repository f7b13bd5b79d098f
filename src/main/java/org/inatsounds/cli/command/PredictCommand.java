package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ArchiveOptions;
import org.inatsounds.cli.option.ClassOptions;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.DecoderOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.option.LastWindow;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.option.Uncovered;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.JobShare;
import org.inatsounds.internal.Quantity;
import org.inatsounds.model.ColumnChoice;
import org.inatsounds.model.Model;
import org.inatsounds.model.ModelBatch;
import org.inatsounds.model.ModelDescription;
import org.inatsounds.model.ScoreColumns;
import org.inatsounds.model.ScoreSettings;
import org.inatsounds.report.Format;
import org.inatsounds.report.PredictionSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inatsounds predict}. */
@Command(
        name = "predict",
        header = {
            "Examples:",
            "  inatsounds predict model.onnx test -o predictions.csv",
            "  inatsounds predict birdnet.onnx recordings/ --model-info birdnet-2.4 --per-window -o detections.csv",
            "  inatsounds predict perch.onnx val --model-info perch-v2 --embeddings -o embeddings.npy",
            "  inatsounds predict model.onnx test --per-window --activation none -o logits.npy",
            "  inatsounds predict geo.onnx test -o prior.npy     for eval --prior",
            ""
        },
        description = {
            "Score recordings with a model in ONNX format.",
            "",
            "A description in JSON defines the input and the scores of the model; docs/predict.md has its fields."
                    + " INPUT is train, val or test (a split in the data folder), a folder, a recording, or - for standard"
                    + " input. For splits, the columns are the classes that compete, by category id, and eval reads the"
                    + " result directly; for other recordings, they are the labels of the model. A recording that can't be used"
                    + " does not stop the others; the exit code is then 3.",
            "",
            "The output has one row per recording, or per window. It appears when it is complete; after an interruption, the same command"
                    + " resumes. OUTPUT.npy has the names of its rows and columns in OUTPUT.rows.txt and OUTPUT.columns.txt;"
                    + " beside every output, OUTPUT.json has the model and the settings."
        })
public final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A file in ONNX format.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private Path modelFile;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "INPUT",
            description = "Splits, folders, recordings, or -. Default: every split in the data folder.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = "A split in the data folder, the same as an INPUT. May be repeated.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(
            names = "--model-info",
            paramLabel = "FILE|NAME",
            description =
                    "The description of the model: a file, or the name of a known model. Default: MODEL.json beside"
                            + " the model, with the model's name.")
    private @Nullable String info;

    @Option(names = "--labels", paramLabel = "FILE", description = "The labels of the model, one per line.")
    private @Nullable Path labels;

    @Mixin
    private final ResultFile result = new ResultFile();

    @Option(
            names = "--activation",
            paramLabel = "FUNCTION",
            description = "The function for the scores, instead of that of the description: ${COMPLETION-CANDIDATES}."
                    + " softmax is over the classes that compete, as in eval.")
    private @Nullable Activation activation;

    @Option(
            names = "--pool",
            paramLabel = "HOW",
            defaultValue = "mean",
            description =
                    "Pool the windows of a recording, after the activation: mean, max. Default: ${DEFAULT-VALUE}.")
    private Pool pool = Pool.MEAN;

    @Option(
            names = "--per-window",
            description =
                    "Write one row per window: in CSV with its start and end in seconds, in .npy with the name of the recording"
                            + " repeated.")
    private boolean perWindow;

    @Option(
            names = "--hop-seconds",
            paramLabel = "SECONDS",
            description =
                    "Time from the start of one window to the start of the next, instead of that of the description.")
    private @Nullable Double hopSeconds;

    @Option(
            names = "--last",
            paramLabel = "RULE",
            description = "What to do with an incomplete last window, instead of the rule of the description:"
                    + " ${COMPLETION-CANDIDATES} (pad it with zeros, or leave it out).")
    private @Nullable LastWindow last;

    @Option(names = "--embeddings", description = "Write the model's embeddings, not its scores.")
    private boolean embeddings;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "List the N highest scores of each recording or window, one per row.")
    private @Nullable Integer top;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "List the scores of at least this value, one per row.")
    private @Nullable Double threshold;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    @Option(
            names = "--uncovered",
            paramLabel = "RULE",
            defaultValue = "error",
            description = "What to do with classes of a split without a label of the model: ${COMPLETION-CANDIDATES}."
                    + " worst scores them below all others. A prior leaves them out, which allows them. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Uncovered uncovered = Uncovered.ERROR;

    @Option(
            names = "--covered",
            paramLabel = "FILE",
            description = "Write the classes that have a label to this file, for --classes.")
    private @Nullable Path covered;

    @Option(
            names = "--label-map",
            paramLabel = "FILE",
            description = "The category of labels that are not category names: two columns, label and category (its"
                    + " id or any of its names).")
    private @Nullable Path labelMap;

    @Option(
            names = "--present",
            description =
                    "Leave out recordings of a split that are not in the data folder, instead of counting them as failed.")
    private boolean present;

    @Mixin
    private final ArchiveOptions out;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            description =
                    "Process part i of n, i from 1 to n, chosen by a hash of the names: for array jobs on a cluster."
                            + " All parts have the same OUTPUT; the job that ends last writes it.")
    private @Nullable JobShare share;

    @Mixin
    private final DecoderOption decoder = new DecoderOption();

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Format of the summary: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public PredictCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.out = new ArchiveOptions(session.environment());
    }

    @Override
    public Integer call() {
        check();
        int threads = Jobs.count(jobs);
        ModelDescription description = ModelDescription.find(modelFile, info);
        if (labels != null) {
            description = description.withLabels(labels);
        }
        description = description.withWindows(hopSeconds, last == null ? null : last == LastWindow.PAD);
        checkKind(description);
        ArchiveSources archives = out.sources(spec, data.folder());
        List<BatchSource> sources = found(description, archives);
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
            return run(model, description, sources, archives, threads);
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
        Needed.refuseBeside(spec, out.chosen(), "--from archive", List.of("--present", "--decoder"));
        Needed.refuseBeside(spec, perWindow, "--per-window", List.of("--pool"));
        Needed.refuseBeside(
                spec,
                embeddings,
                "--embeddings",
                List.of(
                        "--activation",
                        "--top",
                        "--threshold",
                        "--classes",
                        "--uncovered",
                        "--covered",
                        "--label-map"));
        Needed.require(spec, result.path() != null, "--output", List.of("--shard"));
        if (result.path() == null && format != Format.TEXT) {
            throw new UsageException(
                    "--format " + format + " and scores on standard output both need it: expected -o FILE");
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

    private List<BatchSource> found(ModelDescription description, @Nullable ArchiveSources archives) {
        Path folder = data.folder();
        BatchInputs recordings = new BatchInputs(folder, session.in(), session.console(), filters.filter())
                .presentOnly(present)
                .withoutSound(description.isPrior())
                .outOf(archives)
                .decoder(decoder.decoder());
        return new InputWords(inputs, splits, spec)
                .outOfArchives(archives != null)
                .found(recordings, folder, filters.criteria(), present);
    }

    /** Nothing is written over what is read. */
    private void requireOther(ModelDescription description, List<BatchSource> sources) {
        List<Path> read = new ArrayList<>(List.of(modelFile, Path.of(description.source())));
        classes.file().ifPresent(read::add);
        read.addAll(List.of(data.annotations()));
        for (Path each : new Path[] {labels, labelMap}) {
            if (each != null) {
                read.add(each);
            }
        }
        for (BatchSource source : sources) {
            if (source.file() != null) {
                read.add(source.file());
            }
        }
        Path output = result.path();
        List<Path> written = output == null ? List.of() : ModelBatch.written(output);
        for (Path each : written) {
            ResultFile.requireOther("--output", each, read.toArray(Path[]::new));
            ResultFile.requireOther("--covered", covered, each);
        }
        ResultFile.requireOther("--covered", covered, read.toArray(Path[]::new));
    }

    private int run(
            Model model,
            ModelDescription description,
            List<BatchSource> sources,
            @Nullable ArchiveSources archives,
            int threads) {
        long start = System.nanoTime();
        List<Annotations> splitsOf = embeddings ? List.of() : ColumnChoice.labelled(sources);
        boolean ids = !splitsOf.isEmpty();
        Needed.require(spec, ids, "a split", List.of("--classes", "--uncovered", "--covered", "--label-map"));
        ScoreColumns columns = new ColumnChoice(model)
                .classes(classes::choose)
                .labelMap(labelMap == null ? LabelMap.NONE : LabelMap.read(labelMap))
                .uncoveredWorst(uncovered == Uncovered.WORST)
                .coveredTo(covered)
                .choose(splitsOf, session.console());
        ScoreSettings settings = new ScoreSettings(
                embeddings,
                activation == null && !embeddings
                        ? description.activation()
                        : activation == null ? Activation.NONE : activation,
                pool,
                perWindow,
                top,
                threshold);
        session.console()
                .onInterrupt(
                        result.path() == null
                                ? "interrupted: nothing is kept"
                                : "interrupted: finished recordings are kept; run the same command again to resume");
        ModelBatch batch = new ModelBatch(model, settings, columns, session.console())
                .columnsAreIds(ids)
                .outOf(archives)
                .share(share);
        Path output = result.path();
        ModelBatch.Outcome outcome = output == null
                ? batch.run(sources, session.console().bytes(), threads)
                : batch.run(sources, output, threads, Version.number());
        session.console().onInterrupt(null);
        tell(description, sources, outcome, (System.nanoTime() - start) / 1e9);
        boolean single = sources.size() == 1 && inputs.size() == 1 && !Files.isDirectory(Path.of(inputs.get(0)));
        return outcome.result().failed().isEmpty() ? ExitCode.OK : single ? ExitCode.BAD_INPUT : ExitCode.MISMATCH;
    }

    private void tell(
            ModelDescription description, List<BatchSource> sources, ModelBatch.Outcome outcome, double seconds) {
        if (outcome.unplaced() > 0) {
            session.console()
                    .notice(Quantity.count(outcome.unplaced()) + " of " + Quantity.count(sources.size())
                            + " recordings have no coordinates, or no date that the model needs: they have no row, which allows"
                            + " every class");
        }
        Path output = result.path();
        if (!outcome.awaited().isEmpty()) {
            session.console()
                    .notice(output + " appears when these parts have also ended: "
                            + outcome.awaited().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (output != null) {
            PredictionSummary summary = new PredictionSummary(
                    output.toString(),
                    description.name(),
                    outcome.recordings(),
                    outcome.written(),
                    outcome.resumed(),
                    outcome.unplaced(),
                    outcome.windows(),
                    outcome.result(),
                    outcome.awaited(),
                    seconds);
            ResultFile.print(session.console(), out -> summary.write(format, out, Summaries.WORDS));
        }
    }
}
