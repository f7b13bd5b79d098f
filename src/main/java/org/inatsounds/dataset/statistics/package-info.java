/**
 * What is in a split, counted. Entry: {@link org.inatsounds.dataset.statistics.DatasetStatistics}.
 */
@NullMarked
package org.inatsounds.dataset.statistics;

import org.jspecify.annotations.NullMarked;
