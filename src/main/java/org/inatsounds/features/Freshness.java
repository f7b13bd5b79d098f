package org.inatsounds.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.Preset;
import org.jspecify.annotations.Nullable;

/**
 * Tells which features of a folder are those of the recordings as they are now, and as they were written. What counts is what
 * the {@link FeatureLog} has of a recording and of its features: size and checksum, not times; but a file whose times are as they
 * were is not read. Where there is no log yet, because the version that made the folder kept none, times have to do: features count
 * if they are newer than the recording, its time of change included, and not older than the record of the numbers.
 */
final class Freshness {

    private final FeatureLog log;
    private final Preset preset;
    private final OutputKind kind;
    private final String numbers;
    private final FileTime since;
    private final Listener listener;
    private final int threads;

    /** What shards hold now, by their names. */
    private final Map<String, WrittenFile> shards = new ConcurrentHashMap<>();

    private enum Verdict {
        FRESH,
        MISSING,
        /** The recording is not what it was. */
        CHANGED,
        /** They are not what was written. */
        DAMAGED,
        /** They are of another recording, which is still there. */
        ELSEWHERE
    }

    /** How one was found, and what is to be recorded of it. */
    private record Found(Verdict verdict, @Nullable FeatureEntry entry) {}

    /**
     * Prepares nothing yet.
     *
     * @param numbers tells with which numbers features are made now
     * @param since what is older, and not recorded, was made otherwise
     */
    Freshness(
            FeatureLog log,
            Preset preset,
            OutputKind kind,
            String numbers,
            FileTime since,
            Listener listener,
            int threads) {
        this.log = log;
        this.preset = preset;
        this.kind = kind;
        this.numbers = numbers;
        this.since = since;
        this.listener = listener;
        this.threads = threads;
    }

    /**
     * Looks at all of them, and records what it learns.
     *
     * @return for each whether it need not be made again
     * @throws UsageException if features are of other recordings, which are still where they were
     */
    boolean[] check(List<FeatureFile> files) {
        List<Found> found = look(files);
        requireSamePlace(files, found);
        List<FeatureEntry> learned = new ArrayList<>();
        int changed = 0;
        int damaged = 0;
        for (Found each : found) {
            changed += each.verdict == Verdict.CHANGED ? 1 : 0;
            damaged += each.verdict == Verdict.DAMAGED ? 1 : 0;
            if (each.entry != null) {
                learned.add(each.entry);
            }
        }
        log.addAll(learned);
        if (changed > 0) {
            listener.notice((changed == 1 ? "1 recording is" : Quantity.count(changed) + " recordings are")
                    + " not what the features here were made from: these features are made again");
        }
        if (damaged > 0) {
            listener.notice((damaged == 1
                            ? "the features of 1 recording were"
                            : "the features of " + Quantity.count(damaged) + " recordings were")
                    + " changed since they were written: they are made again");
        }
        return fresh(found);
    }

    /** The same without recording or saying anything. */
    boolean[] glance(List<FeatureFile> files) {
        return fresh(look(files));
    }

