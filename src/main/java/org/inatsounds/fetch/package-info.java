/**
 * From a catalogue to recordings on disk, whole and checked: plans what has to be downloaded, and downloads it. Entries: {@link
 * org.inatsounds.fetch.Fetch}, {@link org.inatsounds.fetch.Repair} for what is missing or damaged, {@link
 * org.inatsounds.fetch.IndexMaker} for archives on disk.
 *
 * <pre>
 * Fetch.release("2024").split(Split.VAL).recordings(true).into(folder).run();
 * </pre>
 *
 * <p>{@code FetchSteps} says what is done, one after the other. {@code FetchPlanner} decides what is to be done about each archive,
 * a {@code FetchItem} of a {@code FetchPlan}: nothing, the whole archive, or recordings out of it while it arrives. {@code
 * FetchRun} carries that out: {@code WholeRun} for whole archives, {@code StreamRun} for those that are not kept. {@code
 * StreamPass} notes where to go on, {@code Lacking} says which recordings have to come. The bytes come by {@link
 * org.inatsounds.fetch.http}; what is here is known by {@link org.inatsounds.release.DataFolder}.
 */
@NullMarked
package org.inatsounds.fetch;

import org.jspecify.annotations.NullMarked;
