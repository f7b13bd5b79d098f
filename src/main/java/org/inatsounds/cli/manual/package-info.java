/**
 * What is generated from the commands themselves: manual pages ({@link org.inatsounds.cli.manual.ManualPage}), completion
 * ({@link org.inatsounds.cli.manual.Shell}) and the topics of {@code inatsounds help}
 * ({@link org.inatsounds.cli.manual.Topic}). It reads picocli's model of the commands and knows none of them by name.
 */
@NullMarked
package org.inatsounds.cli.manual;

import org.jspecify.annotations.NullMarked;
