/**
 * What every room shares: the failures that a user can act on ({@link org.inatsounds.InatsoundsException}), what a long call tells
 * its caller ({@link org.inatsounds.Listener}, {@link org.inatsounds.Progress}), and {@link org.inatsounds.Split}, the three parts
 * of the dataset.
 *
 * <p>The library is every room but {@code cli}, {@code manual} and {@code demo}. It knows neither options nor exit codes: it
 * returns a result, or throws. {@code docs/architecture.md} has the map of the rooms.
 */
@NullMarked
package org.inatsounds;

import org.jspecify.annotations.NullMarked;