    private static boolean[] fresh(List<Found> found) {
        boolean[] fresh = new boolean[found.size()];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = found.get(i).verdict == Verdict.FRESH;
        }
        return fresh;
    }

    /** On several threads: recordings that were moved are read, to be sure that they are the same. */
    private List<Found> look(List<FeatureFile> files) {
        shards.clear();
        Found[] found = new Found[files.size()];
        int jobs = Math.max(1, Math.min(threads, files.size()));
        try (Workers workers = new Workers("looking", jobs);
                Progress.Step step = listener.progress()
                        .start("looking for existing files", files.size(), Progress.Unit.RECORDINGS)) {
            workers.each(files.size(), thread -> at -> {
                found[at] = look(files.get(at));
                step.advance(1);
            });
        }
        return List.of(found);
    }

    private Found look(FeatureFile file) {
        Path source = file.source().file();
        FeatureEntry entry = log.entry(file.key());
        if (source == null) {
            return new Found(Verdict.MISSING, null);
        }
        BatchSource.Origin origin = file.source().origin();
        if (origin != null && (entry == null || entry.source().equals(origin.text()) || !Files.exists(source))) {
            return outOf(origin, entry, file);
        }
        if (entry == null) {
            FeatureEntry adopted = log.isNew() ? adopted(file, source) : null;
            return new Found(adopted == null ? Verdict.MISSING : Verdict.FRESH, adopted);
        }
        if (!isWanted(entry, file)) {
            return new Found(Verdict.MISSING, null);
        }
        try {
            FileIdentity now = entry.identity().now(source);
            if (now.isSame(entry.identity())) {
                return asWritten(entry, file, now);
            }
        } catch (IOException e) {
            // Whatever keeps it from being read is found, and said, where it is to be used.
            return new Found(Verdict.CHANGED, null);
        }
        return new Found(isElsewhere(entry, source) ? Verdict.ELSEWHERE : Verdict.CHANGED, null);
    }

    /** Of a recording that is not there, but in an archive: its checksum vouches for what was made of it before. */
    private Found outOf(BatchSource.Origin origin, @Nullable FeatureEntry entry, FeatureFile file) {
        if (entry == null || !isWanted(entry, file)) {
            return new Found(Verdict.MISSING, null);
        }
        if (entry.source().equals(origin.text())) {
            return asWritten(entry, file, entry.identity());
        }
        return new Found(isThereStill(entry.source()) ? Verdict.ELSEWHERE : Verdict.CHANGED, null);
    }

    private boolean isWanted(FeatureEntry entry, FeatureFile file) {
        return entry.numbers().equals(numbers)
                && entry.output().equals(file.output())
                && isThere(file.file(), entry.bytes());
    }

    /** Of features whose recording is as it was: whether they are, too. Those of an older version have no checksum. */
    private Found asWritten(FeatureEntry entry, FeatureFile file, FileIdentity recording) {
        WrittenFile features = entry.file().hasChecksum() ? now(entry.file(), file) : entry.file();
        if (!features.isSame(entry.file())) {
            return new Found(Verdict.DAMAGED, null);
        }
        FeatureEntry current = entry.in(entry.output(), features)
                .renewed(recording, file.source().place());
        return new Found(Verdict.FRESH, current.equals(entry) ? null : current);
    }

    /** What a file of features holds now: a shard, which has many, is read once at most. */
    private WrittenFile now(WrittenFile written, FeatureFile file) {
        return kind == OutputKind.WEBDATASET
                ? shards.computeIfAbsent(file.output(), any -> written.now(file.file()))
                : written.now(file.file());
    }

    private static boolean isThereStill(String source) {
        try {
            return Files.exists(Path.of(source));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isThere(Path file, long bytes) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() && attributes.size() == bytes;
        } catch (IOException e) {
            return false;
        }
    }

    /** Of a data folder that was moved, the old place is empty. */
    private static boolean isElsewhere(FeatureEntry entry, Path source) {
        try {
            Path there = Path.of(entry.source());
            return Files.exists(there) && !Files.isSameFile(there, source);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void requireSamePlace(List<FeatureFile> files, List<Found> found) {
        FeatureFile first = null;
        int count = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).verdict == Verdict.ELSEWHERE) {
                first = first == null ? files.get(i) : first;
                count++;
            }
        }
        FeatureEntry entry = first == null ? null : log.entry(first.key());
        if (first != null && entry != null) {
            throw new UsageException(
                    "output",
                    "" + first.file() + " was made from " + entry.source()
                            + ", which is another recording than "
                            + first.source().place()
                            + (count == 1 ? "" : ", and " + Quantity.count(count - 1) + " more are like that")
                            + "; choose another folder, or --force to overwrite them");
        }
    }

    /** What is to be recorded of features that an older version made; null where they are to be made again. */
    private @Nullable FeatureEntry adopted(FeatureFile file, Path source) {
        try {
            BasicFileAttributes output = Files.readAttributes(file.file(), BasicFileAttributes.class);
            FileIdentity identity = FileIdentity.glance(source);
            FileTime made = output.lastModifiedTime();
            boolean counts = output.isRegularFile()
                    && output.size() > 0
                    && made.compareTo(since) >= 0
                    && made.to(TimeUnit.NANOSECONDS) > Math.max(identity.modified(), identity.changed());
            FeatureEntry entry = counts ? adopted(file, identity) : null;
            return entry == null ? null : entry.in(file.output(), WrittenFile.ofSize(output.size()));
        } catch (IOException | InatsoundsException e) {
            return null;
        }
    }

    private @Nullable FeatureEntry adopted(FeatureFile file, FileIdentity identity) {
        try (WavReader reader = file.source().open()) {
            int rate = reader.format().sampleRate();
            long samples = reader.frames().orElse(0);
            boolean converted = rate != preset.sampleRate();
            long frames = preset.framing()
                    .frames(converted ? (long) Math.ceil((double) samples * preset.sampleRate() / rate) : samples);
            if (kind == OutputKind.NPY && !converted && frames != framesIn(file.file())) {
                return null;
            }
            return FeatureEntry.of(file, numbers, identity, frames, samples / (double) rate);
        }
    }

    /** Of an array that is a spectrogram; else none. */
    private long framesIn(Path array) {
        long[] shape = NpyArray.shapeOf(array);
        return shape.length == 2 ? shape[preset.layout() == AxisOrder.TIME_MEL ? 0 : 1] : -1;
    }

    /**
     * What is recorded of features that were just made, before their file has its name.
     *
     * @param made with a glance at the recording from before it was read
     */
    FeatureEntry made(FeatureFile file, Made<?> made) {
        Path source = file.source().file();
        FileIdentity glance = made.heard().glance();
        FileIdentity identity = FileIdentity.UNKNOWN;
        try {
            identity = glance == null ? identity : source != null ? glance.read(source) : glance;
        } catch (IOException e) {
            // Gone, or changed, since it was read: it is the same as nothing.
        }
        return FeatureEntry.of(
                file, numbers, identity, made.frames(), made.heard().seconds());
    }

    FeatureLog log() {
        return log;
    }
}
