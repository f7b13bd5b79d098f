package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.ReleaseOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.fetch.IndexMaker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds index}. */
@Command(
        name = "index",
        header = {
            "Examples:",
            "  inatsounds index train                 of train.tar.gz in the data folder",
            "  inatsounds index test --data /data     in another data folder",
            ""
        },
        description = {
            "Find where the recordings are in an archive on disk.",
            "",
            "With train.tar.gz.index in the data folder, `inatsounds fetch train` with a filter downloads only the parts of"
                    + " the archive with the chosen recordings. The archive's checksum is checked at the same time. A fetch with"
                    + " a filter or with --stream also writes the index when it reaches the end of an archive."
        })
final class IndexCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            description = "train, val, test, or all.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = SplitWords.DESCRIPTION,
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Mixin
    private final ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private final DataOption data;

    IndexCommand(Session session) {
        super(session);
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        if (!SplitWords.isAny(words, splits)) {
            throw new UsageException("SPLIT is missing: expected train, val, test or all");
        }
        Set<Split> named = SplitWords.named(words, splits, spec);
        Path folder = data.folder();
        IndexMaker.release(release.release()).splits(named).in(folder).run(session.console());
        return ExitCode.OK;
    }
}
