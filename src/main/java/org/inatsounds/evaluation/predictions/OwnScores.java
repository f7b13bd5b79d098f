package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The score that each recording gives its own class, as the first pass computes them. Safe for several threads. */
public final class OwnScores {

    private final double[] scores;
    private final AtomicIntegerArray seen;

    public OwnScores(int recordings) {
        this.scores = new double[recordings];
        this.seen = new AtomicIntegerArray(recordings);
    }

    /**
     * Takes the score of a recording.
     *
     * @throws MalformedException when there is one already
     */
    void put(int recording, double score) throws MalformedException {
        if (seen.getAndSet(recording, 1) != 0) {
            throw new MalformedException();
        }
        scores[recording] = score;
    }

    /** One a recording; 0 for the missing ones. To be read when the threads have ended. */
    public double[] scores() {
        return scores;
    }

    /** The recordings that have no row, by their place in the annotations. */
    public List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (seen.get(i) == 0) {
                missing.add(i);
            }
        }
        return missing;
    }
}
