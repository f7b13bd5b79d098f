package org.inatsounds.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Progress;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.IndexedUnpacker;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.dataset.Recording;
import org.inatsounds.fetch.DataFolder;
import org.inatsounds.fetch.RemoteArchive;
import org.inatsounds.fetch.StreamStaging;
import org.jspecify.annotations.Nullable;

/** Carries a {@link StreamPlan} out: one pass over each archive while it arrives, or only over the parts that are needed. */
final class StreamRun {

    private static final int NAMED = 3;

    private final StreamPlan plan;
    private final DataFolder data;
    private final StreamOptions options;
    private final Console console;

    StreamRun(StreamPlan plan, DataFolder data, StreamOptions options, Console console) {
        this.plan = plan;
        this.data = data;
        this.options = options;
        this.console = console;
    }

    /**
     * What came of an archive.
     *
     * @param written recordings that were written
     * @param checksumSeen whether the archive was read to its end
     */
    record Outcome(StreamPlan.Item item, long written, boolean checksumSeen) {

        String status() {
            return item.remote() == null ? "present" : item.everything() ? "fetched" : "chosen";
        }
    }

    /** Brings everything that is pending: one outcome a split. */
    List<Outcome> run() {
        List<Outcome> outcomes = new ArrayList<>();
        try (DataFolder.Writing writing = data.lock()) {
            for (StreamPlan.Item item : plan.items()) {
                RemoteArchive remote = item.remote();
                outcomes.add(remote == null ? new Outcome(item, 0, true) : bring(item, remote, writing));
            }
        }
        return outcomes;
    }

    private Outcome bring(StreamPlan.Item item, RemoteArchive remote, DataFolder.Writing writing) {
        StreamStaging staging = writing.stream(plan.release(), item.archive(), remote.version(), item.wanted());
        Map<String, Recording> left = new HashMap<>(item.missing());
        boolean checksumSeen = item.runs().isPresent()
                ? parts(item, item.runs().get(), remote, staging, left)
                : everything(item, remote, staging, left);
        if (!checksumSeen) {
            requireRight(item, staging, left);
        }
        staging.publish(item.everything() && checksumSeen);
        if (!left.isEmpty() && !item.everything()) {
            throw new DataMismatchException(
                    left.size() + " of the " + item.missing().size()
                            + " recordings that were wanted are not in "
                            + item.archive().fileName() + ": "
                            + named(new TreeSet<>(left.keySet())) + ". The others are in " + data.path() + ".");
        }
        return new Outcome(item, item.missing().size() - (long) left.size(), checksumSeen);
    }

    /** One pass over the archive. Returns whether it came to the end. */
    private boolean everything(
            StreamPlan.Item item, RemoteArchive remote, StreamStaging staging, Map<String, Recording> left) {
        StreamStaging.Saved saved = staging.begin();
        ArchivePosition from = saved == null ? null : position(saved);
        if (saved != null && from == null) {
            staging.discard();
            saved = staging.begin();
        }
        GzipIndexWriter.dropUnfinished(data.index(item.archive()));
        long start = from == null ? 0 : from.gzip().compressedOffset();
        if (from != null) {
            console.notice(item.archive().fileName() + ": going on at " + Quantity.bytes(start));
            dropWritten(staging, left);
        }
        // What went by before is not known any more.
        GzipIndexWriter index = from != null
                ? null
                : new GzipIndexWriter(data.index(item.archive()), StreamPlan.identity(item.archive(), remote.size()));
        try (Progress.Step step =
                console.progress().start(item.archive().fileName(), remote.size(), Progress.Unit.BYTES)) {
            step.alreadyDone(start);
            StreamPass pass = new StreamPass(item, staging, left, options, start, index);
            boolean whole = remote.readOn(
                    start,
                    saved == null ? null : saved.digest(),
                    options.checkpointEvery(),
                    item.archive().md5(),
                    bytes -> pass.unpack(bytes, from),
                    step);
            if (whole && index != null) {
                index.finish();
            }
            return whole;
        } catch (DataMismatchException e) {
            staging.discard();
            throw e;
        } finally {
            if (index != null) {
                index.close();
            }
        }
    }

    /** Where to go on; null if what was saved can't be that. */
    private static @Nullable ArchivePosition position(StreamStaging.Saved saved) {
        try {
            ArchivePosition position = ArchivePosition.parse(saved.position());
            return position.gzip().compressedOffset() == saved.digest().length() ? position : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Only what holds the recordings that are wanted. The archive's checksum can't be known. */
    private boolean parts(
            StreamPlan.Item item,
            IndexedRuns runs,
            RemoteArchive remote,
            StreamStaging staging,
            Map<String, Recording> left) {
        staging.discard();
        staging.begin();
        IndexedUnpacker unpacker =
                new IndexedUnpacker(item.archive().fileName(), staging.folder(), ExtractionLimits.RECORDINGS);
        try (Progress.Step step =
                console.progress().start(item.archive().fileName(), runs.toTransfer(), Progress.Unit.BYTES)) {
            for (IndexedRuns.Run run : runs.runs()) {
                remote.readPart(
                        run.from(),
                        run.to(),
                        bytes -> unpacker.unpack(
                                run.members(),
                                runs.index().nearest(run.members().get(0).offset()),
                                bytes,
                                member -> left.remove(IndexedRuns.fileName(member))),
                        step);
            }
        } catch (DataMismatchException e) {
            staging.discard();
            throw e;
        }
        return false;
    }

    /** What an earlier run wrote is not wanted again: those that are whole and right. */
    private static void dropWritten(StreamStaging staging, Map<String, Recording> left) {
        left.values()
                .removeIf(recording ->
                        RecordingCheck.check(staging.folder().resolve(recording.fileName()), recording) == null);
    }

    /** Where no checksum vouches for them, every recording has to agree with its annotation. */
    private void requireRight(StreamPlan.Item item, StreamStaging staging, Map<String, Recording> left) {
        List<String> wrong = new ArrayList<>();
        for (Recording recording : item.missing().values()) {
            if (!left.containsKey(recording.fileName())) {
                RecordingCheck.Problem problem =
                        RecordingCheck.check(staging.folder().resolve(recording.fileName()), recording);
                if (problem != null) {
                    wrong.add(recording.fileName() + " (" + problem.detail() + ")");
                }
            }
        }
        if (!wrong.isEmpty()) {
            staging.discard();
            Collections.sort(wrong);
            throw new DataMismatchException(item.archive().fileName() + ": " + wrong.size()
                    + " recordings do not agree with their annotations: " + named(wrong)
                    + ". What arrived was thrown away; without --stop-early and without the index "
                    + data.index(item.archive()) + " the archive's checksum tells whether it is damaged.");
        }
    }

    private static String named(Collection<String> all) {
        return String.join(", ", all.stream().limit(NAMED).toList()) + (all.size() > NAMED ? ", …" : "");
    }
}
