package org.inatsounds.features;

/**
 * What is wrong with a file.
 *
 * @param file as it was named, or found
 * @param reason one or two lines
 */
public record RecordingProblem(String file, String reason) {}
