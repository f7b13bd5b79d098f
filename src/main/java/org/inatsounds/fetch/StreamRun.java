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
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.IndexedUnpacker;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedArchive;
import org.inatsounds.dataset.Recording;
import org.inatsounds.fetch.FetchItem.Outcome;
import org.inatsounds.fetch.FetchItem.Streamed;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.StreamStaging;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/** Takes recordings out of archives that are not kept: in one pass while an archive arrives, or out of its parts. */
final class StreamRun {

    private static final int NAMED = 3;

    /** What a recording looks like that is not in the archive, or was half written by a run that was stopped. */
    private static final Set<Problem.Kind> LOST =
            EnumSet.of(Problem.Kind.MISSING, Problem.Kind.EMPTY, Problem.Kind.TRUNCATED, Problem.Kind.UNREADABLE);

    private final Release release;
    private final DataFolder data;
    private final StreamSettings options;
    private final Listener listener;

    StreamRun(Release release, DataFolder data, StreamSettings options, Listener listener) {
        this.release = release;
        this.data = data;
        this.options = options;
        this.listener = listener;
    }

    Outcome bring(Streamed item, DataFolder.Writing writing) {
        Choice choice = item.choice();
        StreamStaging staging =
                writing.stream(release, item.archive(), item.remote().version(), choice.text());
        Map<String, Recording> left = new HashMap<>(choice.missing());
        IndexedRuns parts = item.parts().orElse(null);
        if (parts != null) {
            parts(item, parts, staging, left);
        }
        // Of parts, the archive's checksum can't be known.
        boolean checksumSeen = parts == null && everything(item, staging, left);
        Found found = look(choice, staging, left.keySet());
        if (!checksumSeen) {
            requireRight(item, staging, found);
        }
        boolean complete = choice.everything() && checksumSeen;
        staging.publish(complete, choice.lacking().kept(), found.odd.keySet(), listener.progress());
        if (complete) {
            // A fetch that was to keep the archive may have been interrupted before.
            writing.settle(release, item.archive(), false);
        }
        if (!found.absent.isEmpty() && choice.everything()) {
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
                    found.absent.size() + " of the " + choice.missing().size()
                            + " chosen recordings are not in "
                            + item.archive().fileName() + ": "
                            + named(found.absent) + ". The others are in " + data.path() + ".");
        }
        return item.outcome(
                choice.everything() ? Status.FETCHED : Status.CHOSEN,
                choice.missing().size() - (long) found.absent.size(),
                checksumSeen);
    }

    /**
     * What was brought.
     *
     * @param odd what differs from its annotation, and how
     * @param absent what was not in the archive
     */
    private record Found(Map<String, String> odd, Set<String> absent) {}

    private static Found look(Choice choice, StreamStaging staging, Set<String> left) {
        Map<String, String> odd = new HashMap<>();
        Set<String> absent = new TreeSet<>();
        for (Recording recording : choice.missing().values()) {
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
    private boolean everything(Streamed item, StreamStaging staging, Map<String, Recording> left) {
        RemoteArchive remote = item.remote();
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
        IndexedArchive identity = IndexedRuns.identity(item.archive(), remote.size());
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
    private void parts(Streamed item, IndexedRuns parts, StreamStaging staging, Map<String, Recording> left) {
        int wanted = item.choice().missing().size();
        staging.beginParts();
        RecordingCheck.removeRight(left, staging.folder());
        left.keySet().forEach(staging::drop);
        if (left.size() < wanted) {
            listener.notice(String.format(
                    Locale.ROOT,
                    "%s: resumes; %,d of %,d recordings are on disk",
                    item.archive().fileName(),
                    wanted - left.size(),
                    wanted));
        }
        IndexedUnpacker unpacker =
                new IndexedUnpacker(item.archive().fileName(), staging.folder(), ExtractionLimits.RECORDINGS);
        try (Progress.Step step =
                listener.progress().start(item.archive().fileName(), parts.toTransfer(), Progress.Unit.BYTES)) {
            for (IndexedRuns.Run run : parts.runs()) {
                item.remote()
                        .readPart(
                                run.from(),
                                run.to(),
                                bytes -> unpacker.unpack(
                                        run.members(),
                                        parts.index()
                                                .nearest(run.members().get(0).offset()),
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
    private void requireRight(Streamed item, StreamStaging staging, Found found) {
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
