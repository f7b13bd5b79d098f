package org.inatsounds.spectrogram.picture;

/**
 * A labelled place of an axis.
 *
 * @param at pixels, or characters, from the axis's low end
 * @param label what stands there
 */
record Tick(double at, String label) {}
