/**
 * Smaller datasets, made of a data folder. Entry: {@link org.inatsounds.subset.Subset}. {@code SubsetPlan} says what will be in
 * it, {@code SubsetFiles} brings the files.
 */
@NullMarked
package org.inatsounds.subset;

import org.jspecify.annotations.NullMarked;
