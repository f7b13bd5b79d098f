package org.inatsounds.report;

import java.io.IOException;
import java.nio.file.Path;
import org.inatsounds.internal.Quantity;
import org.inatsounds.subset.SubsetResult;

/** What came of a subset, for people. */
public final class SubsetReport {

    private SubsetReport() {}

    /**
     * Writes a line a split, and where they are.
     *
     * @param folder as the user named it
     */
    public static void write(SubsetResult result, Path folder, Appendable out) throws IOException {
        for (SubsetResult.Part part : result.parts()) {
            out.append(part.split() + ": " + Quantity.count(part.recordings()) + " recordings, "
                    + Quantity.duration(part.seconds()) + "\n");
        }
        out.append("in " + folder + ", with annotations, manifest.csv and ATTRIBUTION.md; "
                + Quantity.count(result.brought()) + " of the files are new\n");
    }
}
