package org.inatsounds.spectrogram;

/** A formula for the mel scale: equal steps on it sound about equally far apart. */
public enum MelScale {
    /** {@code 1127 ln(1 + f/700)}. */
    HTK_NATURAL {
        @Override
        double mel(double hertz) {
            return 1127 * Math.log(1 + hertz / 700);
        }

        @Override
        double hertz(double mel) {
            return 700 * (Math.exp(mel / 1127) - 1);
        }
    },
    /** {@code 2595 log10(1 + f/700)}: the same with other rounding of its constant. */
    HTK {
        @Override
        double mel(double hertz) {
            return 2595 * Math.log10(1 + hertz / 700);
        }

        @Override
        double hertz(double mel) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
    },
    /** Slaney's Auditory Toolbox, librosa's default: linear below 1,000 Hz, logarithmic above. */
    SLANEY {
        @Override
        double mel(double hertz) {
            return hertz < BREAK_HERTZ ? hertz / STEP : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
        }

        @Override
        double hertz(double mel) {
            return mel < BREAK_MEL ? mel * STEP : BREAK_HERTZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
        }
    };

    private static final double BREAK_HERTZ = 1000;
    private static final double STEP = 200.0 / 3;
    private static final double BREAK_MEL = BREAK_HERTZ / STEP;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    /** A frequency in mel. */
    abstract double mel(double hertz);

    /** The frequency of a mel value, in hertz. */
    abstract double hertz(double mel);

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
