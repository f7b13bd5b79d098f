package org.inatsounds.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.Catalogue;
import org.inatsounds.fetch.Catalogue.Archive;
import org.inatsounds.fetch.Catalogue.Release;
import org.inatsounds.fetch.DataFolder;
import org.inatsounds.fetch.DownloadOptions;
import org.inatsounds.fetch.Downloader;
import org.inatsounds.fetch.ObjectUrl;
import org.inatsounds.fetch.Proxies;
import org.inatsounds.report.FetchSummary;
import org.jspecify.annotations.Nullable;
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
            "  inatsounds fetch test --recordings        and the recordings of one, 27 GB",
            "  inatsounds fetch --recordings --dry-run   what all of it would take",
            ""
        },
        description = {
            "Download, check and unpack archives, in one pass.",
            "",
            "Run it again after any interruption: it goes on where it stopped. Run it when everything is there: it does"
                    + " nothing. Run it when files are gone: it restores them."
        })
final class FetchCommand implements Callable<Integer> {

    private static final String ALL = "all";

    @Parameters(arity = "0..*", paramLabel = "SPLIT", description = "train, val, test, or all. Default: all.")
    private List<String> splits = new ArrayList<>();

    @Option(names = "--recordings", description = "Fetch the recordings too, not only the annotations: 133 GB in all.")
    private boolean recordings;

    @Option(names = "--release", paramLabel = "NAME", description = "The release. Default: 2024.")
    private @Nullable String release;

