/**
 * Spectrograms to look at. Entry: {@link org.inatsounds.spectrogram.picture.Picture} writes a PNG.
 *
 * <pre>
 * Spectrogram ─► Rows ─► Levels ─► Figure ─► PngWriter       one row at a time; Figure adds axes: Axes, Marks, Glyphs
 *                        0-255
 * </pre>
 *
 * <p>A value becomes a level from 0 to 255, and a level a colour of a {@link org.inatsounds.spectrogram.picture.ColourMap}.
 * Low frequencies are at the bottom, whatever the layout. Nothing of AWT is used: it takes long to start, and needs fonts.
 */
@NullMarked
package org.inatsounds.spectrogram.picture;

import org.jspecify.annotations.NullMarked;
