package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.Quantity;

/** What is told of F1 at thresholds that were chosen elsewhere: for text and for Markdown. */
final class FixedNotes {

    private static final int NAMED = 5;

    private FixedNotes() {}

    /** The two numbers, what to know about them, and which classes are not in them. */
    static List<String> of(FixedResult fixed) {
        List<String> lines = new ArrayList<>();
        lines.add("F1 at the thresholds of " + fixed.file() + ": " + Numbers.fraction(fixed.f1()) + ", mean over "
                + classes(fixed.perClass().size()) + "; the best F1 of the same classes: "
                + Numbers.fraction(fixed.best())
                + ".");
        lines.add(
                "Best F1 (mf1) chooses the threshold of each class on the scored recordings themselves; these thresholds"
                        + " were fixed before.");
        if (!fixed.without().isEmpty()) {
            String named =
                    fixed.without().stream().limit(NAMED).map(Category::name).collect(Collectors.joining(", "));
            lines.add(classes(fixed.without().size()) + " without a threshold, in neither mean: " + named
                    + (fixed.without().size() > NAMED ? ", …" : "") + ".");
        }
        if (fixed.others() > 0) {
            lines.add(Quantity.count(fixed.others()) + " of the thresholds are of categories that are not evaluated.");
        }
        return lines;
    }

    private static String classes(int count) {
        return Quantity.count(count) + (count == 1 ? " class" : " classes");
    }
}
