package org.inatsounds.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.inatsounds.InatsoundsException;
import org.inatsounds.audio.WavFormat;
import org.inatsounds.audio.WavReader;
import org.inatsounds.dataset.Recording;
import org.jspecify.annotations.Nullable;

/** Holds the file of a recording against its annotation, by its header alone: nothing else is read. */
final class RecordingCheck {

    /** How far a duration may be off, in seconds. */
    static final double TOLERANCE = 0.05;

    private static final int SAMPLE_RATE = 22_050;
    private static final int BITS = 16;
    private static final int HEADER = 44;

    /** What can be wrong. */
    enum Kind {
        MISSING,
        EMPTY,
        TRUNCATED,
        FORMAT,
        DURATION
    }

    /**
     * Something that is wrong.
     *
     * @param detail in words: expected, got
     */
    record Problem(Kind kind, String detail) {}

    private RecordingCheck() {}

    /** About how many bytes a recording takes on disk. */
    static long bytes(Recording recording) {
        double seconds = Double.isNaN(recording.duration()) ? 0 : recording.duration();
        return HEADER + Math.round(seconds * SAMPLE_RATE) * (BITS / 8);
    }

    /** What is wrong with a file; null if nothing is. */
    static @Nullable Problem check(Path file, Recording recording) {
        long size;
        try {
            if (!Files.isRegularFile(file)) {
                return new Problem(Kind.MISSING, "no such file");
            }
            size = Files.size(file);
        } catch (IOException e) {
            return new Problem(Kind.MISSING, "can't be looked at: " + e.getMessage());
        }
        if (size == 0) {
            return new Problem(Kind.EMPTY, "expected a recording, got 0 bytes");
        }
        try (WavReader reader = WavReader.open(file)) {
            return check(reader.format(), reader.frames(), size, recording);
        } catch (InatsoundsException e) {
            return new Problem(Kind.FORMAT, withoutFile(String.valueOf(e.getMessage()), file));
        }
    }

    private static @Nullable Problem check(WavFormat format, OptionalLong frames, long size, Recording recording) {
        boolean published = format.encoding() == WavFormat.Encoding.PCM
                && format.bits() == BITS
                && format.channels() == 1
                && format.sampleRate() == SAMPLE_RATE;
        if (!published) {
            return new Problem(
                    Kind.FORMAT,
                    "expected 22,050 Hz, 16-bit PCM, mono, got " + Quantity.count(format.sampleRate()) + " Hz, "
                            + format.bits() + "-bit " + format.encoding() + ", " + format.channels() + " channels");
        }
        if (frames.isEmpty()) {
            return new Problem(Kind.FORMAT, "its header does not say how long it is");
        }
        long least = HEADER + frames.getAsLong() * format.frameBytes();
        if (size < least) {
            return new Problem(
                    Kind.TRUNCATED,
                    "expected at least " + Quantity.count(least) + " bytes, got " + Quantity.count(size));
        }
        double seconds = frames.getAsLong() / (double) format.sampleRate();
        double expected = recording.duration();
        if (Math.abs(seconds - expected) > TOLERANCE) {
            return new Problem(
                    Kind.DURATION, String.format(Locale.ROOT, "expected %.3f s, got %.3f s", expected, seconds));
        }
        return null;
    }

    /** A message without the file that it begins with: who asks knows it. */
    private static String withoutFile(String message, Path file) {
        String name = file + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }
}
