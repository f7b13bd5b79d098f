/**
 * Sound to mel spectrograms. Entry: {@link org.inatsounds.spectrogram.Spectrograms}. A
 * {@link org.inatsounds.spectrogram.Preset} holds every number, and a {@link org.inatsounds.spectrogram.SpectrogramKernel} turns
 * samples into frames.
 *
 * <pre>
 * samples ─► SpectrogramKernel ─► Stft ─► MelFilterBank ─► MelSink ─► Spectrogram ─► Windows, Parity, org.inatsounds.npy
 *            cuts frames          a batch of frames at a time       whole array
 * </pre>
 *
 * <p>Samples come in chunks of any size, as numbers in 16-bit units (the value of a 16-bit sample as it is), at the rate
 * of the preset. The kernel holds no more than a few frames. {@link org.inatsounds.spectrogram.SpectrogramBuilder}
 * collects the frames of one recording into a {@link org.inatsounds.spectrogram.Spectrogram}.
 *
 * <p>Transforms whose size is a power of two are made for a hundred frames at once ({@code LaneStft}), others for two with
 * JTransforms ({@code PairStft}). One frame costs a transform, whose zero half is not computed, a square root a bin, one sum over the few
 * bins of each band, and a look-up: the logarithm and the rounding to a byte are 255 thresholds.
 *
 * <p>{@code org.inatsounds.spectrogram.picture} draws spectrograms, as PNG and in a terminal.
 */
@NullMarked
package org.inatsounds.spectrogram;

import org.jspecify.annotations.NullMarked;
