package org.inatsounds.evaluation;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.inatsounds.BadInputException;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.CompetingClasses;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.internal.Checksum;

/**
 * What predictions are scored against.
 *
 * @param file that the annotations stand in
 * @param truth with the classes that compete
 * @param signed what a signature says of the annotations
 * @param classes which compete
 */
public record ScoredAgainst(
        Path file, Annotations annotations, GroundTruth truth, Signature.Truth signed, CompetingClasses classes) {

    /**
     * Reads it.
     *
     * @param split what the split of annotations is called
     * @throws BadInputException when the annotations can't be used
     */
    public static ScoredAgainst read(Path file, CompetingClasses classes, Function<Annotations, String> split) {
        AnnotationFile from = AnnotationFile.of(file);
        // On another core, while this one parses.
        CompletableFuture<String> checksum =
                from.isPipe() ? null : CompletableFuture.supplyAsync(() -> Checksum.sha256(file));
        Annotations annotations = from.read();
        if (!annotations.labelled()) {
            throw new BadInputException(
                    file + ": it gives no species for the recordings (no annotations): nothing to compare with");
        }
        String sum = checksum == null ? Checksum.sha256(from.bytes()) : checksum.join();
        return new ScoredAgainst(
                file,
                annotations,
                classes.choose(GroundTruth.of(annotations)),
                new Signature.Truth(split.apply(annotations), sum),
                classes);
    }
}
