package org.inatsounds.cli;

import java.net.URI;
import java.util.Set;
import org.inatsounds.Split;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants fetched.
 *
 * @param splits which splits; not empty
 * @param recordings whether recordings are wanted too, beside the annotations
 * @param endpoint replaces the release's own endpoint
 * @param force fetch what is already here
 */
record FetchOptions(
        Set<Split> splits, boolean recordings, @Nullable URI endpoint, boolean force) {}
