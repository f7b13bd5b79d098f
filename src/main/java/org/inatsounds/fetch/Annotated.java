package org.inatsounds.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.internal.InputFile;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Receipt;
import org.inatsounds.release.SubsetOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Whose the annotations of a split are that lie in the data folder. Those of a subset, and those that somebody wrote or changed,
 * are not replaced by the published ones unless that is asked for.
 */
final class Annotated {

    private Annotated() {}

    private static Path file(Archive archive, DataFolder data) {
        return data.path().resolve(archive.split() + ".json");
    }

    /**
     * Refuses what can be told to be somebody's own without looking at the published ones. For archives of recordings, refuses
     * what is no folder where theirs would be.
     *
     * @throws UsageException if annotations would be replaced
     * @throws StorageException if a folder or file is in the place of the other
     * @throws BadInputException if a pipe or a device is
     */
    static void requireReplaceable(Archive archive, @Nullable Receipt receipt, DataFolder data) {
        if (archive.kind() == Kind.RECORDINGS) {
            Path folder = data.path().resolve(archive.split().label());
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new StorageException(
                        folder
                                + ": expected the folder of the recordings, got a file; move it away, or choose another --data");
            }
            return;
        }
        Path file = file(archive, data);
        if (Files.isDirectory(file)) {
            throw new StorageException(
                    file + ": expected the annotations, got a folder; move it away, or choose another --data");
        }
        InputFile.found(file);
        if (!Files.exists(file) || (receipt != null && receipt.missing().isEmpty())) {
            return;
        }
        if (receipt == null && SubsetOrigin.isSubset(data.path())) {
            String of = SubsetOrigin.read(data.path())
                    .flatMap(SubsetOrigin::release)
                    .map(release -> " of release '" + release + "'")
                    .orElse("");
            throw new UsageException(
                    "data",
                    "" + data.path() + " holds a subset" + of + ", and its annotations of "
                            + archive.split()
                            + " would be replaced by those of the whole release. Choose another folder, or replace them with"
                            + " `inatsounds fetch --force`. Recordings that the subset lacks are downloaded by `inatsounds verify "
                            + archive.split() + " --repair --data " + data.path() + "`.");
        }
        if (receipt != null && isUsable(file)) {
            throw new UsageException(
                    "data",
                    "" + file + " was changed since `inatsounds fetch` downloaded it, and would be"
                            + " replaced. Choose another folder, move the file away, or replace it with"
                            + " `inatsounds fetch --force`.");
        }
    }

    /** Said of annotations that turned out not to be the published ones. */
    static UsageException refused(Archive archive, DataFolder data) {
        return new UsageException(
                "data",
                "" + file(archive, data) + " is not the one of the release, and would be replaced."
                        + " Choose another folder, move the file away, or replace it with `inatsounds fetch --force`.");
    }

    /** Whether what is there may be replaced without a look at it: nothing, what was fetched, or what is of no use. */
    static boolean mayBeReplaced(Archive archive, @Nullable Receipt receipt, DataFolder data) {
        try {
            Path file = file(archive, data);
            return receipt != null || !Files.exists(file) || Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether annotations are there that nobody can replace, so that it does not matter whose they are. */
    static boolean isThereForGood(Archive archive, DataFolder data) {
        return Files.isRegularFile(file(archive, data)) && Files.exists(data.path()) && !data.isWritable();
    }

    private static boolean isUsable(Path file) {
        try {
            AnnotationReader.read(file);
            return true;
        } catch (BadInputException e) {
            return false;
        }
    }
}
