/**
 * One class a command: it checks its options, calls the library, prints what came of it. The words of the help are in the resource
 * {@code help.txt} ({@link org.inatsounds.cli.command.HelpText}).
 */
@NullMarked
package org.inatsounds.cli.command;

import org.jspecify.annotations.NullMarked;
