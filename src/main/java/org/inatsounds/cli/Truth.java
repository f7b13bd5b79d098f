package org.inatsounds.cli;

import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Rank;
import org.inatsounds.evaluation.predictions.GroundTruth;


import java.util.List;

/** Hands annotations from the dataset room to the evaluation room, which don't know each other. */
public final class Truth {

    private Truth() {}

    /** What the annotations say is right. They must be labelled. */
    public static GroundTruth of(Annotations annotations) {
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