    @Mixin
    private final DataOption data;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Take releases from this file instead: a mirror's, or another release's.")
    private @Nullable Path catalogue;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Ask this S3 endpoint instead, path-style. Default: $AWS_ENDPOINT_URL_S3, $AWS_ENDPOINT_URL.")
    private @Nullable String endpoint;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many ranges to ask for at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "6",
            description = "How often to try again what failed and may pass. Default: ${DEFAULT-VALUE}.")
    private int retries;

    @Option(
            names = "--limit-rate",
            paramLabel = "RATE",
            converter = ByteRate.class,
            description = "At most so many bytes a second in all, such as 500K or 10M.")
    private @Nullable Long limitRate;

    @Option(
            names = "--stall-limit",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Give up a connection that brings next to nothing for so long, and ask again."
                    + " Default: ${DEFAULT-VALUE}.")
    private double stallLimit;

    @Option(names = "--keep-archives", description = "Keep the archives in the data folder once they are unpacked.")
    private boolean keepArchives;

    @Option(names = "--force", description = "Fetch again what is here, and replace what is of another release.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be done and how much room it takes. Writes nothing.")
    private boolean dryRun;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    private final Session session;

    FetchCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        result.check();
        Console console = session.console();
        Downloader downloader = new Downloader(downloadOptions(), proxies(), "inatsounds/" + Version.number());
        FetchOptions options = new FetchOptions(chosenSplits(), recordings, endpoint(), force);
        DataFolder folder = new DataFolder(data.folder());
        if (!dryRun) {
            folder.requireWritable();
        }
        Release from = (catalogue == null ? Catalogue.builtIn() : Catalogue.read(catalogue)).release(release);
        String note = from.note();
        if (note != null) {
            console.warn(note);
        }
        FetchPlan plan = FetchPlan.make(options, from, folder, downloader);
        if (dryRun) {
            write(planned(plan, folder));
            return ExitCode.OK;
        }
        if (!plan.pending().isEmpty()) {
            announce(plan, folder);
        }
        List<FetchResult> results = plan.pending().isEmpty()
                ? plan.items().stream().map(FetchResult::present).toList()
                : new FetchRun(plan, folder, downloader, keepArchives, console).run();
        console.onInterrupt(null);
        if (plan.pending().isEmpty()) {
            console.notice("nothing to do: everything is here");
        }
        write(done(plan, folder, results, (System.nanoTime() - start) / 1e9));
        return ExitCode.OK;
    }

    private FetchSummary planned(FetchPlan plan, DataFolder folder) {
        List<FetchSummary.File> files = plan.items().stream()
                .map(item -> file(item.archive(), item.bytes(), item.action().label()))
                .toList();
        FetchSummary.Room room = new FetchSummary.Room(plan.toTransfer(), plan.roomNeeded(keepArchives), folder.room());
        return new FetchSummary(plan.release().name(), folder.path().toString(), files, 0, 0, room);
    }

    private static FetchSummary done(FetchPlan plan, DataFolder folder, List<FetchResult> results, double seconds) {
        List<FetchSummary.File> files = results.stream()
                .map(r -> file(r.archive(), r.bytes(), r.status().label()))
                .toList();
        long recordings = results.stream().mapToLong(FetchResult::recordings).sum();
        return new FetchSummary(plan.release().name(), folder.path().toString(), files, recordings, seconds, null);
    }

    private static FetchSummary.File file(Archive archive, long bytes, String status) {
        return new FetchSummary.File(archive.split().label(), archive.kind().label(), bytes, archive.md5(), status);
    }

    private void write(FetchSummary summary) {
        result.write(session, (format, out) -> summary.write(format, out, Quantity::bytes));
    }

    private void announce(FetchPlan plan, DataFolder folder) {
        Console console = session.console();
        console.notice(Terms.notice());
        console.notice("release " + plan.release().name() + " to " + folder.path() + ": "
                + Quantity.bytes(plan.toTransfer()) + " to fetch, about "
                + Quantity.bytes(plan.roomNeeded(keepArchives)) + " needed on disk, " + Quantity.bytes(folder.room())
                + " free");
        plan.requireRoom(folder, keepArchives);
        console.onInterrupt("interrupted: what has arrived is kept; run the same command again to go on");
    }

    private Set<Split> chosenSplits() {
        Set<Split> chosen = EnumSet.noneOf(Split.class);
        for (String word : splits.isEmpty() ? List.of(ALL) : splits) {
            if (word.equalsIgnoreCase(ALL)) {
                chosen.addAll(EnumSet.allOf(Split.class));
            } else {
                chosen.add(split(word));
            }
        }
        return chosen;
    }

    private static Split split(String word) {
        for (Split split : Split.values()) {
            if (split.label().equals(word.toLowerCase(Locale.ROOT))) {
                return split;
            }
        }
        throw new UsageException("SPLIT: expected train, val, test or all, got '" + word + "'");
    }

    private DownloadOptions downloadOptions() {
        if (connections < 1 || connections > 64) {
            throw new UsageException("--connections: expected 1 to 64, got " + connections);
        }
        if (retries < 0) {
            throw new UsageException("--retries: expected 0 or more, got " + retries);
        }
        if (!(stallLimit > 0 && stallLimit <= 3600)) {
            throw new UsageException("--stall-limit: expected seconds above 0, up to 3600, got " + stallLimit);
        }
        return new DownloadOptions(
                connections,
                retries,
                limitRate == null ? 0 : limitRate,
                Duration.ofMillis((long) Math.ceil(stallLimit * 1000)),
                DownloadOptions.DEFAULT.firstPause());
    }

    private Proxies proxies() {
        return Proxies.of(session.environment()::get);
    }

    /** The option (or its own variable), else what Amazon's tools go by. */
    private @Nullable URI endpoint() {
        if (endpoint != null) {
            return endpoint("--endpoint-url", endpoint);
        }
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            String value = session.environment().get(name);
            if (value != null && !value.isEmpty()) {
                return endpoint(name, value);
            }
        }
        return null;
    }

    private static URI endpoint(String name, String value) {
        try {
            return ObjectUrl.endpoint(value);
        } catch (URISyntaxException e) {
            throw new UsageException(name + ": expected http(s)://host[:port], got '" + value + "'", e);
        }
    }
}
