package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.NetworkOptions;
import org.inatsounds.cli.option.ResultOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.option.StreamOptions;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.FetchOptions;
import org.inatsounds.fetch.FetchPlan;
import org.inatsounds.fetch.FetchResult;
import org.inatsounds.fetch.FetchRun;
import org.inatsounds.fetch.Lacking;
import org.inatsounds.fetch.StreamPlan;
import org.inatsounds.fetch.StreamRun;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.report.FetchSummary;
import org.jspecify.annotations.Nullable;
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

    private static final String INTERRUPTED =
            "interrupted: what has arrived is kept; run the same command again to go on";

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

    @Option(names = "--release", paramLabel = "NAME", description = "The release. Default: 2024.")
    private @Nullable String release;

    @Mixin
    private final DataOption data;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Take releases from this file instead: a mirror's, or another release's.")
    private @Nullable Path catalogue;

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
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public FetchCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.network = new NetworkOptions(session.environment());
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        result.check();
        result.requireOther(data.annotations());
        result.requireOther(catalogue, filters.file().orElse(null));
        Criteria criteria = filters.criteria();
        streaming.check(!criteria.isEmpty(), keepArchives);
        boolean some = streaming.stream() || !criteria.isEmpty();
        Downloader downloader = network.downloader();
        DataFolder folder = new DataFolder(data.folder());
        Release from = (catalogue == null ? Catalogue.builtIn() : Catalogue.read(catalogue)).release(release);
        FetchOptions options = options(from, folder, some);
        String note = from.note();
        if (note != null) {
            session.console().warn(note);
        }
        if (!dryRun && folder.hasUnfinished(from)) {
            try (DataFolder.Writing writing = folder.lock("fetch")) {
                writing.finishStreams(from, session.console().progress());
            }
        }
        FetchPlan plan = FetchPlan.make(some ? options.withoutRecordings() : options, from, folder, downloader);
        if (some) {
            fetchSome(plan, options, criteria, folder, downloader, start);
        } else if (dryRun) {
            Lacking.warn(plan.others(), session.console());
            write(planned(plan, folder));
        } else {
            write(done(plan, folder, fetchBoth(plan, options, folder, downloader), List.of(), seconds(start)));
        }
        return ExitCode.OK;
    }

    /** @throws UsageException if the release has nothing of what is wanted */
    private FetchOptions options(Release from, DataFolder folder, boolean some) {
        Set<Split> named = SplitWords.named(words, splits, spec);
        Set<Split> chosen = named.isEmpty() ? EnumSet.noneOf(Split.class) : named;
        for (Archive archive : from.archives()) {
            boolean wanted =
                    !some || (archive.kind() == Kind.RECORDINGS && hasAnnotations(from, folder, archive.split()));
            if (named.isEmpty() && wanted) {
                chosen.add(archive.split());
            }
        }
        if (chosen.isEmpty()) {
            throw new UsageException("release '" + from.name() + "' has no "
                    + (some ? "split with annotations and recordings" : "archives") + ": nothing to fetch");
        }
        return new FetchOptions(chosen, !named.isEmpty(), recordings || some, network.endpoint(), force, dryRun);
    }

    private static boolean hasAnnotations(Release from, DataFolder folder, Split split) {
        return Files.isRegularFile(folder.path().resolve(split + ".json"))
                || from.archives().stream()
                        .anyMatch(archive -> archive.split() == split && archive.kind() == Kind.ANNOTATIONS);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Where only the annotations can tell which recordings are here, they are fetched first. */
    private List<FetchResult> fetchBoth(
            FetchPlan plan, FetchOptions options, DataFolder folder, Downloader downloader) {
        if (!plan.isUndecided(folder)) {
            return fetchAll(plan, folder, downloader);
        }
        FetchPlan annotations = FetchPlan.make(options.withoutRecordings(), plan.release(), folder, downloader);
        List<FetchResult> results = new ArrayList<>(fetchAll(annotations, folder, downloader));
        // Those are here now: with --force, they are not fetched twice.
        FetchPlan recordings =
                FetchPlan.make(options, plan.release(), folder, downloader).recordings();
        results.addAll(fetchAll(recordings, folder, downloader));
        return results;
    }

    private List<FetchResult> fetchAll(FetchPlan plan, DataFolder folder, Downloader downloader) {
        Console console = session.console();
        Lacking.warn(plan.others(), console);
        if (plan.pending().isEmpty()) {
            console.notice("nothing to do: everything is here");
            tidy(plan, folder, downloader);
            return plan.items().stream().map(FetchResult::present).toList();
        }
        announce(plan.release(), folder, plan.toTransfer(), plan.roomNeeded(keepArchives), true);
        plan.requireRoom(folder, keepArchives);
        console.onInterrupt(INTERRUPTED);
        List<FetchResult> results = new FetchRun(plan, folder, downloader, keepArchives, force, console).run();
        console.onInterrupt(null);
        if (results.stream().allMatch(result -> result.status() == FetchResult.Status.PRESENT)) {
            console.notice("nothing to do: what is here is as published");
        }
        return results;
    }

    /** Takes away what a killed process left, where that can be done: who has nothing to write needs no right to. */
    private void tidy(FetchPlan plan, DataFolder folder, Downloader downloader) {
        if (!folder.isWritable()) {
            return;
        }
        if (plan.items().stream().anyMatch(item -> folder.isLeft(plan.release(), item.archive()))) {
            try {
                new FetchRun(plan, folder, downloader, keepArchives, force, session.console()).run();
            } catch (StorageException e) {
                session.console().info("left as it is: " + e.getMessage());
            }
        } else {
            folder.dropDeadLock();
        }
    }

    /** The annotations, and then the recordings that they say are wanted. */
    private void fetchSome(
            FetchPlan annotations,
            FetchOptions options,
            Criteria criteria,
            DataFolder folder,
            Downloader downloader,
            long start) {
        Console console = session.console();
        if (dryRun
                && annotations.pending().stream()
                        .anyMatch(item -> !Files.isRegularFile(
                                folder.path().resolve(item.archive().split() + ".json")))) {
            throw new DataMismatchException("--dry-run: the annotations, which say what is chosen, are not in "
                    + folder.path() + "; `inatsounds fetch` brings them, " + Quantity.bytes(annotations.toTransfer()));
        }
        boolean here = annotations.pending().isEmpty();
        List<FetchResult> fetched = here || dryRun
                ? annotations.items().stream().map(FetchResult::present).toList()
                : fetchAll(annotations, folder, downloader);
        if (!dryRun && here) {
            tidy(annotations, folder, downloader);
        }
        try (StreamPlan plan = StreamPlan.make(options, criteria, annotations.release(), folder, downloader)) {
            Lacking.warn(plan.others(), console);
            if (dryRun) {
                write(planned(plan, folder));
                return;
            }
            List<StreamRun.Outcome> outcomes;
            if (plan.pending().isEmpty()) {
                console.notice("nothing to do: every recording that is wanted is here");
                outcomes = plan.items().stream()
                        .map(item -> new StreamRun.Outcome(item, 0, true))
                        .toList();
            } else {
                announce(plan.release(), folder, plan.toTransfer(), plan.roomNeeded(), here);
                plan.requireRoom(folder);
                if (!criteria.isEmpty()) {
                    plan.noteChosen(folder);
                }
                console.onInterrupt(INTERRUPTED);
                outcomes = new StreamRun(plan, folder, streaming.settings(), console).run();
                console.onInterrupt(null);
            }
            write(done(annotations, folder, fetched, outcomes, seconds(start)));
        }
    }

    private static FetchSummary planned(StreamPlan plan, DataFolder folder) {
        List<FetchSummary.File> files = plan.items().stream()
                .map(item -> file(item.archive(), item.size(), item.remote() == null ? "present" : "fetch"))
                .toList();
        FetchSummary.Room room = new FetchSummary.Room(plan.toTransfer(), plan.roomNeeded(), folder.room());
        List<FetchSummary.Chosen> chosen =
                plan.items().stream().map(item -> item.summary(null)).toList();
        return new FetchSummary(plan.release().name(), folder.path().toString(), files, 0, 0, room, chosen);
    }

    private FetchSummary planned(FetchPlan plan, DataFolder folder) {
        List<FetchSummary.File> files = plan.items().stream()
                .map(item -> file(item.archive(), item.bytes(), item.action().label()))
                .toList();
        FetchSummary.Room room = new FetchSummary.Room(plan.toTransfer(), plan.roomNeeded(keepArchives), folder.room());
        return new FetchSummary(plan.release().name(), folder.path().toString(), files, 0, 0, room, List.of());
    }

    private static FetchSummary done(
            FetchPlan plan,
            DataFolder folder,
            List<FetchResult> results,
            List<StreamRun.Outcome> outcomes,
            double seconds) {
        List<FetchSummary.File> files = new ArrayList<>();
        results.forEach(r -> files.add(file(r.archive(), r.bytes(), r.status().label())));
        outcomes.forEach(o -> files.add(file(o.item().archive(), o.item().size(), o.status())));
        long recordings = results.stream().mapToLong(FetchResult::recordings).sum()
                + outcomes.stream().mapToLong(StreamRun.Outcome::written).sum();
        List<FetchSummary.Chosen> chosen = outcomes.stream()
                .map(o -> o.item().summary(o.item().remote() == null ? null : (Boolean) o.checksumSeen()))
                .toList();
        return new FetchSummary(
                plan.release().name(), folder.path().toString(), files, recordings, seconds, null, chosen);
    }

    private static FetchSummary.File file(Archive archive, long bytes, String status) {
        return new FetchSummary.File(archive.split().label(), archive.kind().label(), bytes, archive.md5(), status);
    }

    private void write(FetchSummary summary) {
        result.write(session, (format, out) -> summary.write(format, out, Quantity::bytes));
    }

    private void announce(Release release, DataFolder folder, long toTransfer, long roomNeeded, boolean first) {
        Console console = session.console();
        if (first) {
            console.notice(Terms.notice());
        }
        console.notice("release " + release.name() + " to " + folder.path() + ": " + Quantity.bytes(toTransfer)
                + " to fetch, about " + Quantity.bytes(roomNeeded) + " needed on disk, "
                + Quantity.bytes(folder.room()) + " free");
    }
}
