/**
 * Batches of recordings become arrays, windows, pictures or shards. Entry: {@link org.inatsounds.features.BatchRun}.
 *
 * <p>{@code BatchInputs} finds the recordings. A {@code SpectrogramMaker} a thread makes their spectrograms; a {@code BatchOutput}
 * writes them, and knows which are there already: {@code FeatureLog} notes what each was made from, {@code Freshness} holds that
 * against the recordings as they are now.
 */
@NullMarked
package org.inatsounds.features;

import org.jspecify.annotations.NullMarked;
