/**
 * NumPy's {@code .npy} files, read and written in one place. Entry: {@link org.inatsounds.npy.NpyArray}.
 *
 * <pre>{@code
 * NpyArray array = NpyArray.read(Path.of("song.npy"));
 * double first = array.value(0);                     // in C order, whatever the order in the file
 * }</pre>
 *
 * <p>Read are booleans, integers of 1 to 8 bytes with and without a sign, and floats of 2, 4 and 8 bytes; C and Fortran order;
 * both byte orders; versions 1 to 3. Numbers become doubles, which is exact but for integers beyond 2<sup>53</sup>. Written are
 * version 1.0, C order and little-endian, byte for byte as {@code numpy.save} does.
 *
 * <p>{@link org.inatsounds.npy.NpyHeader} is what stands before the numbers, {@link org.inatsounds.npy.NpyValues} a view of
 * the numbers themselves, for those who read a large file in pieces; {@link org.inatsounds.npy.NpyFile} is a file that is
 * read from its beginning.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
@NullMarked
package org.inatsounds.npy;

import org.jspecify.annotations.NullMarked;
