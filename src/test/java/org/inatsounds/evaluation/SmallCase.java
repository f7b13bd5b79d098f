package org.inatsounds.evaluation;

import java.util.List;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;

/** Three recordings, two classes (ids 3 and 5), and a category without recordings (9): for tests of input. */
public final class SmallCase {

    public static final GroundTruth TRUTH = new GroundTruth(
            List.of(
                    new Recording(101, "test/00003_Avis/aa.wav", 3),
                    new Recording(102, "test/00005_Rana/bb.wav", 5),
                    new Recording(103, "test/00003_Avis/cc.wav", 3)),
            List.of(
                    category(9, "Felis", "mia", false),
                    category(3, "Avis", "rara", true),
                    category(5, "Rana", "una", true)));

    private SmallCase() {}

    private static Category category(int id, String genus, String epithet, boolean evaluation) {
        String directory = "0000" + id + "_" + genus;
        List<String> lineage = List.of("Animalia", "Chordata", "Class" + id, "Order", "Family", genus, epithet);
        return new Category(id, genus + " " + epithet, directory, "Class" + id, lineage, evaluation);
    }
}
