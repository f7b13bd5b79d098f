package org.inatsounds.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.evaluation.PredictedClasses;
import org.inatsounds.internal.Quantity;

/**
 * Recordings by the cells of a grid, with how many of each were recognised.
 *
 * @param cells those with a recording
 * @param unknown how many recordings have no place
 */
record PlaceCells(List<WorldMap.Cell> cells, int unknown) {

    /** How wide and high a cell is. */
    static final int DEGREES = 4;

    private static final int COLUMNS = 360 / DEGREES;

    static PlaceCells of(Annotations truth, PredictedClasses guesses) {
        TreeMap<Integer, int[]> counts = new TreeMap<>();
        int unknown = 0;
        List<Recording> recordings = truth.recordings();
        for (int i = 0; i < recordings.size(); i++) {
            Recording recording = recordings.get(i);
            if (!guesses.counts(i)) {
                continue;
            }
            if (!recording.isPlaced()) {
                unknown++;
                continue;
            }
            int row = (int) Math.min((recording.latitude() + 90) / DEGREES, 180 / DEGREES - 1);
            int column = (int) Math.min((recording.longitude() + 180) / DEGREES, COLUMNS - 1);
            int[] count = counts.computeIfAbsent(row * COLUMNS + column, cell -> new int[2]);
            count[0]++;
            count[1] += guesses.right(i) ? 1 : 0;
        }
        List<WorldMap.Cell> cells = new ArrayList<>();
        counts.forEach((cell, count) -> cells.add(new WorldMap.Cell(
                cell / COLUMNS * DEGREES - 90 + DEGREES / 2.0,
                cell % COLUMNS * DEGREES - 180 + DEGREES / 2.0,
                count[0],
                count[1] / (double) count[0],
                Quantity.count(count[0]) + (count[0] == 1 ? " recording, " : " recordings, ") + Quantity.count(count[1])
                        + " recognised")));
        // Small ones last, so that no large one hides them.
        cells.sort((a, b) -> Integer.compare(b.recordings(), a.recordings()));
        return new PlaceCells(List.copyOf(cells), unknown);
    }
}
