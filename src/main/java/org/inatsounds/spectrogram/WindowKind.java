package org.inatsounds.spectrogram;

/** The weights of the samples of a frame. All are periodic (their period is the window's length), as in SciPy and librosa. */
public enum WindowKind {
    /** {@code 0.5 - 0.5 cos(2πn/N)}. */
    HANN(0.5, 0.5, 0),
    /** {@code 0.54 - 0.46 cos(2πn/N)}. */
    HAMMING(0.54, 0.46, 0),
    /** {@code 0.42 - 0.5 cos(2πn/N) + 0.08 cos(4πn/N)}. */
    BLACKMAN(0.42, 0.5, 0.08),
    /** All ones. */
    RECTANGULAR(1, 0, 0);

    private final double constant;
    private final double first;
    private final double second;

    WindowKind(double constant, double first, double second) {
        this.constant = constant;
        this.first = first;
        this.second = second;
    }

    /** The weights of a window of {@code length} samples. */
    double[] weights(int length) {
        double[] weights = new double[length];
        for (int n = 0; n < length; n++) {
            double angle = 2 * Math.PI * n / length;
            weights[n] = constant - first * Math.cos(angle) + second * Math.cos(2 * angle);
        }
        return weights;
    }

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
