/**
 * What every room shares: the failures that a user can act on ({@link org.inatsounds.InatsoundsException}), the
 * {@link org.inatsounds.Progress} of long work, and {@link org.inatsounds.Split}, the three parts of the dataset.
 *
 * <p>The rooms read left to right in the order in which bytes become numbers: {@code fetch}, {@code archive},
 * {@code dataset}, {@code evaluation}, {@code report}. None of them knows its neighbour; {@code cli} puts them together.
 */
@NullMarked
package org.inatsounds;

import org.jspecify.annotations.NullMarked;
