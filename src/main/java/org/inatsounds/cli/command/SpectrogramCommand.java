package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.DecoderOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.PictureOptions;
import org.inatsounds.cli.option.PresetOptions;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.ShardOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.features.ArrayOutput;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchOutput;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.BatchRun;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.CheckOutput;
import org.inatsounds.features.FeatureIndex;
import org.inatsounds.features.FeatureLog;
import org.inatsounds.features.FileOutput;
import org.inatsounds.features.FolderOutput;
import org.inatsounds.features.Freshness;
import org.inatsounds.features.JobShare;
import org.inatsounds.features.OutputKind;
import org.inatsounds.features.ParityRow;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.features.Problem;
import org.inatsounds.features.ProgressOnly;
import org.inatsounds.features.ShardOutput;
import org.inatsounds.features.SpectrogramMaker;
import org.inatsounds.features.StandardOutput;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Scratch;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.report.BatchSummary;
import org.inatsounds.report.Format;
import org.inatsounds.report.ParityReport;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.Layout;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.Windows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inatsounds spectrogram}. */
@Command(
        name = "spectrogram",
        header = {
            "Examples:",
            "  inatsounds spectrogram val -o features         for the authors' training code",
            "  inatsounds spectrogram recordings/ -o features a folder of WAV files",
            "  inatsounds spectrogram song.wav -o song.png --to png --axes",
            "  inatsounds spectrogram val --check features    are old and new ones the same?",
            ""
        },
        description = {
            "Turn recordings into mel spectrograms.",
            "",
            "INPUT is train, val or test (a split in the data folder), a folder, a WAV file, or - for standard input."
                    + " Default: every split in the data folder. The output of split/species/name.wav is"
                    + " OUTPUT/split/species/name.npy. What is there and was made from the recording as it is now is not made"
                    + " again, a single file as OUTPUT apart; one"
                    + " recording that can't be used does not stop the rest, and makes the exit code 3."
        })
