package org.inatsounds.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An input or output of a graph: as a description has it, or as the graph does.
 *
 * @param name null where a description leaves it out; the graph has one only, then
 * @param type null where a description leaves it to the graph; of a graph, null for one that is not served
 * @param shape the length of each dimension, the batch first; {@link #ANY} for one that is not fixed. Empty where a description
 *     says nothing of it
 */
record TensorSpec(@Nullable String name, @Nullable TensorType type, List<Integer> shape) {

    /** A length that is not fixed. */
    static final int ANY = -1;

    TensorSpec {
        shape = List.copyOf(shape);
    }

    TensorSpec withShape(List<Integer> other) {
        return new TensorSpec(name, type, other);
    }

    /** Elements of one row of a batch. */
    int elements() {
        return shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /** For example {@code [batch, 128, 512]}. */
    static String text(List<Integer> shape) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shape.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(shape.get(i) != ANY ? shape.get(i).toString() : i == 0 ? "batch" : "any");
        }
        return "[" + text + "]";
    }

    /** Names in quotes, for messages. */
    static String names(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    }
}
