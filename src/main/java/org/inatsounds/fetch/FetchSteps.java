package org.inatsounds.fetch;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.FetchItem.Outcome;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Terms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fetch does, one after the other: plans, says what it takes, brings what is missing. */
final class FetchSteps {

    /** What holds while bytes arrive. */
    static final String INTERRUPTED = "interrupted: downloaded data is kept; run the same command again to resume";

    private static final Logger LOG = LoggerFactory.getLogger(FetchSteps.class);

    private final Release release;
    private final DataFolder folder;
    private final FetchOptions options;
    private final Manner manner;
    private final Listener listener;
    private final FetchPlanner planner;
    private final FetchRun run;
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
        this.options = options;
        this.manner = manner;
        this.listener = listener;
        this.planner = new FetchPlanner(options, release, folder, downloader);
        this.run = new FetchRun(
                release, folder, downloader, manner.streaming(), manner.keepArchives(), options.force(), listener);
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
            return planned(whole);
        }
        if (whole.pending().stream()
                .anyMatch(item -> !Files.isRegularFile(
                        folder.path().resolve(item.archive().split() + ".json")))) {
            throw new DataMismatchException("the annotations, which are needed for the choice, are not in "
                    + folder.path() + "; `inatsounds fetch` downloads them, " + Quantity.bytes(whole.toTransfer()));
        }
        try (FetchPlan plan = planner.streamed(manner.criteria())) {
            return planned(plan);
        }
    }

    FetchResult run() {
        FetchPlan whole = begin();
        List<Outcome> outcomes = manner.some() ? runSome(whole) : runBoth(whole);
        return result(outcomes, (System.nanoTime() - start) / 1e9, null);
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
        return planner.whole(options.recordings() && !manner.some());
    }

    /** Where only the annotations can tell which recordings are here, they are fetched first. */
    private List<Outcome> runBoth(FetchPlan plan) {
        if (!plan.isUndecided(folder)) {
            return runWhole(plan);
        }
        List<Outcome> outcomes = new ArrayList<>(runWhole(planner.whole(false)));
        // Those are here now: with force, they are not fetched twice.
        outcomes.addAll(runWhole(planner.whole(true).recordings()));
        return outcomes;
    }

    private List<Outcome> runWhole(FetchPlan plan) {
        Lacking.warn(plan.others(), listener);
        if (plan.pending().isEmpty()) {
            listener.notice("nothing to do: all files exist");
            tidy(plan);
            return plan.outcomes();
        }
        announce(plan, true);
        List<Outcome> outcomes = bring(plan);
        if (outcomes.stream().allMatch(outcome -> outcome.archive().status() == Status.PRESENT)) {
            listener.notice("nothing to do: all files are as published");
        }
        return outcomes;
    }

    /** The annotations, and then the recordings that they say are wanted. */
    private List<Outcome> runSome(FetchPlan annotations) {
        boolean here = annotations.pending().isEmpty();
        List<Outcome> outcomes = new ArrayList<>(here ? annotations.outcomes() : runWhole(annotations));
        if (here) {
            tidy(annotations);
        }
        try (FetchPlan plan = planner.streamed(manner.criteria())) {
            Lacking.warn(plan.others(), listener);
            if (plan.pending().isEmpty()) {
                listener.notice("nothing to do: all chosen recordings are on disk");
                outcomes.addAll(plan.outcomes());
            } else {
                announce(plan, here);
                if (!manner.criteria().isEmpty()) {
                    plan.noteChosen(folder);
                }
                outcomes.addAll(bring(plan));
            }
        }
        return outcomes;
    }

    /** Says what it takes, and refuses to begin what can't end well. */
    private void announce(FetchPlan plan, boolean first) {
        if (first) {
            listener.notice(Terms.notice());
        }
        listener.notice("release " + release.name() + " to " + folder.path() + ": " + Quantity.bytes(plan.toTransfer())
                + " to download, about " + Quantity.bytes(plan.roomNeeded(manner.keepArchives()))
                + " of disk space needed, " + Quantity.bytes(folder.room()) + " free");
        plan.requireRoom(folder, manner.keepArchives());
    }

    private List<Outcome> bring(FetchPlan plan) {
        listener.onInterrupt(INTERRUPTED);
        List<Outcome> outcomes = run.run(plan);
        listener.onInterrupt(null);
        return outcomes;
    }

    /** Takes away what a killed process left, where that can be done: who has nothing to write needs no right to. */
    private void tidy(FetchPlan plan) {
        if (!folder.isWritable()) {
            return;
        }
        if (plan.items().stream().anyMatch(item -> folder.isLeft(release, item.archive()))) {
            try {
                run.run(plan);
            } catch (StorageException e) {
                LOG.info("not changed: {}", e.getMessage());
            }
        } else {
            folder.dropDeadLock();
        }
    }

    private FetchResult planned(FetchPlan plan) {
        Lacking.warn(plan.others(), listener);
        FetchResult.Room room =
                new FetchResult.Room(plan.toTransfer(), plan.roomNeeded(manner.keepArchives()), folder.room());
        return result(plan.outcomes(), 0, room);
    }

    private FetchResult result(List<Outcome> outcomes, double seconds, FetchResult.@Nullable Room room) {
        return new FetchResult(
                release,
                folder.path(),
                outcomes.stream().map(Outcome::archive).toList(),
                outcomes.stream()
                        .flatMap(outcome -> Stream.ofNullable(outcome.chosen()))
                        .toList(),
                seconds,
                room);
    }
}
