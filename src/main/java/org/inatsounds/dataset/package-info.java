/**
 * The annotations of one split: recordings, categories, labels, licences. Entry: {@link
 * org.inatsounds.dataset.AnnotationReader}.
 *
 * <p>The reader takes the COCO-style JSON of the published release ({@code audio}, {@code audio_id}, {@code audio_dir_name})
 * or the spelling of the draft ({@code images}, {@code image_id}, {@code image_dir_name}) token by token, never as a tree,
 * and gives {@link org.inatsounds.dataset.Annotations}: lists in the order of the file, with look-ups by id and by
 * category. References are checked once, after the last token.
 *
 * <p>A {@link org.inatsounds.dataset.filter.RecordingFilter} chooses among the recordings of a split; a
 * {@link org.inatsounds.dataset.filter.Selection} is what it chose. {@link org.inatsounds.dataset.statistics.DatasetStatistics},
 * {@link org.inatsounds.dataset.statistics.SpeciesTotals} and {@link org.inatsounds.dataset.filter.Credit} count selections.
 *
 * <p>What a file leaves out is told the same way everywhere. Text is empty, a measured number is NaN, and what would have no
 * telling value of its own ({@link org.inatsounds.dataset.Recording#license},
 * {@link org.inatsounds.dataset.Category#evaluation}) is null. Measured numbers are kept as they are, plausible or not.
 */
@NullMarked
package org.inatsounds.dataset;

import org.jspecify.annotations.NullMarked;
