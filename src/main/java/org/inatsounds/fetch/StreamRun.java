package org.inatsounds.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.IndexedUnpacker;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedArchive;
import org.inatsounds.dataset.Recording;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.StreamStaging;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/** Carries a {@link StreamPlan} out: one pass over each archive while it arrives, or only over the parts that are needed. */
final class StreamRun {

    private static final int NAMED = 3;

    /** What a recording looks like that is not in the archive, or was half written by a run that was stopped. */
    private static final Set<Problem.Kind> LOST =
            EnumSet.of(Problem.Kind.MISSING, Problem.Kind.EMPTY, Problem.Kind.TRUNCATED, Problem.Kind.UNREADABLE);

    private final StreamPlan plan;
    private final DataFolder data;
    private final StreamSettings options;
    private final Listener listener;

    /** Makes one; nothing is fetched yet. */
    StreamRun(StreamPlan plan, DataFolder data, StreamSettings options, Listener listener) {
        this.plan = plan;
        this.data = data;
        this.options = options;
        this.listener = listener;
    }

    /**
     * What came of an archive.
     *
     * @param written recordings that were written
     * @param checksumSeen whether the archive was read to its end
     */
    record Outcome(StreamPlan.Item item, long written, boolean checksumSeen) {

        /** Of an archive of which nothing has to come. */
        static Outcome present(StreamPlan.Item item) {
            return new Outcome(item, 0, true);
        }

        FetchResult.ArchiveResult result() {
            FetchResult.Status status = item.remote() == null
                    ? FetchResult.Status.PRESENT
                    : item.everything() ? FetchResult.Status.FETCHED : FetchResult.Status.CHOSEN;
            return new FetchResult.ArchiveResult(item.archive(), item.size(), status, written);
        }

        FetchResult.Chosen chosen() {
            return item.chosen(item.remote() == null ? null : (Boolean) checksumSeen);
        }
    }

