package org.inatsounds.model;

import java.util.List;
import org.inatsounds.spectrogram.Preset;

/** What a model is fed with. */
sealed interface ModelInput {

    /** Name, type and shape that the graph has to have. */
    TensorSpec tensor();

    /** Sound, as numbers. */
    sealed interface OfSound extends ModelInput {
        /** In Hz. */
        int sampleRate();
    }

    /**
     * Windows of samples.
     *
     * @param cut in samples
     */
    record Waveform(TensorSpec tensor, int sampleRate, Cut cut, Scaling scaling) implements OfSound {}

    /**
     * How a recording is cut into windows. The first window is always there, filled up with zeros if need be.
     *
     * @param length of a window
     * @param hop from the beginning of one window to that of the next
     * @param pad whether a last window that is not full is filled up with zeros; otherwise it is left out
     * @param least what a last window has to hold to be filled up
     */
    record Cut(int length, int hop, boolean pad, int least) {}

    /**
     * What is done to the samples of a window, in this order; they come in 16-bit units.
     *
     * @param divisor 32,768 for ±1
     * @param removeMean whether the window's mean is taken off
     * @param peak what the largest magnitude becomes; 0 to leave it
     */
    record Scaling(double divisor, boolean removeMean, double peak) {}

    /**
     * Windows of a mel spectrogram, as the dataset's authors cut them: one every {@code hop} frames, zeros at both ends.
     *
     * @param preset with a row a band
     * @param timeFirst whether a window is turned to {@code [frames, bands]}
     * @param frames of a window
     * @param pixels what is done to the values before they are fed as floats
     */
    record MelWindows(TensorSpec tensor, Preset preset, boolean timeFirst, int frames, int hop, Pixels pixels)
            implements OfSound {
        @Override
        public int sampleRate() {
            return preset.sampleRate();
        }
    }

    /** A value {@code v} becomes {@code (v / divisor - mean) / deviation}. */
    record Pixels(double divisor, double mean, double deviation) {

        static final Pixels AS_THEY_ARE = new Pixels(1, 0, 1);

        float of(double value) {
            return (float) ((value / divisor - mean) / deviation);
        }
    }

    /**
     * Where and when.
     *
     * @param order what each number is
     */
    record Coordinates(TensorSpec tensor, List<Coordinate> order) implements ModelInput {
        public Coordinates {
            order = List.copyOf(order);
        }
    }
}
