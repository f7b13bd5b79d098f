package org.inatsounds.model;

import org.inatsounds.evaluation.predictions.Activation;
import org.jspecify.annotations.Nullable;

/**
 * What a model gives.
 *
 * @param scores a number a class; null for a model that gives embeddings only
 * @param embedding null if there is none
 * @param optional whether a graph may lack the embedding
 * @param activation what is left to be done to the scores
 * @param stated what a manifest says the scores have been through; null if nothing is said
 */
record ModelOutputs(
        @Nullable TensorSpec scores,
        @Nullable TensorSpec embedding,
        boolean optional,
        Activation activation,
        @Nullable Activation stated) {}
