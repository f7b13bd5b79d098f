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
@Command(
        name = "fetch",
        header = {
            "Examples:",
            "  inatsounds fetch                          annotations of all splits, 22 MB",
            "  inatsounds fetch test --recordings        also the recordings of one split, 27 GB",
            "  inatsounds fetch --recordings --dry-run   how much all of it needs",
            "  inatsounds fetch train --taxon Strigidae  recordings of owls only; the archive is not kept",
            "  inatsounds fetch train --stream           all of train, where two copies do not fit",
            ""
        },
        description = {
            "Download, check and extract archives, in one pass.",
            "",
            "With a filter (such as --taxon) or --stream, recordings are extracted while the archive is downloaded, without"
                    + " keeping the archive. With an index (docs/fetch.md), only the parts with these recordings are downloaded.",
            "",
            "Run it again after any interruption: it resumes where it stopped. When all files exist, it does"
                    + " nothing. When files are missing, it restores them. Your own annotations and recordings are replaced"
                    + " only with --force."
        })
final class FetchCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            description = "train, val, test, or all. Default: all splits of the release.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = SplitWords.DESCRIPTION,
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(
            names = "--recordings",
            description =
                    "Download the recordings too, not only the annotations: 133 GB in all. Filters and --stream imply it.")
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

    @Option(names = "--keep-archives", description = "Keep the archives in the data folder after they are extracted.")
    private boolean keepArchives;

    @Option(
            names = "--force",
            description =
                    "Download existing files again, and replace files of another release and files that were not downloaded.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description = "Print what would be done and how much disk space it needs. Writes nothing.")
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
