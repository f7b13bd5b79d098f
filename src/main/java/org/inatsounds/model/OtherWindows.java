package org.inatsounds.model;

import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.model.ModelInput.Coordinates;
import org.inatsounds.model.ModelInput.Cut;
import org.inatsounds.model.ModelInput.MelWindows;
import org.inatsounds.model.ModelInput.Waveform;
import org.jspecify.annotations.Nullable;

/** Windows that are cut otherwise than the description of a model says. */
final class OtherWindows {

    private OtherWindows() {}

    /**
     * The input with another hop, or another rule for the last window. Null leaves what is described.
     *
     * @throws UsageException if it has no such windows
     */
    static ModelInput of(ModelInput input, @Nullable Double hopSeconds, @Nullable Boolean pad) {
        if (hopSeconds != null && !(hopSeconds > 0 && hopSeconds < Integer.MAX_VALUE)) {
            throw new UsageException("hop-seconds", "expected seconds above 0, got " + hopSeconds);
        }
        if (input instanceof Waveform wave) {
            Cut cut = wave.cut();
            int hop = hopSeconds == null ? cut.hop() : samples(hopSeconds, wave.sampleRate());
            return new Waveform(
                    wave.tensor(),
                    wave.sampleRate(),
                    new Cut(cut.length(), hop, pad == null ? cut.pad() : pad, cut.least()),
                    wave.scaling());
        }
        if (input instanceof MelWindows mel) {
            if (pad != null) {
                throw new UsageException(
                        "last",
                        "expected a model of samples; recordings are cut into mel windows as the"
                                + " dataset's authors cut them, with zeros at both ends");
            }
            return hopSeconds == null
                    ? input
                    : new MelWindows(
                            mel.tensor(),
                            mel.preset(),
                            mel.timeFirst(),
                            mel.frames(),
                            frames(hopSeconds, mel),
                            mel.pixels());
        }
        if (input instanceof Coordinates && (hopSeconds != null || pad != null)) {
            throw new UsageException(
                    hopSeconds != null ? "hop-seconds" : "last",
                    "expected a model with sound as input, got one with coordinates");
        }
        return input;
    }

    private static int samples(double seconds, int rate) {
        double samples = Math.rint(seconds * rate);
        if (samples < 1 || samples > Integer.MAX_VALUE) {
            throw new UsageException(
                    "hop-seconds",
                    "expected at least a sample, 1/" + rate + " s, and at most " + Integer.MAX_VALUE + " of them, got "
                            + seconds);
        }
        return (int) samples;
    }

    private static int frames(double seconds, MelWindows mel) {
        double frame = mel.preset().framing().hop() / (double) mel.sampleRate();
        double frames = Math.rint(seconds / frame);
        if (frames < 1 || frames > mel.frames()) {
            throw new UsageException(
                    "hop-seconds",
                    "expected between one frame (" + text(frame)
                            + " s) and a window of " + mel.frames() + " (" + text(mel.frames() * frame) + " s), got "
                            + seconds);
        }
        return (int) frames;
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.4f", seconds);
    }
}
