/**
 * From a catalogue to recordings on disk, whole and checked: plans what has to be downloaded, and downloads it. Entries: {@link
 * org.inatsounds.fetch.Fetch}, {@link org.inatsounds.fetch.Repair} for what is missing or damaged, {@link
 * org.inatsounds.fetch.IndexMaker} for archives on disk.
 *
 * <pre>
 * Fetch.release("2024").split(Split.VAL).recordings(true).into(folder).run();
 * </pre>
 *
 * <p>{@code FetchSteps} says what is done, one after the other. {@code FetchPlan} and {@code FetchRun} bring whole archives. {@code
 * StreamPlan} and {@code StreamRun} take recordings out of an archive while it arrives, and keep nothing of the rest; {@code
 * StreamPass} notes where to go on, {@code Lacking} says which recordings have to come. The bytes come by {@link
 * org.inatsounds.fetch.http}; what is here is known by {@link org.inatsounds.release.DataFolder}.
 */
@NullMarked
package org.inatsounds.fetch;

import org.jspecify.annotations.NullMarked;
