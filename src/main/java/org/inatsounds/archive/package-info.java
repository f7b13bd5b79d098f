/**
 * Safe unpacking of {@code .tar.gz} archives while they arrive. Entry: {@link org.inatsounds.archive.TarGzExtractor}.
 *
 * <pre>
 * stream ─► GzipReader ─► Handover ─► TarReader ─► MemberNames ─► StagingFolder
 *           calling thread            writing thread
 * </pre>
 *
 * <p>Inflating is the slowest step of fetching an archive, so the calling thread does little else; a second thread takes
 * the inflated buffers, reads the tar headers and writes the files. An archive is not trusted: its names, types and sizes
 * are checked before anything is created, and what breaks a rule ends the extraction.
 *
 * <p>The other way round, {@link org.inatsounds.archive.TarWriter} writes shards of training data, and
 * {@link org.inatsounds.archive.TarListing} tells what is in one. {@code gzip} holds a decoder that can go on from the middle
 * of an archive.
 */
@NullMarked
package org.inatsounds.archive;

import org.jspecify.annotations.NullMarked;
