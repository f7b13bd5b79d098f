/**
 * The command line over the library. Entry: {@link org.inatsounds.cli.Main}. Commands are in {@code command}, what several of
 * them take in {@code option}, streams and bars in {@code terminal}.
 *
 * <p>This is the only room that touches {@code System.out},
 * {@code System.err} and {@code System.exit}. Results go to standard output, everything else to standard error.
 */
@NullMarked
package org.inatsounds.cli;

import org.jspecify.annotations.NullMarked;
