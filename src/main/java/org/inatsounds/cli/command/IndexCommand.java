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
@Command(name = "index")
final class IndexCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            descriptionKey = "SPLIT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(names = SplitWords.OPTION, paramLabel = "SPLIT", completionCandidates = SplitWords.Candidates.class)
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
