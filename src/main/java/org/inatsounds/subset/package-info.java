/**
 * Smaller datasets, made of a data folder. Entry: {@link org.inatsounds.subset.SubsetPlan}, which says what will be in it;
 * {@link org.inatsounds.subset.SubsetFiles} brings the files.
 */
@NullMarked
package org.inatsounds.subset;

import org.jspecify.annotations.NullMarked;
