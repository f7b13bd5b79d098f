package org.inatsounds.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of an archive that is on its way, and the journal beside it, which notes what of it has arrived. */
public final class ArchivePart {

    private ArchivePart() {}

    /** Where the journal of a part is. */
    public static Path journalOf(Path part) {
        return part.resolveSibling(part.getFileName() + ".journal");
    }

    /** Throws away a part and its journal. */
    public static void discard(Path part) throws IOException {
        Files.deleteIfExists(journalOf(part));
        Files.deleteIfExists(part);
    }
}
