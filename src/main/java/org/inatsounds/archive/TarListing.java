package org.inatsounds.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.internal.InputFile;

/** Tells what an uncompressed tar archive holds, without reading the data. */
public final class TarListing {

    private TarListing() {}

    /**
     * The names of its members, in their order.
     *
     * @throws DataMismatchException if it is damaged
     * @throws StorageException if it can't be opened
     */
    public static List<String> names(Path archive) {
        try (TarFile tar = new TarFile(InputFile.found(archive))) {
            return tar.getEntries().stream().map(TarArchiveEntry::getName).toList();
        } catch (FileSystemException e) {
            throw new StorageException(archive + ": can't be opened: " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataMismatchException(
                    archive + ": expected a tar archive, but it is damaged: " + e.getMessage(), e);
        }
    }
}
