/**
 * What every room shares: the failures that a user can act on ({@link org.inatsounds.InatsoundsException}), the
 * {@link org.inatsounds.Progress} of long work, {@link org.inatsounds.Split}, the three parts of the dataset, and
 * {@link org.inatsounds.internal.Suggestions}, the names nearest to a wrong one.
 *
 * <p>The rooms read left to right in the order in which bytes become numbers: {@code fetch}, {@code archive},
 * {@code dataset}, {@code audio}, {@code spectrogram}, {@code evaluation}, {@code report}. None of them knows its neighbour; {@code cli} puts them together.
 */
@NullMarked
package org.inatsounds;

import org.inatsounds.internal.Suggestions;


import org.jspecify.annotations.NullMarked;
