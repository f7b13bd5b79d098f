package org.inatsounds.audio;

/**
 * What stands before the samples.
 *
 * @param format of the samples
 * @param dataStart offset of the first sample in the file
 * @param dataBytes as many bytes belong to {@code data} at most; {@link Long#MAX_VALUE}: all that follow
 * @param stated whether {@code dataBytes} is what the writer found the size to be, and fewer bytes mean that the file was
 *     cut; a writer that could not go back to fill in the size left something else there
 */
record WavHeader(WavFormat format, long dataStart, long dataBytes, boolean stated) {}
