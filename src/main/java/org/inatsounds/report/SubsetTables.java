package org.inatsounds.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.subset.SubsetPapers;

/** The tables that lie in the folder of a subset. */
public final class SubsetTables implements SubsetPapers {

    @Override
    public String manifest(List<Selection> parts, Path folder) {
        ListedRecordings listed = new ListedRecordings(parts, SystemPaths.absolute(folder));
        List<String> columns = Listed.COLUMNS.names().stream()
                .filter(name -> !name.equals(Listed.SHA256) && !name.equals("path"))
                .toList();
        StringWriter out = new StringWriter();
        try {
            new Listing<>(Listed.COLUMNS.chosen(columns)).write(ListFormat.CSV, listed, listed, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written to", e);
        }
        return out.toString();
    }

    @Override
    public void attribution(List<Selection> parts, String chosenBy, Writer out) throws IOException {
        AttributionReport.of(parts, chosenBy).write(TableFormat.MARKDOWN, out);
    }
}
