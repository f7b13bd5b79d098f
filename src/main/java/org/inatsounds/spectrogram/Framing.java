package org.inatsounds.spectrogram;

/**
 * How a recording is cut into frames.
 *
 * @param windowLength samples under the window, at least 2
 * @param hop samples from one frame to the next, at least 1
 * @param fftSize length of the Fourier transform in samples, at least {@code windowLength}
 * @param window the window's form
 * @param padding what stands at both ends; anything but {@link Padding#NONE} centres the frames, and the window in the
 *     transform
 */
public record Framing(int windowLength, int hop, int fftSize, WindowKind window, Padding padding) {

    /** The largest transform: 2²⁰ samples, 48 seconds. */
    static final int MAX_FFT_SIZE = 1 << 20;

    public Framing {
        PresetNumbers.inRange("window length", windowLength, 2, MAX_FFT_SIZE);
        PresetNumbers.inRange("hop", hop, 1, MAX_FFT_SIZE);
        PresetNumbers.inRange("FFT size", fftSize, windowLength, MAX_FFT_SIZE);
    }

    /** Samples that a frame spans: the window, or the whole transform where frames are centred. */
    int frameLength() {
        return padding == Padding.NONE ? windowLength : fftSize;
    }

    /** Samples that stand before the first sample of the recording, and after the last. */
    int padLength() {
        return padding == Padding.NONE ? 0 : fftSize / 2;
    }

    /**
     * Frames of a recording. One shorter than a frame gives one, filled up with zeros at its end.
     *
     * @param samples length of the recording, 0 or more
     */
    public long frames(long samples) {
        long padded = samples + 2L * padLength();
        return padded < frameLength() ? 1 : (padded - frameLength()) / hop + 1;
    }

    /** The weights of the samples of a frame: the window, with zeros around it where it is shorter than the frame. */
    double[] weights() {
        double[] frame = new double[frameLength()];
        System.arraycopy(window.weights(windowLength), 0, frame, (frame.length - windowLength) / 2, windowLength);
        return frame;
    }
}
