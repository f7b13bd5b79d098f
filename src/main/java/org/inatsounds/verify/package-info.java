/**
 * What is on disk, held against the annotations and against the checksums that were noted. Entries:
 * {@link org.inatsounds.verify.Verification} for a data folder, {@link org.inatsounds.verify.RecordingCheck} for one recording.
 *
 * <pre>
 * VerificationResult result = Verification.of(folder).split(Split.VAL).run();
 * </pre>
 *
 * <p>{@code Verification} decides which splits, files and archives are looked at. {@code FolderCheck} finds the files of a split
 * and reads their headers, {@code ContentCheck} reads all of them. What is wrong becomes a {@code Problem} of a {@link
 * org.inatsounds.verify.Problem.Kind}.
 */
@NullMarked
package org.inatsounds.verify;

import org.jspecify.annotations.NullMarked;
