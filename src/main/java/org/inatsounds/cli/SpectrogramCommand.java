package org.inatsounds.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Scratch;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.report.BatchSummary;
import org.inatsounds.report.Format;
import org.inatsounds.report.ParityReport;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.Layout;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.NpyWriter;
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
                    + " OUTPUT/split/species/name.npy. What is there and newer than its recording is not made again, a"
                    + " single file as OUTPUT apart; one"
                    + " recording that can't be used does not stop the rest, and makes the exit code 3."
        })
final class SpectrogramCommand implements Callable<Integer> {

    private static final String RECORDINGS = "recordings";

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

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            defaultValue = "1G",
            description = "For webdataset: about so large is a shard. Default: ${DEFAULT-VALUE}.")
    private long shardSize;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            converter = JobShare.Converter.class,
            description = "Do the i-th of n parts, chosen by a hash of the names: for array jobs on a cluster.")
    private @Nullable JobShare share;

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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    SpectrogramCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        Preset preset = numbers.preset();
        Needed.require(spec, kind == OutputKind.PNG, "--to png", List.of("--axes", "--scale", "--colours"));
        Needed.refuseBeside(spec, check != null, "--check", List.of("--output"));
        Needed.require(spec, kind == OutputKind.WEBDATASET, "--to webdataset", List.of("--shard-size"));
        if (kind == OutputKind.WINDOWS && preset.layout() == Layout.TIME_MEL) {
            throw new UsageException("--to windows: expected --order mel-time-high-first or mel-time, got time-mel");
        }
        int threads = Jobs.count(jobs);
        if (check == null && output == null) {
            throw new UsageException("--output: expected the folder for what is made, as in -o features");
        }
        List<BatchSource> found = found();
        JobShare part = share;
        List<BatchSource> mine = part == null
                ? found
                : found.stream().filter(source -> part.has(source.key())).toList();
        if (check != null) {
            return check(preset, mine, check, threads);
        }
        return make(preset, mine, shardName(found), threads);
    }

    @SuppressWarnings("try") // The lock is held, not used.
    private int make(Preset preset, List<BatchSource> sources, String shardName, int threads) {
        BatchPlace place = BatchPlace.of(session.environment().inHome(String.valueOf(output)), kind, sources, format);
        try (WholeFiles.Hold hold = place.lock(session.files(), share)) {
            return make(preset, sources, shardName, threads, place);
        }
    }

    private int make(Preset preset, List<BatchSource> sources, String shardName, int threads, BatchPlace place) {
        long start = System.nanoTime();
        place.requireOther(sources);
        place.claim(session.files(), facts(preset), force);
        BatchOutput into = output(preset, place, shardName, threads);
        List<BatchSource> pending = into.pending(sources);
        session.console().onInterrupt("interrupted: what is finished is kept; run the same command again to go on");
        BatchRun run = new BatchRun(session.console(), into, () -> maker(preset, place.scratch(), threads));
        BatchRun.Result result = run.run(pending, threads);
        session.console().onInterrupt(null);
        BatchSummary summary = new BatchSummary(
                String.valueOf(output),
                kind.toString(),
                preset.name(),
                preset.type().toString(),
                sources.size(),
                result.written(),
                sources.size() - pending.size(),
                result.failed(),
                result.truncated(),
                result.frames(),
                result.seconds(),
                (System.nanoTime() - start) / 1e9);
        if (!place.isStandardOutput()) {
            ResultFile.print(session.console(), out -> summary.write(format, out, Summaries.WORDS));
        }
        return code(sources, !result.failed().isEmpty());
    }

    /** Everything that the content of the files depends on. */
    private Map<String, Object> facts(Preset preset) {
        Map<String, Object> facts = PresetFacts.of(preset);
        if (kind == OutputKind.PNG) {
            facts.putAll(picture.facts());
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
        List<ParityReport.Row> rows = new ArrayList<>();
        List<BatchSummary.Problem> failed = List.of();
        Path scratch = Scratch.folder();
        for (Preset preset : numbers.chosen() ? List.of(chosen) : Preset.NAMED) {
            CheckOutput against = new CheckOutput(expected, array());
            // What can't be read is named once.
            Console console = session.console();
            BatchRun run =
                    new BatchRun(console, against, () -> maker(preset, scratch, threads)).quietly(!rows.isEmpty());
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
        List<String> words = words(folder);
        if (words.isEmpty()) {
            BatchInputs.splitsOnDisk(folder).forEach(split -> words.add(split.label()));
            if (words.isEmpty()) {
                throw new UsageException("INPUT: expected a split, a folder or a file; there are no recordings in "
                        + folder + ", and `inatsounds fetch --recordings` would bring them");
            }
        }
        if (!filters.criteria().isEmpty() && words.stream().noneMatch(BatchInputs::isSplit)) {
            throw new UsageException("filters choose among the recordings of a split: expected train, val or test, got "
                    + String.join(" ", words));
        }
        List<BatchSource> found =
                new BatchInputs(folder, session.in(), session.console(), filters.filter()).find(words);
        if (found.isEmpty()) {
            throw new UsageException(
                    "no recording matches: " + filters.criteria().describe());
        }
        return found;
    }

    /** What is named, each split once; all is every split in the data folder. */
    private List<String> words(Path folder) {
        List<String> words = new ArrayList<>(inputs);
        if (words.removeIf(word -> SplitWords.isAll(word) && !Files.exists(Path.of(word)))) {
            BatchInputs.splitsOnDisk(folder).forEach(split -> words.add(split.label()));
        }
        if (inputs.isEmpty() || spec.commandLine().getParseResult().hasMatchedOption(SplitWords.OPTION)) {
            Set<Split> named = SplitWords.named(List.of(), splits, spec);
            (named.isEmpty() && !splits.isEmpty() ? BatchInputs.splitsOnDisk(folder) : named)
                    .forEach(split -> words.add(split.label()));
        }
        Set<String> seen = new HashSet<>();
        words.removeIf(word -> BatchInputs.isSplit(word) && !seen.add(word));
        return words;
    }

    private BatchOutput output(Preset preset, BatchPlace place, String shardName, int threads) {
        if (kind == OutputKind.WEBDATASET) {
            return new ShardOutput(
                    session.files(), place.folder(), shardName, shardSize, place.since(), force, 4 * threads);
        }
        ArrayOutput.Form form = kind == OutputKind.PNG
                ? picture.form(preset)
                : (source, spectrogram, out) -> NpyWriter.write(array().apply(spectrogram), out);
        return place.isStandardOutput()
                ? new StandardOutput(session.console(), form)
                // How a file by itself was made is written nowhere: it is made anew.
                : new ArrayOutput(session.files(), place::of, place.since(), force || place.file() != null, form);
    }

    private Function<Spectrogram, ArrayContent> array() {
        return kind == OutputKind.WINDOWS ? Windows::new : spectrogram -> spectrogram;
    }

    /** The split, if all is of one; and which job this is. */
    private String shardName(List<BatchSource> found) {
        List<String> roots = found.stream()
                .map(source -> source.label() == null
                        ? RECORDINGS
                        : source.key().substring(0, source.key().indexOf('/')))
                .distinct()
                .toList();
        String root = roots.size() == 1 ? roots.get(0) : RECORDINGS;
        return share == null ? root : root + "-" + share.label();
    }

    private SpectrogramMaker maker(Preset preset, Path scratch, int threads) {
        return new SpectrogramMaker(preset, resample, new Memory(Jobs.spectrogramBytes(threads), scratch));
    }
}
