/**
 * What is generated from the commands themselves: manual pages ({@link org.inatsounds.manual.ManualPage}) and completion
 * ({@link org.inatsounds.manual.Shell}).
 *
 * <p>It reads picocli's model of a command line, whichever that is: {@code cli} hands it over with its words, and writes what comes
 * of it.
 */
@NullMarked
package org.inatsounds.manual;

import org.jspecify.annotations.NullMarked;
