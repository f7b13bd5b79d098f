package org.inatsounds.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.fetch.FetchItem.Outcome;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;

/** Carries plans out, archive by archive. Nobody else writes to the folder meanwhile. */
final class FetchRun {

    private final DataFolder data;
    private final WholeRun wholes;
    private final StreamRun streams;

    FetchRun(
            Release release,
            DataFolder data,
            Downloader downloader,
            StreamSettings settings,
            boolean keepArchives,
            boolean force,
            Listener listener) {
        this.data = data;
        this.wholes = new WholeRun(release, data, downloader, keepArchives, force, listener);
        this.streams = new StreamRun(release, data, settings, listener);
    }

    /** Brings everything that is pending: one outcome an archive of the plan. */
    List<Outcome> run(FetchPlan plan) {
        List<Outcome> outcomes = new ArrayList<>();
        List<DataMismatchException> failures = new ArrayList<>();
        try (DataFolder.Writing writing = data.lock("fetch")) {
            for (FetchItem item : plan.items()) {
                Cancellation.check("the fetch");
                if (item instanceof FetchItem.Streamed streamed) {
                    try {
                        outcomes.add(streams.bring(streamed, writing));
                    } catch (DataMismatchException e) {
                        // One archive says nothing of the others.
                        failures.add(e);
                    }
                } else if (item instanceof FetchItem.Whole whole) {
                    outcomes.add(wholes.bring(whole, writing));
                } else {
                    // What is left of an archive that is not kept may be of another choice, which goes on with it.
                    if (item.choice() == null) {
                        wholes.settle(item, writing);
                    }
                    outcomes.add(item.outcome());
                }
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        } else if (!failures.isEmpty()) {
            throw new DataMismatchException(
                    failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")), failures.get(0));
        }
        return outcomes;
    }
}
