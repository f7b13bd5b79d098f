/**
 * Objects of a server, in ranges, checked. Entry: {@link org.inatsounds.fetch.http.Downloader}.
 *
 * <p>{@code Downloader} asks the server for an object's size and validator, opens its {@code PartFile} (with the {@code Journal} of
 * an earlier run, if there is one), and starts a {@code Transfer}: several threads that each fetch one range after the other and
 * write it in its place. Behind them one thread, the {@code OrderedBytes}, follows the finished prefix of the part, digests it, and
 * hands the bytes on, in order, to whoever unpacks them. So the checksum is known and the archive is unpacked when the last range has
 * arrived, and no byte is read twice.
 */
@NullMarked
package org.inatsounds.fetch.http;

import org.jspecify.annotations.NullMarked;
