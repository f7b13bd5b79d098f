package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.NetworkOptions;
import org.inatsounds.cli.option.ReleaseOptions;
import org.inatsounds.cli.option.ResultOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.option.StreamOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.Fetch;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.report.FetchSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds fetch}. */
@Command(name = "fetch")
final class FetchCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            descriptionKey = "SPLIT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(names = SplitWords.OPTION, paramLabel = "SPLIT", completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(names = "--recordings")
    private boolean recordings;

    @Mixin
    private final ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final StreamOptions streaming = new StreamOptions();

    @Mixin
    private final NetworkOptions network;

    @Option(names = "--keep-archives")
    private boolean keepArchives;

    @Option(names = "--force")
    private boolean force;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    FetchCommand(Session session) {
        super(session);
        this.data = new DataOption(session.environment());
        this.network = new NetworkOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check(release.file(), filters.file().orElse(null));
        result.check(data.annotations());
        Criteria criteria = filters.criteria();
        Downloader downloader = network.downloader();
        Path folder = data.folder();
        Fetch fetch = Fetch.release(release.release())
                .splits(SplitWords.named(words, splits, spec))
                .recordings(recordings)
                .only(criteria)
                .into(folder)
                .keepArchives(keepArchives)
                .force(force)
                .endpoint(network.endpoint())
                .downloader(downloader)
                .listener(session.console());
        streaming.applyTo(fetch);
        FetchSummary summary = new FetchSummary(dryRun ? fetch.plan() : fetch.run());
        result.write(session, summary::write);
        return ExitCode.OK;
    }
}
