package org.inatsounds.dataset.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.inatsounds.dataset.filter.Selection;

/**
 * Statistics of splits.
 *
 * @param splits those of each split, by name, in their order
 * @param all those of all splits together
 */
public record DatasetStatistics(Map<String, Statistics> splits, Statistics all) {

    /**
     * Counts, once for each recording.
     *
     * @param selections of different splits and one release: see {@link Selection#requireOneRelease}
     * @param executor counts the splits in parallel
     */
    public static DatasetStatistics of(List<Selection> selections, Executor executor) {
        List<CompletableFuture<StatisticsCounter>> counting = new ArrayList<>();
        for (Selection selection : selections) {
            counting.add(CompletableFuture.supplyAsync(
                    () -> {
                        StatisticsCounter counter = new StatisticsCounter();
                        counter.add(selection);
                        return counter;
                    },
                    executor));
        }
        Map<String, Statistics> splits = new LinkedHashMap<>();
        StatisticsCounter all = new StatisticsCounter();
        for (int i = 0; i < selections.size(); i++) {
            StatisticsCounter counter = counting.get(i).join();
            splits.put(selections.get(i).split(), counter.statistics());
            all.add(counter);
        }
        // There is nothing more to sort where there is one split.
        Statistics ofAll = splits.size() == 1 ? splits.values().iterator().next() : all.statistics();
        return new DatasetStatistics(splits, ofAll);
    }
}
