package org.inatsounds.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.audio.WavFormat;
import org.inatsounds.audio.WavReader;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Quantity;
import org.inatsounds.verify.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Holds the file of a recording against its annotation, by its header alone: nothing else is read. A file may be 0.05 s longer or
 * shorter than its annotation says, for annotations are rounded.
 *
 * <pre>
 * RecordingCheck.Flaw flaw = RecordingCheck.check(data.resolve(recording.fileName()), recording);
 * if (flaw != null) {
 *     System.err.println(flaw.kind() + ": " + flaw.detail()); // TRUNCATED: expected 3.000 s, got 1.200 s
 * }
 * </pre>
 *
 * <p>Every method may be called from any thread.
 */
public final class RecordingCheck {

    /** How far a duration may be off, in seconds. */
    static final double TOLERANCE = 0.05;

    private static final int SAMPLE_RATE = 22_050;
    private static final int BITS = 16;
    private static final int HEADER = 44;

    /**
     * What is wrong with a file.
     *
     * @param kind of those that a header can tell: not {@link Kind#CONTENT}, {@link Kind#DUPLICATE}, {@link Kind#EXTRA}, {@link
     *     Kind#ARCHIVE}
     * @param detail in words: expected, got
     * @param readable whether it can be read as a recording all the same
     */
    public record Flaw(Kind kind, String detail, boolean readable) {

        /** Of a recording that can be read, but for those kinds that never can. */
        Flaw(Kind kind, String detail) {
            this(kind, detail, kind != Kind.MISSING && kind != Kind.UNREADABLE && kind != Kind.EMPTY);
        }
    }

    private RecordingCheck() {}

    /** About how many bytes a recording takes on disk. */
    public static long bytes(Recording recording) {
        double seconds = recording.isTimed() ? recording.duration() : 0;
        return HEADER + Math.round(seconds * SAMPLE_RATE) * (BITS / 8);
    }

    /** Takes out those recordings whose files are right, below a folder. */
    public static void removeRight(Map<String, Recording> recordings, Path folder) {
        recordings.values().removeIf(recording -> check(folder.resolve(recording.fileName()), recording) == null);
    }

    /**
     * What is wrong with a file; null if nothing is.
     *
     * @throws org.inatsounds.CancelledException if the thread is interrupted
     */
    public static @Nullable Flaw check(Path file, Recording recording) {
        try {
            return check(file, Files.size(file), recording);
        } catch (NoSuchFileException e) {
            return new Flaw(Kind.MISSING, "no such file");
        } catch (IOException e) {
            Cancellation.check(Verification.WHAT);
            return new Flaw(Kind.UNREADABLE, "can't be read: " + e.getMessage());
        }
    }

    /** The same for a file that is there, and of so many bytes. */
    static @Nullable Flaw check(Path file, long size, Recording recording) {
        Cancellation.check(Verification.WHAT);
        if (size == 0) {
            return new Flaw(Kind.EMPTY, "expected a recording, got 0 bytes");
        }
        try (WavReader reader = WavReader.open(file)) {
            return check(reader, recording.knownDuration());
        } catch (StorageException e) {
            // An interruption closes files: that says nothing of the file.
            Cancellation.check(Verification.WHAT);
            return new Flaw(Kind.UNREADABLE, withoutFile(String.valueOf(e.getMessage()), file));
        } catch (InatsoundsException e) {
            Cancellation.check(Verification.WHAT);
            return new Flaw(Kind.FORMAT, withoutFile(String.valueOf(e.getMessage()), file), false);
        }
    }

    /**
     * What is wrong with a recording that was opened; of a stream, that was read to its end.
     *
     * @param expected seconds; NaN where nobody says
     */
    static @Nullable Flaw check(WavReader reader, double expected) {
        WavFormat format = reader.format();
        boolean published = format.encoding() == WavFormat.Encoding.PCM
                && format.bits() == BITS
                && format.channels() == 1
                && format.sampleRate() == SAMPLE_RATE;
        if (!published) {
            return new Flaw(
                    Kind.FORMAT,
                    "expected 22,050 Hz, 16-bit PCM, mono, got " + Quantity.count(format.sampleRate()) + " Hz, "
                            + format.bits() + "-bit " + format.encoding() + ", " + format.channels() + " channels");
        }
        double seconds = reader.frames().orElse(0) / (double) SAMPLE_RATE;
        WavReader.Truncation truncation = reader.truncation().orElse(null);
        if (truncation != null) {
            return new Flaw(Kind.TRUNCATED, difference(truncation.expectedFrames() / (double) SAMPLE_RATE, seconds));
        }
        return Math.abs(seconds - expected) > TOLERANCE
                ? new Flaw(
                        Kind.DURATION,
                        difference(expected, seconds)
                                + reader.leftOut().map(more -> "; " + more).orElse(""))
                : null;
    }

    private static String difference(double expected, double got) {
        return String.format(Locale.ROOT, "expected %.3f s, got %.3f s", expected, got);
    }

    /** A message without the file that it begins with: who asks knows it. */
    private static String withoutFile(String message, Path file) {
        return without(file.toString(), message);
    }

    /** The same for anything that has a name. */
    static String without(String file, String message) {
        String name = file + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }
}
