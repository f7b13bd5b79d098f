/**
 * Scores of recordings by a model in ONNX form. Entries: {@link org.inatsounds.model.ModelDescription#find}, {@link
 * org.inatsounds.model.Model#open}.
 *
 * <pre>{@code
 * ModelDescription description = ModelDescription.find(file, null);
 * try (Model model = Model.open(file, description);
 *         WavReader reader = Decoder.AUTO.open(recording)) {
 *     RecordingPool pool = new RecordingPool(description.activation(), Pool.MEAN, null);
 *     model.scorer().score(reader, recording.toString(), window -> pool.add(window.scores()));
 *     double[] scores = pool.finish();
 * }
 * }</pre>
 *
 * <pre>
 * JSON ─► DescriptionReader ─► ModelDescription ─┐
 *                                                ├─► GraphCheck ─► Model ─► Scorer, CoordinateScorer
 * file ─► OnnxGraph, OnnxRuntime ────────────────┘
 *
 * WavReader ─► RateReader ─► WaveformWindows, MelWindowFeed ─► Batch ─► NativeCalls ─► WindowScores
 * </pre>
 *
 * <p>A model does not say what its numbers mean: a description does, and graph and description are held against each other before
 * anything runs. No other room knows ONNX Runtime; its classes are loaded when a model is opened.
 */
@NullMarked
package org.inatsounds.model;

import org.jspecify.annotations.NullMarked;
