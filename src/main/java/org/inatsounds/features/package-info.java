/**
 * Batches of recordings become arrays, windows, pictures or shards. Entry: {@link org.inatsounds.features.FeatureBatch}.
 *
 * <p>{@code BatchInputs} finds the recordings. A {@code BatchRun} makes something of each on several threads: a {@code Maker} a
 * thread reads it with a {@code RecordingReader}, and a {@code BatchOutput} takes what was made. It knows nothing of
 * spectrograms; those are what a {@code SpectrogramMaker} makes. The outputs into folders know what is there already:
 * {@code FeatureLog} notes what each was made from, {@code Freshness} holds that against the recordings as they are now.
 */
@NullMarked
package org.inatsounds.features;

import org.jspecify.annotations.NullMarked;
