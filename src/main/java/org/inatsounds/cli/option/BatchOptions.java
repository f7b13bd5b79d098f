package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.inatsounds.Split;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.BatchSource;
import org.inatsounds.report.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The recordings of a batch: which they are, where they are, and how many threads work on them. */
public final class BatchOptions {

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(names = SplitWords.OPTION, paramLabel = "SPLIT", completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(names = "--present")
    private boolean present;

    @Mixin
    private final DecoderOption decoder = new DecoderOption();

    @Mixin
    private final Jobs jobs = new Jobs();

    @Mixin
    private final DataOption data;

    @Mixin
    private final ArchiveOptions archives;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Session session;

    public BatchOptions(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.archives = new ArchiveOptions(session.environment());
    }

    /** Refuses options, and those of a command, that change nothing where recordings come out of archives. */
    public void check(String... others) {
        List<String> options = new ArrayList<>(List.of("--present", "--decoder"));
        options.addAll(List.of(others));
        Needed.refuseBeside(command, archives.chosen(), "--from archive", options);
    }

    /** How a summary is written. */
    public Format format() {
        return format;
    }

    public int threads() {
        return jobs.count();
    }

    /** What recordings come out of; null if they are on disk. */
    @Nullable
    public ArchiveSources archives() {
        return archives.sources(command, data.folder());
    }

    /** Everything that the batch is about, whichever job does it. */
    public List<BatchSource> find(List<String> inputs, @Nullable ArchiveSources from) {
        return find(inputs, from, false);
    }

    /**
     * The same.
     *
     * @param withoutSound whether nobody reads the recordings
     */
    public List<BatchSource> find(List<String> inputs, @Nullable ArchiveSources from, boolean withoutSound) {
        filters.belongsTo(command);
        BatchInputs recordings = new BatchInputs(data.folder(), session.in(), session.console(), filters.criteria())
                .presentOnly(present)
                .withoutSound(withoutSound)
                .outOf(from)
                .decoder(decoder.decoder());
        return recordings.find(inputs, splits(inputs, recordings));
    }

    /** Those of the option; those of its variable give way to what is named. */
    private Collection<Split> splits(List<String> inputs, BatchInputs recordings) {
        if (!inputs.isEmpty() && !command.commandLine().getParseResult().hasMatchedOption(SplitWords.OPTION)) {
            return List.of();
        }
        Collection<Split> named = SplitWords.named(List.of(), splits, command);
        return named.isEmpty() && !splits.isEmpty() ? recordings.splitsThere() : named;
    }

    /** Where the annotations of each split are, if they are there. */
    public List<Path> annotations() {
        return List.of(data.annotations());
    }

    /** One bad file is bad input; one of many is a batch that did not come off in full. */
    public static int code(BatchResult result, List<String> inputs, int recordings) {
        boolean single = recordings == 1 && inputs.size() == 1 && !Files.isDirectory(Path.of(inputs.get(0)));
        return result.failed().isEmpty() ? ExitCode.OK : single ? ExitCode.BAD_INPUT : ExitCode.MISMATCH;
    }
}
