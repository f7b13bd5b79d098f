/**
 * Spectrograms to look at. Entries: {@link org.inatsounds.spectrogram.picture.Picture} writes a PNG,
 * {@link org.inatsounds.spectrogram.picture.TerminalPicture} lines of text.
 *
 * <pre>
 * Spectrogram ─► BandRows ─► Levels ─┬─► Figure ─► PngWriter       one row at a time; Figure adds axes: Axes, Marks, Glyphs
 *                        0-255   └─► Cells ─► ColouredLine     means over the cells of a terminal
 * </pre>
 *
 * <p>A value becomes a level from 0 to 255, and a level a colour of a {@link org.inatsounds.spectrogram.picture.ColourMap}.
 * Low frequencies are at the bottom, whatever the layout. Nothing of AWT is used: it takes long to start, and needs fonts.
 */
@NullMarked
package org.inatsounds.spectrogram.picture;

import org.jspecify.annotations.NullMarked;
