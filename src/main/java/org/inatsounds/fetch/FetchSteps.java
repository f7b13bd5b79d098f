package org.inatsounds.fetch;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.FetchResult.ArchiveResult;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Terms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a fetch does, one after the other: plans, says what it takes, brings what is missing. Whole archives come by {@link
 * FetchPlan} and {@link FetchRun}, recordings out of archives that are not kept by {@link StreamPlan} and {@link StreamRun}.
 */
final class FetchSteps {

    /** What holds while bytes arrive. */
    static final String INTERRUPTED = "interrupted: downloaded data is kept; run the same command again to resume";

    private static final Logger LOG = LoggerFactory.getLogger(FetchSteps.class);

    private final Release release;
    private final DataFolder folder;
    private final Downloader downloader;
    private final FetchOptions options;
    private final Manner manner;
    private final Listener listener;
    private final long start = System.nanoTime();

    FetchSteps(
            Release release,
            DataFolder folder,
            Downloader downloader,
            FetchOptions options,
            Manner manner,
            Listener listener) {
        this.release = release;
        this.folder = folder;
        this.downloader = downloader;
        this.options = options;
        this.manner = manner;
        this.listener = listener;
    }

    /**
     * How recordings are brought.
     *
     * @param some whether they are taken out of archives that are not kept
     * @param criteria which
     * @param streaming how they are taken out
     * @param keepArchives whether whole archives are kept
     */
    record Manner(boolean some, Criteria criteria, StreamSettings streaming, boolean keepArchives) {}

    FetchResult plan() {
        FetchPlan whole = begin();
        if (!manner.some()) {
            Lacking.warn(whole.others(), listener);
            return planned(whole);
        }
        if (whole.pending().stream()
                .anyMatch(item -> !Files.isRegularFile(
                        folder.path().resolve(item.archive().split() + ".json")))) {
            throw new DataMismatchException("the annotations, which are needed for the choice, are not in "
                    + folder.path() + "; `inatsounds fetch` downloads them, " + Quantity.bytes(whole.toTransfer()));
        }
        try (StreamPlan plan = StreamPlan.make(options, manner.criteria(), release, folder, downloader)) {
            Lacking.warn(plan.others(), listener);
            return planned(plan);
        }
    }

    FetchResult run() {
        FetchPlan whole = begin();
        return manner.some() ? runSome(whole) : done(runBoth(whole), List.of());
    }

    /** Looks at what is here, and plans the archives that are fetched whole: of annotations only, where the others are not. */
    private FetchPlan begin() {
        String note = release.note();
        if (note != null) {
            listener.warn(note);
        }
        if (!options.dryRun() && folder.hasUnfinished(release)) {
            try (DataFolder.Writing writing = folder.lock("fetch")) {
                writing.finishStreams(release, listener.progress());
            }
        }
        return FetchPlan.make(manner.some() ? options.withoutRecordings() : options, release, folder, downloader);
    }

    /** Where only the annotations can tell which recordings are here, they are fetched first. */
    private List<ArchiveResult> runBoth(FetchPlan plan) {
        if (!plan.isUndecided(folder)) {
            return runWhole(plan);
        }
        FetchPlan annotations = FetchPlan.make(options.withoutRecordings(), release, folder, downloader);
        List<ArchiveResult> results = new ArrayList<>(runWhole(annotations));
        // Those are here now: with force, they are not fetched twice.
        FetchPlan recordings =
                FetchPlan.make(options, release, folder, downloader).recordings();
        results.addAll(runWhole(recordings));
        return results;
    }

    private List<ArchiveResult> runWhole(FetchPlan plan) {
        Lacking.warn(plan.others(), listener);
        if (plan.pending().isEmpty()) {
            listener.notice("nothing to do: all files exist");
            tidy(plan);
            return plan.present();
        }
        announce(plan.toTransfer(), plan.roomNeeded(manner.keepArchives()), true);
        plan.requireRoom(folder, manner.keepArchives());
        listener.onInterrupt(INTERRUPTED);
        List<ArchiveResult> results = bring(plan);
        listener.onInterrupt(null);
        if (results.stream().allMatch(result -> result.status() == Status.PRESENT)) {
            listener.notice("nothing to do: all files are as published");
        }
        return results;
    }

    private List<ArchiveResult> bring(FetchPlan plan) {
        return new FetchRun(plan, folder, downloader, manner.keepArchives(), options.force(), listener).run();
    }

    /** Takes away what a killed process left, where that can be done: who has nothing to write needs no right to. */
    private void tidy(FetchPlan plan) {
        if (!folder.isWritable()) {
            return;
        }
        if (plan.items().stream().anyMatch(item -> folder.isLeft(release, item.archive()))) {
            try {
                bring(plan);
            } catch (StorageException e) {
                LOG.info("not changed: {}", e.getMessage());
            }
        } else {
            folder.dropDeadLock();
        }
    }

    /** The annotations, and then the recordings that they say are wanted. */
    private FetchResult runSome(FetchPlan annotations) {
        boolean here = annotations.pending().isEmpty();
        List<ArchiveResult> fetched = here ? annotations.present() : runWhole(annotations);
        if (here) {
            tidy(annotations);
        }
        try (StreamPlan plan = StreamPlan.make(options, manner.criteria(), release, folder, downloader)) {
            Lacking.warn(plan.others(), listener);
            if (plan.pending().isEmpty()) {
                listener.notice("nothing to do: all chosen recordings are on disk");
                return done(fetched, plan.present());
            }
            announce(plan.toTransfer(), plan.roomNeeded(), here);
            plan.requireRoom(folder);
            if (!manner.criteria().isEmpty()) {
                plan.noteChosen(folder);
            }
            listener.onInterrupt(INTERRUPTED);
            List<StreamRun.Outcome> outcomes = new StreamRun(plan, folder, manner.streaming(), listener).run();
            listener.onInterrupt(null);
            return done(fetched, outcomes);
        }
    }

    private FetchResult planned(FetchPlan plan) {
        return result(
                plan.items().stream().map(FetchPlan.Item::planned).toList(),
                List.of(),
                0,
                new FetchResult.Room(plan.toTransfer(), plan.roomNeeded(manner.keepArchives()), folder.room()));
    }

    private FetchResult planned(StreamPlan plan) {
        return result(
                plan.items().stream().map(StreamPlan.Item::planned).toList(),
                plan.items().stream().map(item -> item.chosen(null)).toList(),
                0,
                new FetchResult.Room(plan.toTransfer(), plan.roomNeeded(), folder.room()));
    }

    private FetchResult done(List<ArchiveResult> whole, List<StreamRun.Outcome> streamed) {
        List<ArchiveResult> all = new ArrayList<>(whole);
        streamed.forEach(outcome -> all.add(outcome.result()));
        return result(
                all,
                streamed.stream().map(StreamRun.Outcome::chosen).toList(),
                (System.nanoTime() - start) / 1e9,
                null);
    }

    private FetchResult result(
            List<ArchiveResult> archives,
            List<FetchResult.Chosen> chosen,
            double seconds,
            FetchResult.@Nullable Room room) {
        return new FetchResult(release, folder.path(), archives, chosen, seconds, room);
    }

    private void announce(long toTransfer, long roomNeeded, boolean first) {
        if (first) {
            listener.notice(Terms.notice());
        }
        listener.notice("release " + release.name() + " to " + folder.path() + ": " + Quantity.bytes(toTransfer)
                + " to download, about " + Quantity.bytes(roomNeeded) + " of disk space needed, "
                + Quantity.bytes(folder.room()) + " free");
    }
}
