package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inatsounds fetch}. */
@Command(
        name = "fetch",
        header = {
            "Examples:",
            "  inatsounds fetch                          annotations of all splits, 22 MB",
            "  inatsounds fetch test --recordings        and the recordings of one, 27 GB",
            "  inatsounds fetch --recordings --dry-run   what all of it would take",
            "  inatsounds fetch train --taxon Strigidae  recordings of owls only; the archive is not kept",
            "  inatsounds fetch train --stream           all of train, where two copies don't fit",
            ""
        },
        description = {
            "Download, check and unpack archives, in one pass.",
            "",
            "With a filter (--taxon and the like) or --stream, recordings are taken out of the archive while it arrives, and it"
                    + " is not kept. Where there is an index (docs/fetch.md), only the parts that hold them are asked for.",
            "",
            "Run it again after any interruption: it goes on where it stopped. Run it when everything is there: it does"
                    + " nothing. Run it when files are gone: it restores them. Annotations and recordings of your own are not"
                    + " replaced without --force."
        })
public final class FetchCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            description = "train, val, test, or all. Default: all that the release has.",
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
                    "Fetch the recordings too, not only the annotations: 133 GB in all. Filters and --stream imply it.")
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

    @Option(names = "--keep-archives", description = "Keep the archives in the data folder once they are unpacked.")
    private boolean keepArchives;

    @Option(
            names = "--force",
            description = "Fetch again what is here, and replace what is of another release, or was not fetched.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be done and how much room it takes. Writes nothing.")
    private boolean dryRun;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    @Spec
    private CommandSpec spec;

    private final Session session;

    public FetchCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.network = new NetworkOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        result.requireOther(data.annotations());
        result.requireOther(release.file(), filters.file().orElse(null));
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
