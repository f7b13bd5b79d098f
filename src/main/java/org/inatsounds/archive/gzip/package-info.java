/**
 * Gzip that can be taken up in the middle. Entries: {@link org.inatsounds.archive.gzip.GzipDecoder} decodes a stream and
 * notes its state in a {@link org.inatsounds.archive.gzip.GzipCheckpoint};
 * {@link org.inatsounds.archive.gzip.GzipIndexWriter} and {@link org.inatsounds.archive.gzip.GzipIndex} keep such states in a
 * file, with the members of the archive.
 *
 * <pre>
 * stream ─► BitInput ─► DeflateBlocks ─┬─► CodeLengths ─► PrefixCode      the head of a block, and its codes
 *                                      └─► HuffmanBlock ─► Window ─► reader
 *
 * GzipCheckpoint, IndexedMember ─► GzipIndexWriter ─► file ─► GzipIndex     the bytes: IndexDirectory
 * </pre>
 *
 * <p>{@code java.util.zip} decodes as well, but doesn't say where it is, and can't begin anywhere else than at the beginning.
 * So this is a decoder of our own, of the formats of RFC 1951 (compressed data) and RFC 1952 (what is around it); each part
 * names the section that it reads. No byte of a stream is trusted.
 */
@NullMarked
package org.inatsounds.archive.gzip;

import org.jspecify.annotations.NullMarked;
