/**
 * The process and the terminal: streams, colours, progress bars, exit codes. Entry:
 * {@link org.inatsounds.cli.terminal.Session}.
 */
@NullMarked
package org.inatsounds.cli.terminal;

import org.jspecify.annotations.NullMarked;
