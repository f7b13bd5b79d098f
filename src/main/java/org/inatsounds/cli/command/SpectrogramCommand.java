package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.BatchOptions;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.PictureOptions;
import org.inatsounds.cli.option.PresetOptions;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.ShardOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.features.FeatureBatch;
import org.inatsounds.features.FeatureResult;
import org.inatsounds.features.OutputKind;
import org.inatsounds.features.ParityResult;
import org.inatsounds.features.Unfinished;
import org.inatsounds.report.BatchSummary;
import org.inatsounds.report.Format;
import org.inatsounds.report.ParityReport;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds spectrogram}. */
@Command(name = "spectrogram")
final class SpectrogramCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            descriptionKey = "INPUT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT")
    private @Nullable String output;

    @Option(names = "--to", paramLabel = "KIND", defaultValue = "npy")
    private OutputKind kind = OutputKind.NPY;

    @Mixin
    private final PresetOptions numbers = new PresetOptions();

    @Option(names = "--resample")
    private boolean resample;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Mixin
    private final ShardOptions shards = new ShardOptions();

    @Option(names = "--check", paramLabel = "DIR")
    private @Nullable Path check;

    @Option(names = "--force")
    private boolean force;

    @Mixin
    private final BatchOptions options;

    SpectrogramCommand(Session session) {
        super(session);
        this.options = new BatchOptions(session);
    }

    @Override
    public Integer call() {
        Preset preset = numbers.preset();
        Needed.require(spec, kind == OutputKind.PNG, "--to png", List.of("--axes", "--scale", "--colours"));
        Needed.refuseBeside(spec, check != null, "--check", List.of("--output"));
        options.check("--check", "--shuffle");
        shards.check(spec, kind);
        if (kind == OutputKind.WINDOWS && preset.layout() == AxisOrder.TIME_MEL) {
            throw new UsageException("--to windows: expected --order mel-time-high-first or mel-time, got time-mel");
        }
        int threads = options.threads();
        if (check == null && output == null) {
            throw new UsageException("--output: expected the features folder, as in -o features");
        }
        ArchiveSources archives = options.archives();
        FeatureBatch batch = FeatureBatch.of(preset, options.find(inputs, archives))
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
        if (place instanceof BatchPlace.Stream && options.format() != Format.TEXT) {
            throw new UsageException(
                    "--format " + options.format() + " and -o - both need standard output: expected one of them");
        }
        FeatureResult result = batch.into(place).run(session.console());
        if (!(place instanceof BatchPlace.Stream)) {
            BatchSummary summary = new BatchSummary(named, result);
            ResultFile.print(session.console(), out -> summary.write(options.format(), out));
        }
        return BatchOptions.code(result.batch(), inputs, result.recordings());
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
        unfinished.forEach(each -> session.console().notice(each.sentence()));
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
        ResultFile.print(session.console(), out -> report.write(options.format(), out));
        return result.same() ? ExitCode.OK : ExitCode.MISMATCH;
    }
}
