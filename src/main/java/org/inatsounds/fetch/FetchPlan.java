package org.inatsounds.fetch;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.fetch.FetchItem.Outcome;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.DataFolder;

/**
 * What a fetch has to do, and how much room it takes, before anything is written. Closing it closes the indexes of its items.
 *
 * @param items one an archive, annotations first
 */
record FetchPlan(List<FetchItem> items) implements AutoCloseable {

    /** The same without the annotations. */
    FetchPlan recordings() {
        return new FetchPlan(items.stream()
                .filter(item -> item.archive().kind() == Kind.RECORDINGS)
                .toList());
    }

    /** What is left to do. */
    List<FetchItem> pending() {
        return items.stream()
                .filter(item -> !(item instanceof FetchItem.Present))
                .toList();
    }

    /** What is said of each archive before anything is done. */
    List<Outcome> outcomes() {
        return items.stream().map(FetchItem::outcome).toList();
    }

    /** Bytes still to come over the network. */
    long toTransfer() {
        return items.stream().mapToLong(FetchItem::toTransfer).sum();
    }

    /** The most room that is taken at any moment: archives come one after the other, each deleted when it is unpacked. */
    long roomNeeded(boolean keepArchives) {
        long lasting = 0;
        long most = 0;
        for (FetchItem item : items) {
            most = Math.max(most, lasting + item.packed() + item.unpacked());
            lasting += item.unpacked() + (keepArchives ? item.packed() : 0);
        }
        return most;
    }

    /** Refuses to begin what can't end well. */
    void requireRoom(DataFolder data, boolean keepArchives) {
        long needed = roomNeeded(keepArchives);
        long room = data.room();
        if (needed > room) {
            boolean streamed = items.stream().anyMatch(FetchItem.Streamed.class::isInstance);
            throw new StorageException("not enough disk space in " + data.path() + ": expected about "
                    + Quantity.bytes(needed) + " free, found " + Quantity.bytes(room)
                    + ". Free disk space, choose another --data, or "
                    + (streamed ? "choose fewer recordings." : "fetch fewer splits."));
        }
    }

    /**
     * Whether recordings are planned for that may be here already, and only annotations that have to be fetched first can
     * tell.
     */
    boolean isUndecided(DataFolder data) {
        return pending().stream()
                .map(FetchItem::archive)
                .filter(archive -> archive.kind() == Kind.ANNOTATIONS)
                .anyMatch(annotations -> pending().stream()
                        .map(FetchItem::archive)
                        .anyMatch(archive -> archive.kind() == Kind.RECORDINGS
                                && archive.split() == annotations.split()
                                && data.receipt(archive).isEmpty()
                                && Files.isDirectory(
                                        data.path().resolve(archive.split().label()))));
    }

    /** File names of recordings that are somebody's own, and stay. */
    Set<String> others() {
        return items.stream().flatMap(item -> item.others().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Notes what is asked for: only of that can anything be missing later. */
    void noteChosen(DataFolder data) {
        try (DataFolder.Writing writing = data.lock("fetch")) {
            for (FetchItem item : items) {
                Choice choice = item.choice();
                if (choice != null) {
                    writing.choose(
                            item.archive(),
                            choice.recordings().stream()
                                    .map(Recording::fileName)
                                    .collect(Collectors.toSet()));
                }
            }
        }
    }

    @Override
    public void close() {
        for (FetchItem item : items) {
            if (item instanceof FetchItem.Streamed streamed) {
                streamed.parts().ifPresent(IndexedRuns::close);
            }
        }
    }
}
