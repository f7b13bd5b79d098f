package org.inatsounds.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.ScaleResult;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol of the dataset's authors gives: the same file on several scales, without and with a prior.
 *
 * @param protocol its name: {@code authors}
 * @param columns each scale without the prior, and the same with it; the first is the one that a result is about
 * @param classes of what the classes are those, when they are not those of a published split, without a full stop; null
 *     where they are
 */
public record ScaleTable(
        String protocol,
        List<ScaleResult> columns,
        @Nullable String classes) {

    private static final Set<String> METRICS = Set.of("map", "mf1", "roc_auc");

    /** Copies. */
    public ScaleTable {
        columns = List.copyOf(columns);
    }

    /** A row a metric, then a row a rank; each scale beside itself with the prior. */
    Table table() {
        List<ScaleResult> order = beside();
        List<String> headings = new ArrayList<>(List.of("metric"));
        order.forEach(column -> headings.add(heading(column)));
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.ALL) {
            List<String> row = new ArrayList<>(List.of(metric.label()));
            order.forEach(column -> row.add(Numbers.fraction(metric.of(column.evaluation()))));
            rows.add(row);
        }
        for (String rank : GroundTruth.RANKS) {
            List<String> row = new ArrayList<>(List.of(rank));
            order.forEach(column ->
                    row.add(Numbers.fraction(column.evaluation().taxonomy().get(rank))));
            rows.add(row);
        }
        return new Table(1, headings, rows);
    }

    private static String heading(ScaleResult column) {
        return column.scale() + (column.prior() ? ", prior" : "");
    }

    private List<ScaleResult> beside() {
        List<ScaleResult> order = new ArrayList<>();
        for (ScaleResult column : columns) {
            if (!column.prior()) {
                order.add(column);
                columns.stream()
                        .filter(other -> other.prior() && other.scale().equals(column.scale()))
                        .forEach(order::add);
            }
        }
        return order;
    }

    /** What has to be known of the table: sentences. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(
                List.of(
                        "mean and max are of a recording's windows (the authors' sound_avg and sound_max); window evaluates each separately,"
                                + " averaged within its class, and has no map, mf1 and roc_auc.",
                        "The softmax is over the classes that compete"
                                + (columns.stream().anyMatch(ScaleResult::prior)
                                        ? " and, with the prior, are allowed"
                                        : "")
                                + ". Means over classes, except for the two over recordings (windows); ranks are top1 at each rank."));
        if (classes != null) {
            remarks.add(classes + ".");
        }
        Map<String, String> notes = new LinkedHashMap<>();
        for (ScaleResult column : columns) {
            column.evaluation().notes().forEach((key, note) -> {
                if (!METRICS.contains(key)) {
                    notes.putIfAbsent(key, note);
                }
            });
        }
        columns.get(0).evaluation().notes().forEach((key, note) -> {
            if (METRICS.contains(key)) {
                notes.put("no " + key, note);
            }
        });
        notes.forEach((key, note) -> remarks.add(key + ": " + note + "."));
        return remarks;
    }
}
