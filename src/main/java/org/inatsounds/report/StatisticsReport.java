package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.dataset.filter.AnnotatedSelection;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.DatasetStatistics;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.dataset.statistics.PublishedCounts.Difference;
import org.inatsounds.dataset.statistics.Statistics;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Workers;
import org.inatsounds.release.SubsetOrigin;

/**
 * What was counted of some recordings.
 *
 * @param recordings which, in words
 * @param counted of each split and of all
 * @param published what came of comparing with the published table
 */
public record StatisticsReport(String recordings, DatasetStatistics counted, Published published) {

    /** What an empty supercategory is called. */
    static final String UNKNOWN = "unknown";

    /**
     * The published table beside what was counted.
     *
     * @param compared names of the splits that the table is about; others were not compared
     * @param differences where they are not the same
     */
    public record Published(List<String> compared, List<Difference> differences) {}

    /**
     * Counts, and compares with the published table.
     *
     * @param sources of different splits and one release
     * @param criteria that the recordings were chosen by
     * @param threads how many may count
     */
    public static StatisticsReport of(List<AnnotatedSelection> sources, Criteria criteria, int threads) {
        List<Selection> selections =
                sources.stream().map(AnnotatedSelection::selection).toList();
        try (Workers workers = new Workers("statistics", Math.min(selections.size(), threads))) {
            DatasetStatistics counted = DatasetStatistics.of(selections, workers.pool());
            Published published =
                    criteria.isEmpty() ? published(sources, counted.splits()) : new Published(List.of(), List.of());
            return new StatisticsReport(criteria.describe(), counted, published);
        }
    }

    /** Against the published table. What {@code subset} wrote has other numbers, and all categories of the release. */
    private static Published published(List<AnnotatedSelection> sources, Map<String, Statistics> splits) {
        List<String> compared = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (AnnotatedSelection source : sources) {
            Selection each = source.selection();
            Statistics counted = splits.get(each.split());
            if (counted != null
                    && !SubsetOrigin.isSubset(
                            source.file().path().toAbsolutePath().getParent())
                    && PublishedCounts.isAbout(each.split(), each.annotations())) {
                compared.add(each.split());
                differences.addAll(PublishedCounts.differences(each.split(), counted));
            }
        }
        return new Published(List.copyOf(compared), List.copyOf(differences));
    }

    /** Writes it in any form but a page. The writer stays open. */
    public void write(StatisticsFormat format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> Sheet.text(title(), sheets(), remark(), out);
            case MARKDOWN -> Sheet.markdown(title(), sheets(), remark(), out);
            case JSON -> StatisticsJson.write(this, out);
            case CSV -> csv(out);
            case HTML -> throw new IllegalArgumentException("a page is written by report.page");
        }
    }

    /** Of each split, in the order in which they were read. */
    public Map<String, Statistics> splits() {
        return counted.splits();
    }

    /** Of all splits together. */
    public Statistics all() {
        return counted.all();
    }

    /** The tables, for people. */
    public List<Sheet> sheets() {
        return StatisticsSheets.of(this);
    }

    /** Such as {@code train, val: all recordings}. */
    public String title() {
        return String.join(", ", splits().keySet()) + ": " + recordings;
    }

    /** What came of comparing with the published table, in a sentence; empty where there was nothing to compare. */
    public String remark() {
        if (published.compared.isEmpty()) {
            return "";
        }
        return published.differences.isEmpty()
                ? "Species and recordings are as published (release " + PublishedCounts.RELEASE + ")."
                : published.differences.size() + " numbers differ from those published (release "
                        + PublishedCounts.RELEASE + ").";
    }

    /** The table of the dataset, a row for each split and supercategory. */
    private void csv(Writer out) throws IOException {
        Csv.row(List.of("split", "supercategory", "recordings", "species", "seconds"), out);
        for (Map.Entry<String, Statistics> split : splits().entrySet()) {
            csv(split.getKey(), split.getValue(), out);
        }
        csv("all", all(), out);
    }

    private static void csv(String split, Statistics counted, Writer out) throws IOException {
        for (Map.Entry<String, Statistics.Group> entry :
                counted.supercategories().entrySet()) {
            Statistics.Group group = entry.getValue();
            List<String> row = new ArrayList<>(List.of(split, named(entry.getKey())));
            row.add(String.valueOf(group.recordings()));
            row.add(String.valueOf(group.species()));
            row.add(Csv.number(group.seconds()));
            Csv.row(row, out);
        }
        Integer species = counted.species();
        Csv.row(
                List.of(
                        split,
                        "total",
                        String.valueOf(counted.recordings()),
                        species == null ? "" : species.toString(),
                        Csv.number(counted.seconds())),
                out);
    }

    /** A supercategory, for people: it may be empty. */
    public static String named(String supercategory) {
        return supercategory.isEmpty() ? UNKNOWN : supercategory;
    }
}
