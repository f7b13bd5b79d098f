package org.inatsounds.model;

import java.util.Arrays;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.model.ModelInput.Cut;
import org.inatsounds.model.ModelInput.Scaling;

/** Cuts samples into windows as they come, and scales them. Holds one window. One thread at a time. */
final class WaveformWindows implements SampleSink {

    private final Cut cut;
    private final Scaling scaling;
    private final Sink sink;
    private final float[] window;
    private final float[] scaled;

    /** Samples of the next window that are here; below 0 while those between two windows are left out. */
    private int filled;
    /** Of the samples in the window, those that an earlier window had already. */
    private int seen;

    private long start;
    private int count;

    /** Takes windows. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next one.
         *
         * @param samples scaled; used again for later ones
         * @param start its first sample
         * @param length how many of its samples are of the recording
         */
        void window(float[] samples, long start, int length);
    }

    WaveformWindows(Cut cut, Scaling scaling, Sink sink) {
        this.cut = cut;
        this.scaling = scaling;
        this.sink = sink;
        window = new float[cut.length()];
        scaled = new float[cut.length()];
    }

    /** Begins a recording. */
    void begin() {
        filled = 0;
        seen = 0;
        start = 0;
        count = 0;
    }

    @Override
    public void accept(float[] samples, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (filled < 0) {
                int left = Math.min(-filled, length - done);
                filled += left;
                done += left;
                continue;
            }
            int some = Math.min(window.length - filled, length - done);
            System.arraycopy(samples, offset + done, window, filled, some);
            filled += some;
            done += some;
            if (filled == window.length) {
                give(filled);
                next();
            }
        }
    }

    private void next() {
        start += cut.hop();
        seen = Math.max(0, window.length - cut.hop());
        System.arraycopy(window, window.length - seen, window, 0, seen);
        filled = window.length - cut.hop();
    }

    /** Ends a recording: the last window, which is not full, is given if it is the only one, or holds enough that is new. */
    void finish() {
        boolean more = filled > seen && cut.pad() && filled >= cut.least();
        if (count == 0 || more) {
            Arrays.fill(window, Math.max(0, filled), window.length, 0);
            give(Math.max(0, filled));
        }
    }

    private void give(int length) {
        scale();
        sink.window(scaled, start, length);
        count++;
    }

    private void scale() {
        double mean = 0;
        if (scaling.removeMean()) {
            double sum = 0;
            for (float sample : window) {
                sum += sample / scaling.divisor();
            }
            mean = sum / window.length;
        }
        double largest = 0;
        for (int i = 0; i < window.length; i++) {
            double sample = window[i] / scaling.divisor() - mean;
            scaled[i] = (float) sample;
            largest = Math.max(largest, Math.abs(sample));
        }
        if (scaling.peak() > 0 && largest > 0) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (float) (scaled[i] / largest * scaling.peak());
            }
        }
    }
}
