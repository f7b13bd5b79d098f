package org.inatsounds.report;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.dataset.LicenseUses;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.FileNames;

/**
 * The recordings of a list, one after the other: nothing is kept of them but what the annotations have.
 *
 * @param selections what to list
 * @param data the data folder
 */
public record ListedRecordings(List<Selection> selections, Path data) implements Iterable<Listed> {

    @Override
    public Iterator<Listed> iterator() {
        return selections.stream().flatMap(this::listed).iterator();
    }

    /** How many there are. */
    public int size() {
        return selections.stream().mapToInt(each -> each.recordings().size()).sum();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size() == 0;
    }

    private Stream<Listed> listed(Selection selection) {
        LicenseUses licenses = new LicenseUses(selection.annotations());
        return selection.recordings().stream()
                .map(each ->
                        Listed.of(selection.split(), each, selection.annotations(), licenses.of(each), path(each)));
    }

    /** Where the file is or would be; empty for a name that leads out of the data folder, or is none. */
    private String path(Recording recording) {
        Path file = FileNames.find(data, recording.fileName());
        return file == null ? "" : file.toString();
    }
}
