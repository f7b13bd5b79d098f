package org.inatsounds.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.dataset.filter.Credit;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.subset.SubsetPapers;

/**
 * The tables that lie in the folder of a subset.
 *
 * @param citation of the dataset, in Markdown
 * @param terms of use of the dataset
 */
public record SubsetTables(String citation, String terms) implements SubsetPapers {

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
        List<String> splits = parts.stream().map(Selection::split).distinct().toList();
        String scope = String.join(", ", splits) + ": " + chosenBy;
        new AttributionReport(scope, Credit.of(parts), citation, terms).write(TableFormat.MARKDOWN, out);
    }
}
