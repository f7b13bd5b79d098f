package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ArchiveOptions;
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
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.FeatureBatch;
import org.inatsounds.features.FeatureResult;
import org.inatsounds.features.OutputKind;
import org.inatsounds.features.ParityResult;
import org.inatsounds.features.Unfinished;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.BatchSummary;
import org.inatsounds.report.Format;
import org.inatsounds.report.ParityReport;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.Preset;
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
            "  inatsounds spectrogram val --check features    compare old and new spectrograms",
            ""
        },
        description = {
            "Convert recordings to mel spectrograms.",
            "",
            "INPUT is train, val or test (a split in the data folder), a folder, a WAV file, or - for standard input."
                    + " Default: every split in the data folder. The output of split/species/name.wav is"
                    + " OUTPUT/split/species/name.npy. Existing features of unchanged recordings are not made again, except a single file"
                    + " as OUTPUT. A recording that can't"
                    + " be used does not stop the others; the exit code is then 3."
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
            description = "A split in the data folder, the same as an INPUT. May be repeated.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description =
                    "The features folder. For one recording, a file such as song.npy, or - for standard" + " output.")
    private @Nullable String output;

    @Option(
            names = "--to",
            paramLabel = "KIND",
            defaultValue = "npy",
            description =
                    "npy: one array per recording. windows: its windows of 512 frames, one every 256. png: a picture."
                            + " webdataset: tar shards with array, label and metadata. Default: ${DEFAULT-VALUE}.")
    private OutputKind kind = OutputKind.NPY;

    @Mixin
    private final PresetOptions numbers = new PresetOptions();

    @Option(
            names = "--resample",
            description = "Convert recordings with another sample rate, instead of refusing them.")
    private boolean resample;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Mixin
    private final ShardOptions shards = new ShardOptions();

    @Option(
            names = "--present",
            description =
                    "Leave out recordings of a split that are not in the data folder, instead of counting them as failed.")
    private boolean present;

    @Option(
            names = "--check",
            paramLabel = "DIR",
            description = "Write nothing: compare with the .npy files in DIR, and print how many pixels differ. Without"
                    + " --preset or its options, with all four presets.")
    private @Nullable Path check;

    @Option(names = "--force", description = "Make existing features again, in every case.")
    private boolean force;

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

    @Mixin
    private final DecoderOption decoder = new DecoderOption();

    @Mixin
    private final ArchiveOptions out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public SpectrogramCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.out = new ArchiveOptions(session.environment());
    }

    @Override
    public Integer call() {
        Preset preset = numbers.preset();
        Needed.require(spec, kind == OutputKind.PNG, "--to png", List.of("--axes", "--scale", "--colours"));
        Needed.refuseBeside(spec, check != null, "--check", List.of("--output"));
        Needed.refuseBeside(
                spec, out.chosen(), "--from archive", List.of("--check", "--present", "--decoder", "--shuffle"));
        shards.check(spec, kind);
        if (kind == OutputKind.WINDOWS && preset.layout() == AxisOrder.TIME_MEL) {
            throw new UsageException("--to windows: expected --order mel-time-high-first or mel-time, got time-mel");
        }
        int threads = Jobs.count(jobs);
        if (check == null && output == null) {
            throw new UsageException("--output: expected the features folder, as in -o features");
        }
        ArchiveSources archives = out.sources(spec, data.folder());
        FeatureBatch batch = FeatureBatch.of(preset, found(archives))
                .outOf(archives)
                .as(kind)
                .pictures(picture.style())
                .resample(resample)
                .force(force)
                .threads(threads)
                .share(shards.share())
                .shards(shards.size(), shards.seed());
        return shards.unfinished() > 0 ? tellUnfinished(batch) : check != null ? check(batch, preset) : make(batch);
    }

    private int make(FeatureBatch batch) {
        String named = String.valueOf(output);
        BatchPlace place = place(batch, session.environment().inHome(named));
        if (place instanceof BatchPlace.Stream && format != Format.TEXT) {
            throw new UsageException(
                    "--format " + format + " and -o - both need standard output: expected one of them");
        }
        FeatureResult result = batch.into(place).run(session.console());
        if (!(place instanceof BatchPlace.Stream)) {
            BatchSummary summary = new BatchSummary(named, result);
            ResultFile.print(session.console(), out -> summary.write(format, out, Summaries.WORDS));
        }
        return code(result);
    }

    private BatchPlace place(FeatureBatch batch, String named) {
        return BatchPlace.of(
                named, kind, batch.recordings().size(), session.console().bytes());
    }

    /** Prints the numbers of the jobs that have something left to do, as {@code sbatch --array} takes them. */
    private int tellUnfinished(FeatureBatch batch) {
        BatchPlace place = place(batch, String.valueOf(output));
        if (!(place instanceof BatchPlace.Folder)) {
            throw new UsageException("--unfinished: expected a folder as --output, got " + output);
        }
        List<Unfinished> unfinished = batch.into(place).unfinished(shards.unfinished(), session.console());
        for (Unfinished each : unfinished) {
            session.console()
                    .notice("part " + each.share().number() + " of "
                            + each.share().of() + ": " + Quantity.count(each.left()) + " of "
                            + Quantity.count(each.recordings()) + " recordings are not done");
        }
        if (unfinished.isEmpty()) {
            session.console().notice("all " + shards.unfinished() + " parts are done");
        } else {
            String numbers = unfinished.stream()
                    .map(each -> String.valueOf(each.share().number()))
                    .collect(Collectors.joining(","));
            ResultFile.print(session.console(), out -> out.write(numbers + "\n"));
        }
        return ExitCode.OK;
    }

    /** One bad file is bad input; one of many is a batch that did not come off in full. */
    private int code(FeatureResult result) {
        boolean single = result.recordings() == 1 && inputs.size() == 1 && !Files.isDirectory(Path.of(inputs.get(0)));
        return result.complete() ? ExitCode.OK : single ? ExitCode.BAD_INPUT : ExitCode.MISMATCH;
    }

    private int check(FeatureBatch batch, Preset chosen) {
        Path expected = Objects.requireNonNull(check);
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
        ParityResult result =
                batch.compare(expected, numbers.chosen() ? List.of(chosen) : Preset.NAMED, session.console());
        ParityReport report = new ParityReport(expected.toString(), result);
        ResultFile.print(session.console(), out -> report.write(format, out, Summaries.WORDS));
        return result.same() ? ExitCode.OK : ExitCode.MISMATCH;
    }

    /** Everything that the batch is about, whichever job does it. */
    private List<BatchSource> found(@Nullable ArchiveSources archives) {
        Path folder = data.folder();
        BatchInputs recordings = new BatchInputs(folder, session.in(), session.console(), filters.filter())
                .presentOnly(present)
                .outOf(archives)
                .decoder(decoder.decoder());
        return new InputWords(inputs, splits, spec)
                .outOfArchives(archives != null)
                .found(recordings, folder, filters.criteria(), present);
    }
}
