package org.inatsounds.model;

import org.jspecify.annotations.Nullable;

/**
 * A description and a graph that agree: every name, type and length is that of the graph, and batches are as the graph takes them.
 *
 * @param input as it is in the graph, with the shape of the description
 * @param batch rows that have to be in a batch; {@link TensorSpec#ANY} for as many as one likes
 * @param scores null if there are none
 * @param embedding null if there is none
 */
record Bound(
        TensorSpec input,
        int batch,
        @Nullable TensorSpec scores,
        @Nullable TensorSpec embedding) {}
