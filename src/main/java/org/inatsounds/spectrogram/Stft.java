package org.inatsounds.spectrogram;

/** Turns frames into spectra, several at a time. */
interface Stft {

    /** How many frames are transformed at once, at most. */
    int batch();

    /**
     * How many samples are looked at beyond those of the frames asked for. What they are makes no difference.
     */
    int overhang();

    /**
     * Transforms frames, one every hop.
     *
     * @param samples holds the frames, and {@link #overhang} samples more
     * @param start of the first frame
     * @param frames how many, 1 to {@link #batch}
     * @param spectra takes magnitude or power: a row for each bin, in it an element for each frame; a row has two elements
     *     more than the batch
     */
    void transform(double[] samples, int start, int frames, double[][] spectra);

    /** The fastest one for a preset. */
    static Stft of(Preset preset) {
        Framing framing = preset.framing();
        return LaneStft.suits(framing)
                ? new LaneStft(preset.frameWeights(), framing.fftSize(), framing.hop(), preset.power())
                : new PairStft(preset.frameWeights(), framing.fftSize(), framing.hop(), preset.power());
    }
}
