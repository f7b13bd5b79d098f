package org.inatsounds.fetch;

import java.net.URI;
import java.util.Set;
import org.inatsounds.Split;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants fetched.
 *
 * @param splits which splits; not empty
 * @param named whether they were named, rather than being all that the release has
 * @param recordings whether recordings are wanted too, beside the annotations
 * @param endpoint replaces the release's own endpoint
 * @param force fetch what is already here
 * @param dryRun nothing will be written
 */
public record FetchOptions(
        Set<Split> splits,
        boolean named,
        boolean recordings,
        @Nullable URI endpoint,
        boolean force,
        boolean dryRun) {

    /** The same for the annotations alone. */
    public FetchOptions withoutRecordings() {
        return new FetchOptions(splits, named, false, endpoint, force, dryRun);
    }
}
