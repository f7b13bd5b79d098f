package org.inatsounds.cli;

import java.util.List;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Rank;
import org.inatsounds.evaluation.GroundTruth;

/** Hands annotations from the dataset room to the evaluation room, which don't know each other. */
final class Truth {

    private Truth() {}

    /** What the annotations say is right. They must be labelled. */
    static GroundTruth of(Annotations annotations) {
        List<GroundTruth.Recording> recordings = annotations.recordings().stream()
                .map(r -> new GroundTruth.Recording(
                        r.id(), r.fileName(), annotations.categoryOf(r).id()))
                .toList();
        List<GroundTruth.Category> categories = annotations.categories().stream()
                .map(c -> new GroundTruth.Category(
                        c.id(),
                        c.name(),
                        c.audioDirName(),
                        c.supercategory(),
                        c.path(Rank.SPECIES),
                        Boolean.TRUE.equals(c.evaluation()),
                        c.commonName()))
                .toList();
        return new GroundTruth(recordings, categories);
    }
}
