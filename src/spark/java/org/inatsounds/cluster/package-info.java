/**
 * Jobs for a Spark cluster. Entries: {@link org.inatsounds.cluster.Recordings} finds recordings, and {@link
 * org.inatsounds.cluster.FeaturesJob}, {@link org.inatsounds.cluster.PredictJob} and {@link org.inatsounds.cluster.VerifyJob} make
 * tables of them, each a class for {@code spark-submit} and a method for notebooks.
 *
 * <pre>{@code
 * Dataset<Row> recordings = Recordings.of(spark).add("https://example.org/train.tar.gz").table();
 * FeaturesJob.features(recordings, "inatsounds-2024").write().parquet("features");
 * }</pre>
 *
 * <pre>
 * driver     Recordings ─► RecordingPart, a row each ─► JobRun: leaves out what is done, some rows at a time
 *                                                          │
 * executors  PartTask ─► PartReader ─► BatchSource ─► RowMaker: FeatureRows, ShardRows, ScoreRows, CheckRows
 * </pre>
 *
 * <p>The room is an adapter: what a recording is made into is the work of {@code features}, {@code model}, {@code verify} and
 * {@code archive}, which know nothing of Spark. It is built with the profile {@code spark}.
 */
@NullMarked
package org.inatsounds.cluster;

import org.jspecify.annotations.NullMarked;
