package org.inatsounds.archive;

/**
 * What an extraction did.
 *
 * @param written files written
 * @param bytes what these files hold, in bytes
 * @param skipped files that were not wanted
 */
public record ExtractionResult(long written, long bytes, long skipped) {}
