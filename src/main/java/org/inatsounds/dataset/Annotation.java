package org.inatsounds.dataset;

/**
 * One label: which species a recording is of. An element of {@code annotations}.
 *
 * @param id unique within the file
 * @param recordingId {@link Recording#id} ({@code audio_id} in the file, {@code image_id} in the draft)
 * @param categoryId {@link Category#id}
 */
public record Annotation(int id, int recordingId, int categoryId) {}
