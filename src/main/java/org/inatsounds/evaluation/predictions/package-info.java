/**
 * Files of scores, in every layout that people bring. Entry: {@link org.inatsounds.evaluation.predictions.Predictions}.
 *
 * <p>{@link org.inatsounds.evaluation.predictions.GroundTruth} says which recordings and classes there are, and is what names in
 * a file are held against. {@code LayoutRecogniser} looks at the first bytes and the header, and chooses the reader: {@code WidePredictions}
 * and {@code NpyPredictions} read their file where it is, in pieces, by several threads; what has several rows a recording, or other
 * rows than one score a class, becomes such a matrix first, in a temporary file ({@code ConvertedPredictions}).
 *
 * <p>{@link org.inatsounds.evaluation.predictions.NameMatches} says beforehand what the labels of a model mean.
 */
@NullMarked
package org.inatsounds.evaluation.predictions;

import org.jspecify.annotations.NullMarked;
