/**
 * Scores of a model become metrics. Entry: {@link org.inatsounds.evaluation.Evaluator}.
 *
 * <p>{@link org.inatsounds.evaluation.predictions.GroundTruth} says which recordings and classes there are.
 * {@link org.inatsounds.evaluation.predictions.Predictions} opens a file of scores and can read it twice, in pieces, by several threads;
 * the matrix never lies in memory. The first pass brings the score that each recording gives its own class: these are the
 * thresholds at which a class is judged. The second pass ranks the classes of each recording, and counts, for each class,
 * how many recordings score between its thresholds. Average precision, best F1 and ROC-AUC follow from these counts alone,
 * exactly. The result is an {@link org.inatsounds.evaluation.Evaluation}.
 *
 * <p>Readers of well-formed input know only that something is wrong, never what: then the file is read again from its
 * start, slowly, by an inspector that names the first problems. So messages are the same for any number of threads.
 */
@NullMarked
package org.inatsounds.evaluation;

import org.jspecify.annotations.NullMarked;
