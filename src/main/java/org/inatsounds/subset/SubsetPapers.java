package org.inatsounds.subset;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.dataset.filter.Selection;

/** What lies in the folder of a subset for people, and for programs that read tables. */
public interface SubsetPapers {

    /**
     * The content of {@code manifest.csv}, which also tells whether a folder holds the same subset: the same for the same
     * recordings under the same names, and else another one.
     *
     * @param parts the splits of the subset, with the names that recordings have there
     * @param folder of the subset
     */
    String manifest(List<Selection> parts, Path folder);

    /**
     * Writes {@code ATTRIBUTION.md}.
     *
     * @param parts of the splits, those recordings that are in the subset
     * @param chosenBy how they were chosen, in words
     */
    void attribution(List<Selection> parts, String chosenBy, Writer out) throws IOException;
}
