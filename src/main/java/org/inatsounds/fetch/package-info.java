/**
 * From a catalogue to recordings on disk, whole and checked: plans what has to come, and brings it.
 *
 * <p>{@code FetchPlan} and {@code FetchRun} bring whole archives. {@code StreamPlan} and {@code StreamRun} take recordings out of
 * an archive while it arrives, and keep nothing of the rest. {@code Repair} brings what is missing or damaged. The bytes come by
 * {@link org.inatsounds.fetch.http}; what is here is known by {@link org.inatsounds.release.DataFolder}.
 */
@NullMarked
package org.inatsounds.fetch;

import org.jspecify.annotations.NullMarked;
