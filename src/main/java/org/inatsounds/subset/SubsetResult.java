package org.inatsounds.subset;

import java.util.List;
import org.inatsounds.dataset.Recording;

/**
 * What is in a subset now.
 *
 * @param parts its splits, what is held out last
 * @param brought how many recordings are new
 */
public record SubsetResult(List<Part> parts, long brought) {

    /**
     * A split.
     *
     * @param split its name
     * @param recordings how many it has
     * @param seconds of sound, of those recordings of which that is known
     */
    public record Part(String split, int recordings, double seconds) {}

    static SubsetResult of(SubsetPlan plan, long brought) {
        return new SubsetResult(plan.parts().stream().map(SubsetResult::part).toList(), brought);
    }

    private static Part part(SubsetPlan.Part part) {
        double seconds = part.source().recordings().stream()
                .mapToDouble(Recording::knownDuration)
                .filter(duration -> !Double.isNaN(duration))
                .sum();
        return new Part(part.split(), part.names().size(), seconds);
    }
}
