package org.inatsounds.evaluation;

import java.util.List;
import org.inatsounds.evaluation.Comparison.Change;

/**
 * What a result is compared with.
 *
 * @param predictions the name of the baseline's file of scores
 * @param signature how the baseline's result came about
 * @param comparison of the two
 */
public record BaselineResult(String predictions, Signature signature, Comparison comparison) {

    private static final int NAMED = 5;

    /** The classes that largest gain, the most first. */
    public List<Change> gained() {
        return comparison.changes().stream()
                .filter(change -> change.gain() > 0)
                .limit(NAMED)
                .toList();
    }

    /** The classes that largest loss, the most first. */
    public List<Change> lost() {
        List<Change> lost = comparison.changes().stream()
                .filter(change -> change.gain() < 0)
                .toList();
        return lost.subList(Math.max(0, lost.size() - NAMED), lost.size()).stream()
                .sorted((a, b) -> Double.compare(a.gain(), b.gain()))
                .toList();
    }
}
