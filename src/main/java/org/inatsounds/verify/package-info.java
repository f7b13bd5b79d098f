/**
 * What is on disk, held against the annotations and against the checksums that were noted. Entries:
 * {@link org.inatsounds.verify.Verification} for a data folder, {@link org.inatsounds.verify.RecordingCheck} for one recording.
 */
@NullMarked
package org.inatsounds.verify;

import org.jspecify.annotations.NullMarked;
