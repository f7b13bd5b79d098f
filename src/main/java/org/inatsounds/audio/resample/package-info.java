/**
 * Changes the sample rate of a signal as it comes. Entry: {@link org.inatsounds.audio.resample.Resampler}.
 */
@NullMarked
package org.inatsounds.audio.resample;

import org.jspecify.annotations.NullMarked;
