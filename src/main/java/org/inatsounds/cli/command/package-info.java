/**
 * One class a command: it checks its options, calls the library, prints what came of it.
 */
@NullMarked
package org.inatsounds.cli.command;

import org.jspecify.annotations.NullMarked;
