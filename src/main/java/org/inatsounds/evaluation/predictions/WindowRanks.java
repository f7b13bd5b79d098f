package org.inatsounds.evaluation.predictions;

import java.util.Arrays;

/** Where the true class stands in each row by itself: a few numbers a window, and no scores. */
public final class WindowRanks implements Scale {

    private static final int FIRST_ROOM = 1 << 10;

    private final int[] classOf;
    private final Ranking ranking;
    private int[] recordingOf = new int[FIRST_ROOM];
    private int windows;

    /**
     * Makes it.
     *
     * @param masked whether minus infinity is the score of a class that is masked, and never ranks
     */
    WindowRanks(GroundTruth truth, boolean masked) {
        this.classOf = truth.classOf();
        this.ranking = new Ranking(new int[0], masked);
    }

    @Override
    public void row(int recording, double[] scores) {
        if (windows == recordingOf.length) {
            recordingOf = Arrays.copyOf(recordingOf, 2 * windows);
        }
        if (classOf[recording] != GroundTruth.LEFT_OUT) {
            if (windows >= ranking.rows()) {
                ranking.resize(2 * windows + FIRST_ROOM);
            }
            ranking.row(windows, classOf[recording], scores);
        }
        recordingOf[windows++] = recording;
    }

    @Override
    public void end() {
        recordingOf = Arrays.copyOf(recordingOf, windows);
        ranking.resize(windows);
    }

    /** Which recording each window is of. Not a copy: for reading only. */
    public int[] recordingOf() {
        return recordingOf;
    }

    /** What a truth and a rule make of them: recordings without any window have one that is never a hit, or don't count. */
    public Ranked of(MissingRows absent) {
        int[] counted = absent.counted();
        int more = absent.worst().size();
        int[] classes = new int[windows + more];
        for (int i = 0; i < windows; i++) {
            classes[i] = counted[recordingOf[i]];
        }
        for (int i = 0; i < more; i++) {
            classes[windows + i] = counted[absent.worst().get(i)];
        }
        ranking.resize(windows + more);
        return new Ranked(classes, ranking);
    }

    /**
     * Windows that count.
     *
     * @param classOf the true class of each; negative for those that don't
     * @param ranking of them
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Ranked(int[] classOf, Ranking ranking) {}
}