public final class SpectrogramCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "Splits, folders, WAV files, or -.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = "A split in the data folder, as if it were an INPUT; may be repeated.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "The folder for what is made. For one recording, a file such as song.npy, or - for standard"
                    + " output.")
    private @Nullable String output;

    @Option(
            names = "--to",
            paramLabel = "KIND",
            defaultValue = "npy",
            description =
                    "npy: an array a recording. windows: its windows of 512 frames, one every 256. png: a picture."
                            + " webdataset: tar shards with array, label and metadata. Default: ${DEFAULT-VALUE}.")
    private OutputKind kind = OutputKind.NPY;

    @Mixin
    private final PresetOptions numbers = new PresetOptions();

    @Option(names = "--resample", description = "Convert recordings of another sample rate, instead of refusing them.")
    private boolean resample;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Mixin
    private final ShardOptions shards = new ShardOptions();

    @Option(
            names = "--present",
            description =
                    "Leave recordings of a split out that are not in the data folder, instead of counting them as failed.")
    private boolean present;

    @Option(
            names = "--check",
            paramLabel = "DIR",
            description = "Write nothing: compare with the .npy files there, and say how many pixels differ. Without"
                    + " --preset or a number, with all four presets.")
    private @Nullable Path check;

    @Option(names = "--force", description = "Make again what is there, whatever it was made from.")
    private boolean force;

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Of the summary: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final DecoderOption decoder = new DecoderOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public SpectrogramCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        Preset preset = numbers.preset();
        Needed.require(spec, kind == OutputKind.PNG, "--to png", List.of("--axes", "--scale", "--colours"));
        Needed.refuseBeside(spec, check != null, "--check", List.of("--output"));
        shards.check(spec, kind);
        if (kind == OutputKind.WINDOWS && preset.layout() == Layout.TIME_MEL) {
            throw new UsageException("--to windows: expected --order mel-time-high-first or mel-time, got time-mel");
        }
        int threads = Jobs.count(jobs);
        if (check == null && output == null) {
            throw new UsageException("--output: expected the folder for what is made, as in -o features");
        }
        List<BatchSource> found = found();
        if (shards.unfinished() > 0) {
            return tellUnfinished(preset, found, threads);
        }
        JobShare part = shards.share();
        List<BatchSource> mine = part == null
                ? found
                : found.stream().filter(source -> part.has(source.key())).toList();
        if (check != null) {
            return check(preset, mine, check, threads);
        }
        return make(preset, mine, threads);
    }

    @SuppressWarnings("try") // The lock is held, not used.
    private int make(Preset preset, List<BatchSource> sources, int threads) {
        BatchPlace place = BatchPlace.of(session.environment().inHome(String.valueOf(output)), kind, sources);
        if (place.isStandardOutput() && format != Format.TEXT) {
            throw new UsageException(
                    "--format " + format + " and -o - both want standard output: expected one of them");
        }
        try (WholeFiles.Hold hold = place.lock(session.files(), shards.share())) {
            place.requireOther(sources);
            if (place.isFolder()) {
                return intoFolder(preset, sources, threads, place);
            }
            ArrayOutput.Form form = form(preset);
            Path file = place.file();
            return make(
                    preset,
                    sources,
                    threads,
                    place,
                    file == null
                            ? new StandardOutput(session.console().bytes(), form)
                            : new FileOutput(session.files(), file, form));
        }
    }

    private int intoFolder(Preset preset, List<BatchSource> sources, int threads, BatchPlace place) {
        String record = place.record(facts(preset));
        place.claim(session.files(), record, force);
        try (FeatureLog log = FeatureLog.of(session.files(), place.folder(), shards.share())) {
            FolderOutput<Spectrogram> into = folderOutput(preset, place, log, record, shards.share(), threads);
            int code = make(preset, sources, threads, place, into);
            new FeatureIndex(session.files(), place.folder(), kind, log, BatchPlace.fingerprint(record)).write();
            return code;
        }
    }

    private int make(
            Preset preset, List<BatchSource> sources, int threads, BatchPlace place, BatchOutput<Spectrogram> into) {
        long start = System.nanoTime();
        List<BatchSource> pending = into.pending(sources);
        session.console().onInterrupt("interrupted: what is finished is kept; run the same command again to go on");
        BatchRun<Spectrogram> run =
                new BatchRun<>("spectrograms", session.console(), into, () -> maker(preset, place.scratch(), threads));
        BatchResult result = run.run(pending, threads);
        session.console().onInterrupt(null);
        warnOfLowRates(result.upsampled());
        BatchSummary summary = new BatchSummary(
                String.valueOf(output),
                kind.toString(),
                preset.name(),
                preset.type().toString(),
                sources.size(),
                result.made(),
                sources.size() - pending.size(),
                result.failed(),
                result.truncated(),
                result.leftOut(),
                result.upsampled(),
                result.frames(),
                result.seconds(),
                (System.nanoTime() - start) / 1e9);
        if (!place.isStandardOutput()) {
            ResultFile.print(session.console(), out -> summary.write(format, out, Summaries.WORDS));
        }
        return code(sources, !result.failed().isEmpty());
    }

    /** Once, however many there are: it is no fault of theirs. */
    private void warnOfLowRates(List<Problem> upsampled) {
        if (!upsampled.isEmpty()) {
            Problem first = upsampled.get(0);
            session.console()
                    .warn((upsampled.size() == 1
                                    ? "1 recording has"
                                    : Quantity.count(upsampled.size()) + " recordings have")
                            + " a lower sample rate than the spectrograms; " + first.file() + ": " + first.reason());
        }
    }

    /** Prints the numbers of the jobs that have something left to do, as {@code sbatch --array} takes them. */
    private int tellUnfinished(Preset preset, List<BatchSource> found, int threads) {
        BatchPlace place = BatchPlace.of(String.valueOf(output), kind, found);
        if (!place.isFolder()) {
            throw new UsageException("--unfinished: expected a folder as --output, got " + output);
        }
        String record = place.record(facts(preset));
        place.requireSame(record);
        List<String> numbers = new ArrayList<>();
        try (FeatureLog log = FeatureLog.toRead(session.files(), place.folder())) {
            for (JobShare each : JobShare.all(shards.unfinished())) {
                List<BatchSource> mine =
                        found.stream().filter(source -> each.has(source.key())).toList();
                int left = folderOutput(preset, place, log, record, each, threads)
                        .unfinished(mine)
                        .size();
                if (left > 0) {
                    numbers.add(String.valueOf(each.number()));
                    session.console()
                            .notice("part " + each.number() + " of " + each.of() + ": " + Quantity.count(left) + " of "
                                    + Quantity.count(mine.size()) + " recordings are not done");
                }
            }
        }
        if (numbers.isEmpty()) {
            session.console().notice("all " + shards.unfinished() + " parts are done");
        } else {
            ResultFile.print(session.console(), out -> out.write(String.join(",", numbers) + "\n"));
        }
        return ExitCode.OK;
    }

    /** Everything that the content of the files depends on. */
    private Map<String, Object> facts(Preset preset) {
        Map<String, Object> facts = PresetFacts.of(preset);
        if (kind == OutputKind.PNG) {
            facts.putAll(picture.facts());
        }
        Long seed = shards.seed();
        if (seed != null) {
            facts.put("shuffle_seed", seed);
        }
        return facts;
    }

    /** One bad file is bad input; one of many is a batch that did not come off in full. */
    private int code(List<BatchSource> sources, boolean failed) {
        boolean single = sources.size() == 1 && inputs.size() == 1 && !Files.isDirectory(Path.of(inputs.get(0)));
        return !failed ? ExitCode.OK : single ? ExitCode.BAD_INPUT : ExitCode.MISMATCH;
    }

    private int check(Preset chosen, List<BatchSource> sources, Path expected, int threads) {
        if (!Files.isDirectory(expected)) {
            throw new UsageException("--check: expected a folder of .npy files, got " + expected);
        }
        if (kind != OutputKind.NPY && kind != OutputKind.WINDOWS) {
            throw new UsageException("--check: expected --to npy or windows, got " + kind);
        }
        if (inputs.contains("-") && !numbers.chosen()) {
            throw new UsageException(
                    "--check: expected --preset with it for standard input, which can be read only once");
        }
        List<ParityRow> rows = new ArrayList<>();
        List<Problem> failed = List.of();
        Path scratch = Scratch.folder();
        for (Preset preset : numbers.chosen() ? List.of(chosen) : Preset.NAMED) {
            CheckOutput against = new CheckOutput(expected, array());
            // What can't be read is named once.
            Listener listener = rows.isEmpty() ? session.console() : new ProgressOnly(session.console());
            BatchRun<Spectrogram> run =
                    new BatchRun<>("spectrograms", listener, against, () -> maker(preset, scratch, threads));
            failed = run.run(sources, threads).failed();
            rows.add(against.row(preset.name(), preset.type()));
        }
        ParityReport report = new ParityReport(expected.toString(), rows, failed);
        ResultFile.print(session.console(), out -> report.write(format, out, Summaries.WORDS));
        return report.same() ? ExitCode.OK : ExitCode.MISMATCH;
    }

    /** Everything that the batch is about, whichever job does it. */
    private List<BatchSource> found() {
        Path folder = data.folder();
        BatchInputs recordings = new BatchInputs(folder, session.in(), session.console(), filters.filter())
                .presentOnly(present)
                .decoder(decoder.decoder());
        return new InputWords(inputs, splits, spec).found(recordings, folder, filters.criteria(), present);
    }

    private FolderOutput<Spectrogram> folderOutput(
            Preset preset, BatchPlace place, FeatureLog log, String record, @Nullable JobShare share, int threads) {
        Freshness freshness = new Freshness(
                log, preset, kind, BatchPlace.fingerprint(record), place.since(), session.console(), threads);
        return kind == OutputKind.WEBDATASET
                ? new ShardOutput(session.files(), place.folder(), shards.shape(share), freshness, force, 4 * threads)
                : new ArrayOutput(session.files(), place, freshness, force, form(preset));
    }

    private ArrayOutput.Form form(Preset preset) {
        return kind == OutputKind.PNG
                ? picture.form(preset)
                : (source, spectrogram, out) -> array().apply(spectrogram).writeNpy(out);
    }

    private Function<Spectrogram, ArrayContent> array() {
        return kind == OutputKind.WINDOWS ? Windows::new : spectrogram -> spectrogram;
    }

    private SpectrogramMaker maker(Preset preset, Path scratch, int threads) {
        return new SpectrogramMaker(preset, resample, new Memory(Jobs.spectrogramBytes(threads), scratch));
    }
}
