package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Set;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
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
record FetchOptions(
        Set<Split> splits,
        boolean named,
        boolean recordings,
        @Nullable URI endpoint,
        boolean force,
        boolean dryRun) {

    /**
     * What is meant where no split is named, too.
     *
     * @param named the splits that were named; empty for all that the release has
     * @param some whether recordings are taken out of archives that are not kept: then a split needs annotations and recordings
     * @throws UsageException if the release has nothing of what is wanted
     */
    static FetchOptions of(
            Release release,
            Set<Split> named,
            DataFolder folder,
            boolean some,
            boolean recordings,
            @Nullable URI endpoint,
            boolean force,
            boolean dryRun) {
        Set<Split> splits = named.isEmpty() ? EnumSet.noneOf(Split.class) : named;
        for (Archive archive : release.archives()) {
            boolean wanted =
                    !some || (archive.kind() == Kind.RECORDINGS && hasAnnotations(release, folder, archive.split()));
            if (named.isEmpty() && wanted) {
                splits.add(archive.split());
            }
        }
        if (splits.isEmpty()) {
            throw new UsageException("release '" + release.name() + "' has no "
                    + (some ? "split with annotations and recordings" : "archives") + ": nothing to fetch");
        }
        return new FetchOptions(splits, !named.isEmpty(), recordings, endpoint, force, dryRun);
    }

    private static boolean hasAnnotations(Release release, DataFolder folder, Split split) {
        return Files.isRegularFile(folder.path().resolve(split + ".json"))
                || release.archives().stream()
                        .anyMatch(archive -> archive.split() == split && archive.kind() == Kind.ANNOTATIONS);
    }
}
