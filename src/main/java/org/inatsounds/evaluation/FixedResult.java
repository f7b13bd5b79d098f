package org.inatsounds.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;

/**
 * F1 at thresholds that were chosen elsewhere. Best F1 ({@code mf1}) picks each threshold on the recordings that it is scored on,
 * and is no lower in any class.
 *
 * @param file where the thresholds are from
 * @param f1 the mean over the classes that have a threshold
 * @param best the mean of best F1 over the same classes
 * @param perClass by category id: those classes
 * @param without the evaluated classes that have no threshold: they are in neither mean
 * @param others how many thresholds are of categories that are not evaluated
 */
public record FixedResult(
        String file, double f1, double best, Map<Integer, OfClass> perClass, List<Category> without, int others) {

    /** A class: the threshold, and F1 when all recordings are taken whose score is not below it. */
    public record OfClass(double threshold, double f1) {}

    /** Copies. */
    public FixedResult {
        perClass = Collections.unmodifiableMap(new TreeMap<>(perClass));
        without = List.copyOf(without);
    }
}
