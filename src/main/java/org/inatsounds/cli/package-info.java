/**
 * The command line: one class a command, the wiring between the rooms, exit codes, messages and progress bars. Entry:
 * {@link org.inatsounds.cli.Main}.
 *
 * <p>This is the only room that knows two stages at once, and the only one that touches {@code System.out},
 * {@code System.err} and {@code System.exit}. Results go to standard output, everything else to standard error.
 */
@NullMarked
package org.inatsounds.cli;

import org.jspecify.annotations.NullMarked;
