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
import org.inatsounds.UsageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.SubsetOrigin;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Downloads missing or damaged files again.
 *
 * <pre>
 * List&lt;Problem&gt; problems = Verification.of(folder.path()).release(release).run().problems();
 * if (Repair.isOfUse(problems)) {
 *     new Repair(Listener.NONE, folder, release, downloader, null).run(problems, Criteria.NONE);
 * }
 * </pre>
 *
 * <p>For one thread.
 */
public final class Repair {

    /** Problems that another copy solves. A duration that differs from the annotation differs in the archive, too. */
    private static final Set<Problem.Kind> HELPED = EnumSet.of(
            Problem.Kind.MISSING,
            Problem.Kind.UNREADABLE,
            Problem.Kind.EMPTY,
            Problem.Kind.TRUNCATED,
            Problem.Kind.FORMAT,
            Problem.Kind.CONTENT);

    /** Problems that are found only by reading a file to its end, not in its header. */
    private static final Set<Problem.Kind> READ = EnumSet.of(Problem.Kind.UNREADABLE, Problem.Kind.CONTENT);

    private final Listener listener;
    private final DataFolder folder;
    private final Release release;
    private final Downloader downloader;
    private final @Nullable URI endpoint;

    /**
     * @param endpoint the server to use instead of that of the release; null: that of the release
     */
    public Repair(
            Listener listener, DataFolder folder, Release release, Downloader downloader, @Nullable URI endpoint) {
        this.listener = listener;
        this.folder = folder;
        this.release = release;
        this.downloader = downloader;
        this.endpoint = endpoint;
    }

    /** Whether a download can solve any of the problems. */
    public static boolean isOfUse(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> HELPED.contains(problem.kind()));
    }

    /**
     * Downloads the files: one pass over the archive of each split that needs it, or over parts of it.
     *
     * @param problems that a {@link Verification} of the folder found
     * @param criteria which recordings were checked
     * @throws UsageException if the folder holds another release
     * @throws org.inatsounds.NetworkException and the other failures of {@link Fetch#run}
     * @throws org.inatsounds.CancelledException if the thread is interrupted; downloaded data is kept
     */
    public void run(List<Problem> problems, Criteria criteria) {
        Cancellation.cancellable("the repair", () -> {
            repair(problems, criteria);
            return true;
        });
    }

    private void repair(List<Problem> problems, Criteria criteria) {
        Set<Split> damaged = EnumSet.noneOf(Split.class);
        for (Problem problem : problems) {
            if (HELPED.contains(problem.kind())) {
                damaged.add(problem.split());
            }
        }
        for (Archive archive : release.archives()) {
            if (damaged.contains(archive.split())) {
                FetchPlanner.requireSameRelease(release, archive, folder);
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
        FetchOptions options = new FetchOptions(damaged, true, true, endpoint, false, false);
        try (FetchPlan plan = new FetchPlanner(options, release, folder, downloader)
                .damaged(criteria, files(problems, HELPED::contains), files(problems, READ::contains))) {
            listener.notice(String.format(
                    Locale.ROOT,
                    "fetching %s of recordings again: %s over the network",
                    Quantity.bytes(plan.roomNeeded(false)),
                    Quantity.bytes(plan.toTransfer())));
            plan.requireRoom(folder, false);
            listener.onInterrupt(FetchSteps.INTERRUPTED);
            new FetchRun(release, folder, downloader, StreamSettings.DEFAULT, false, false, listener).run(plan);
            listener.onInterrupt(null);
        }
    }

    private static Set<String> files(List<Problem> problems, Predicate<Problem.Kind> kind) {
        return problems.stream()
                .filter(problem -> kind.test(problem.kind()))
                .map(Problem::file)
                .collect(Collectors.toSet());
    }
}
