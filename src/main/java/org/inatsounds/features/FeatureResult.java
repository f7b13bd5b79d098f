package org.inatsounds.features;

/**
 * What became of a batch of recordings that were turned into spectrograms.
 *
 * @param kind of output
 * @param preset its name
 * @param type of the elements, for example {@code uint8}
 * @param recordings how many the batch was about
 * @param upToDate how many spectrograms were there already
 * @param batch what became of the others
 * @param elapsedSeconds wall time
 */
public record FeatureResult(
        OutputKind kind,
        String preset,
        String type,
        int recordings,
        int upToDate,
        BatchResult batch,
        double elapsedSeconds) {

    /** Whether there is a spectrogram of every recording now. */
    public boolean complete() {
        return batch.failed().isEmpty();
    }
}
