package org.inatsounds.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What another tool says of the same scores, handed over as they are: a column for each category of the file.
 *
 * @param peer which tool
 * @param values by metric; one that it has not, or gives no number for, is missing
 * @param reasons where it says something else than we do, or nothing: why
 */
public record PeerResult(Peer peer, Map<Metric, Double> values, Map<Metric, String> reasons) {

    /** Copies. */
    public PeerResult {
        Map<Metric, Double> numbers = new EnumMap<>(Metric.class);
        numbers.putAll(values);
        values = Collections.unmodifiableMap(numbers);
        Map<Metric, String> sentences = new EnumMap<>(Metric.class);
        sentences.putAll(reasons);
        reasons = Collections.unmodifiableMap(sentences);
    }
}
