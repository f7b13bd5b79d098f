package org.inatsounds.features;

/**
 * What was made of a recording.
 *
 * @param content a spectrogram, or scores; who takes it closes it, where it can be closed
 * @param frames how many there are: frames of a spectrogram, windows of scores
 * @param heard what was noticed of the recording
 */
public record Made<T>(T content, long frames, Heard heard) {}
