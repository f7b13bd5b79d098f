package org.inatsounds.fetch;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.DataMismatchException;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.Member;
import org.inatsounds.archive.StreamUnpacker;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.dataset.Recording;
import org.inatsounds.fetch.http.Incoming;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.internal.Md5;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.StreamStaging;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/** One pass over an archive while it arrives: takes what is wanted, notes where to go on, and writes the index. */
final class StreamPass implements StreamUnpacker.Watcher {

    private final FetchItem.Streamed item;
    private final StreamStaging staging;
    private final Map<String, Recording> left;
    private final StreamSettings options;
    private final CheckpointSpacing spacing;
    private final @Nullable GzipIndexWriter index;
    private final LastPlace place;
    private final CheckpointDigest digest = new CheckpointDigest();
    private @Nullable Incoming bytes;

    /**
     * Prepares.
     *
     * @param left what is still wanted: what is written is taken out
     * @param start where the pass begins
     */
    StreamPass(
            FetchItem.Streamed item,
            StreamStaging staging,
            Map<String, Recording> left,
            StreamSettings options,
            long start,
            @Nullable GzipIndexWriter index) {
        this.item = item;
        this.staging = staging;
        this.left = left;
        this.options = options;
        this.spacing = new CheckpointSpacing(options.checkpointEvery());
        this.place = new LastPlace(start);
        this.index = index;
    }

    void unpack(Incoming incoming, @Nullable ArchivePosition from) throws IOException {
        bytes = incoming;
        try (LastPlace.Watch watch = place.saveWhenStopped()) {
            new StreamUnpacker(staging.folder(), ExtractionLimits.RECORDINGS, spacing.bytes(), this)
                    .unpack(item.archive().fileName(), from, incoming);
            watch.over();
        }
        if (enough()) {
            throw new RemoteArchive.EnoughException();
        }
    }

    @Override
    public boolean wants(Member member) {
        if (member.isCompanion()) {
            return false;
        }
        requireOfSplit(item.archive(), member);
        Choice choice = item.choice();
        return choice.everything() ? !choice.stays(member.name()) : left.containsKey(member.name());
    }

    /** Refuses what no archive of recordings of a split has. */
    static void requireOfSplit(Catalogue.Archive archive, Member member) {
        if (!member.name().startsWith(archive.split() + "/")) {
            throw new DataMismatchException(archive.fileName() + ": expected files below " + archive.split()
                    + "/, found '" + member.name() + "'. Is the catalogue right?");
        }
    }

    @Override
    public void written(Member member, int crc32c) {
        staging.took(member.name(), member.size(), crc32c);
        Recording recording = left.remove(member.name());
        if (recording != null && RecordingCheck.check(staging.folder().resolve(member.name()), recording) != null) {
            staging.noteOdd(member.name());
        }
    }

    @Override
    public boolean enough() {
        return options.stopEarly() && left.isEmpty();
    }

    @Override
    public void reached(GzipCheckpoint checkpoint) {
        if (index != null) {
            index.add(checkpoint);
        }
        digest.reached(checkpoint, bytes);
    }

    @Override
    public void settled(ArchivePosition position) {
        CompletableFuture<Md5.State> state = digest.at(position);
        if (state != null) {
            place.note(position, state, this::save);
            if (spacing.isDue(place.unsaved())) {
                place.save();
            }
        }
    }

    /** What the index knows is saved with the place. */
    private void save(ArchivePosition position, Md5.State known) {
        if (index != null) {
            index.save(position.gzip(), position.header());
        }
        staging.save(known, position.text());
    }

    @Override
    public void passing(IndexedMember member) {
        if (index != null) {
            index.add(member);
        }
    }
}