    /** Brings everything that is pending: one outcome a split. */
    List<Outcome> run() {
        List<Outcome> outcomes = new ArrayList<>();
        List<DataMismatchException> failures = new ArrayList<>();
        try (DataFolder.Writing writing = data.lock("fetch")) {
            for (StreamPlan.Item item : plan.items()) {
                Cancellation.check("the fetch");
                RemoteArchive remote = item.remote();
                try {
                    outcomes.add(remote == null ? Outcome.present(item) : bring(item, remote, writing));
                } catch (DataMismatchException e) {
                    // One archive says nothing of the others.
                    failures.add(e);
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

    private Outcome bring(StreamPlan.Item item, RemoteArchive remote, DataFolder.Writing writing) {
        StreamStaging staging = writing.stream(plan.release(), item.archive(), remote.version(), item.wanted());
        Map<String, Recording> left = new HashMap<>(item.missing());
        IndexedRuns runs = item.runs().orElse(null);
        if (runs != null) {
            parts(item, runs, remote, staging, left);
        }
        // Of parts, the archive's checksum can't be known.
        boolean checksumSeen = runs == null && everything(item, remote, staging, left);
        Found found = look(item, staging, left.keySet());
        if (!checksumSeen) {
            requireRight(item, staging, found);
        }
        staging.publish(
                item.everything() && checksumSeen, item.lacking().kept(), found.odd.keySet(), listener.progress());
        if (item.everything() && checksumSeen) {
            // A fetch that was to keep the archive may have been interrupted before.
            writing.settle(plan.release(), item.archive(), false);
        }
        if (!found.absent.isEmpty() && item.everything()) {
            listener.warn(String.format(
                    Locale.ROOT,
                    "%,d of the recordings in %s.json were not extracted from %s: %s. `inatsounds verify %s --repair` looks for"
                            + " them again.",
                    found.absent.size(),
                    item.archive().split(),
                    item.archive().fileName(),
                    named(found.absent),
                    item.archive().split()));
        } else if (!found.absent.isEmpty()) {
            throw new DataMismatchException(
                    found.absent.size() + " of the " + item.missing().size()
                            + " chosen recordings are not in "
                            + item.archive().fileName() + ": "
                            + named(found.absent) + ". The others are in " + data.path() + ".");
        }
        return new Outcome(item, item.missing().size() - (long) found.absent.size(), checksumSeen);
    }

    /**
     * What was brought.
     *
     * @param odd what differs from its annotation, and how
     * @param absent what was not in the archive
     */
    private record Found(Map<String, String> odd, Set<String> absent) {}

    private static Found look(StreamPlan.Item item, StreamStaging staging, Set<String> left) {
        Map<String, String> odd = new HashMap<>();
        Set<String> absent = new TreeSet<>();
        for (Recording recording : item.missing().values()) {
            String name = recording.fileName();
            RecordingCheck.Flaw flaw = RecordingCheck.check(staging.folder().resolve(name), recording);
            if (flaw != null) {
                // What this run did not write, and is there, though odd, was written by an earlier one.
                if (left.contains(name) && LOST.contains(flaw.kind())) {
                    absent.add(name);
                } else {
                    odd.put(name, flaw.detail());
                }
            }
        }
        absent.forEach(staging::drop);
        return new Found(odd, absent);
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
            listener.notice(item.archive().fileName() + ": resumes at " + Quantity.bytes(start));
            dropWritten(staging, left);
        }
        IndexedArchive identity = StreamPlan.identity(item.archive(), remote.size());
        GzipIndexWriter index = from == null
                ? GzipIndexWriter.lasting(data.index(item.archive()), staging.index(), identity)
                : GzipIndexWriter.resume(
                        data.index(item.archive()), staging.index(), identity, from.gzip(), from.header());
        try (Progress.Step step =
                listener.progress().start(item.archive().fileName(), remote.size(), Progress.Unit.BYTES)) {
            step.alreadyDone(start);
            step.ending("extracting and checking");
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

    /** Only what holds the recordings that are wanted. */
    private void parts(
            StreamPlan.Item item,
            IndexedRuns runs,
            RemoteArchive remote,
            StreamStaging staging,
            Map<String, Recording> left) {
        staging.beginParts();
        RecordingCheck.removeRight(left, staging.folder());
        left.keySet().forEach(staging::drop);
        if (left.size() < item.missing().size()) {
            listener.notice(String.format(
                    Locale.ROOT,
                    "%s: resumes; %,d of %,d recordings are on disk",
                    item.archive().fileName(),
                    item.missing().size() - left.size(),
                    item.missing().size()));
        }
        IndexedUnpacker unpacker =
                new IndexedUnpacker(item.archive().fileName(), staging.folder(), ExtractionLimits.RECORDINGS);
        try (Progress.Step step =
                listener.progress().start(item.archive().fileName(), runs.toTransfer(), Progress.Unit.BYTES)) {
            for (IndexedRuns.Run run : runs.runs()) {
                remote.readPart(
                        run.from(),
                        run.to(),
                        bytes -> unpacker.unpack(
                                run.members(),
                                runs.index().nearest(run.members().get(0).offset()),
                                bytes,
                                (member, sum) -> {
                                    staging.took(member.name(), member.size(), sum);
                                    left.remove(member.name());
                                }),
                        step);
            }
        } catch (DataMismatchException e) {
            staging.discard();
            throw e;
        }
    }

    /** What an earlier run wrote is not wanted again: those that are right, and those that are as the archive has them. */
    private static void dropWritten(StreamStaging staging, Map<String, Recording> left) {
        left.keySet().removeIf(staging::isOdd);
        RecordingCheck.removeRight(left, staging.folder());
    }

    /** Where no checksum vouches for them, every recording has to agree with its annotation. */
    private void requireRight(StreamPlan.Item item, StreamStaging staging, Found found) {
        if (!found.odd.isEmpty()) {
            staging.discard();
            List<String> wrong = new ArrayList<>();
            found.odd.forEach((name, detail) -> wrong.add(name + " (" + detail + ")"));
            Collections.sort(wrong);
            throw new DataMismatchException(item.archive().fileName() + ": " + wrong.size()
                    + " recordings do not agree with their annotations: " + named(wrong)
                    + ". The downloaded data was deleted; without --stop-early and without the index "
                    + data.index(item.archive()) + " the archive's checksum shows whether it is damaged.");
        }
    }

    private static String named(Collection<String> all) {
        return String.join(", ", all.stream().limit(NAMED).toList()) + (all.size() > NAMED ? ", …" : "");
    }
}
