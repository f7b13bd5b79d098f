package org.inatsounds.evaluation;

/**
 * What comes of a file on one scale of the protocol of the dataset's authors.
 *
 * @param scale {@code mean}, {@code max} or {@code window}
 * @param prior whether classes are masked
 * @param signature how these figures came about
 */
public record ScaleResult(String scale, boolean prior, Evaluation evaluation, Signature signature) {

    /** What the authors' code calls it. */
    public String authorsName() {
        return switch (scale) {
            case "mean" -> "sound_avg";
            case "max" -> "sound_max";
            default -> scale;
        };
    }
}
