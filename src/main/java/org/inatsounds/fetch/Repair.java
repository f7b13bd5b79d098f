package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.SubsetOrigin;
import org.inatsounds.report.VerificationReport.Problem;
import org.jspecify.annotations.Nullable;

/** Fetches again what is missing or damaged. */
public final class Repair {

    /** What another copy helps against. A duration that differs from the annotation does so in the archive, too. */
    private static final Set<String> HELPED =
            Set.of("missing", "unreadable", "empty", "truncated", "format", "content");

    /** What only reading a file to its end finds out: its header says nothing of it. */
    private static final Set<String> READ = Set.of("unreadable", "content");

    private final Listener listener;
    private final DataFolder folder;
    private final Release release;
    private final Downloader downloader;
    private final @Nullable URI endpoint;

    /**
     * @param endpoint the server that is asked in place of the release's own; null: its own
     */
    public Repair(
            Listener listener, DataFolder folder, Release release, Downloader downloader, @Nullable URI endpoint) {
        this.listener = listener;
        this.folder = folder;
        this.release = release;
        this.downloader = downloader;
        this.endpoint = endpoint;
    }

    /** Whether fetching helps against any of the problems. */
    public static boolean isOfUse(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> HELPED.contains(problem.kind()));
    }

    /**
     * Fetches: one pass over the archive of each split that needs it, or over parts of it.
     *
     * @param criteria which recordings were looked at
     * @param splits that were looked at
     */
    public void run(List<Problem> problems, Criteria criteria, Set<Split> splits) {
        Set<Split> damaged = EnumSet.noneOf(Split.class);
        for (Problem problem : problems) {
            if (HELPED.contains(problem.kind())) {
                splits.stream()
                        .filter(split -> split.label().equals(problem.split()))
                        .forEach(damaged::add);
            }
        }
        for (Archive archive : release.archives()) {
            if (damaged.contains(archive.split())) {
                FetchPlan.requireSameRelease(release, archive, folder);
            }
        }
        SubsetOrigin.read(folder.path())
                .ifPresent(origin -> damaged.forEach(split -> origin.requireFrom(release, split, folder.path())));
        folder.requireWritable();
        for (Problem problem : problems) {
            if (HELPED.contains(problem.kind())
                    && Files.isDirectory(folder.path().resolve(problem.file()))) {
                throw new StorageException(folder.path().resolve(problem.file())
                        + ": expected a recording, got a folder; move it away, then run the same command again");
            }
        }
        try (DataFolder.Writing writing = folder.lock("verify --repair")) {
            writing.finishStreams(release, listener.progress());
        }
        StreamPlan.Damage damage =
                new StreamPlan.Damage(files(problems, HELPED::contains), files(problems, READ::contains));
        FetchOptions options = new FetchOptions(damaged, true, true, endpoint, false, false);
        try (StreamPlan plan = StreamPlan.ofMissing(options, criteria, damage, release, folder, downloader)) {
            listener.notice(String.format(
                    Locale.ROOT,
                    "fetching %s of recordings again: %s over the network",
                    Quantity.bytes(plan.roomNeeded()),
                    Quantity.bytes(plan.toTransfer())));
            plan.requireRoom(folder);
            listener.onInterrupt("interrupted: what has arrived is kept; run the same command again to go on");
            new StreamRun(plan, folder, StreamSettings.DEFAULT, listener).run();
            listener.onInterrupt(null);
        }
    }

    private static Set<String> files(List<Problem> problems, Predicate<String> kind) {
        return problems.stream()
                .filter(problem -> kind.test(problem.kind()))
                .map(Problem::file)
                .collect(Collectors.toSet());
    }
}
