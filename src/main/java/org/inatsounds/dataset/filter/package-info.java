/**
 * Which recordings are meant. Entry: {@link org.inatsounds.dataset.filter.RecordingFilter}; a
 * {@link org.inatsounds.dataset.filter.Selection} is what it chose.
 */
@NullMarked
package org.inatsounds.dataset.filter;

import org.jspecify.annotations.NullMarked;
