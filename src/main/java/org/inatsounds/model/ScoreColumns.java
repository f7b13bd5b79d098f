package org.inatsounds.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.NameMatches;
import org.inatsounds.evaluation.predictions.NameMatches.Row;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** Which scores of a model are written, and what their columns are called. It can be sent to other processes. */
public final class ScoreColumns implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int NAMED = 5;

    /**
     * A column.
     *
     * @param name of the column
     * @param place of its score among those of the model; -1 where the model has no such class
     * @param title for people
     */
    record Column(String name, int place, String title) implements Serializable {}

    private final boolean all;

    @SuppressWarnings("serial") // Immutable lists are serializable.
    private final List<Column> columns;

    @SuppressWarnings("serial")
    private final List<Column> covered;

    private ScoreColumns(boolean all, List<Column> columns) {
        this.all = all;
        this.columns = List.copyOf(columns);
        this.covered = columns.stream().filter(column -> column.place >= 0).toList();
    }

    /** All scores, called as the labels are; by their number, from 0, where there are none. */
    public static ScoreColumns ofLabels(List<String> labels) {
        return new ScoreColumns(
                true,
                IntStream.range(0, labels.size())
                        .mapToObj(i -> new Column(labels.get(i), i, labels.get(i)))
                        .toList());
    }

    /**
     * The scores of the classes that compete in some splits, by ascending category id.
     *
     * @param labels of the model, in the order of its scores
     * @param source of the labels, for messages
     * @param splits says which classes compete; at least one
     * @param map which wins over every other name
     * @throws DataMismatchException if there are no labels, or none is a class
     * @throws BadInputException if two labels mean one class
     */
    public static ScoreColumns ofClasses(List<String> labels, String source, List<GroundTruth> splits, LabelMap map) {
        if (labels.isEmpty()) {
            throw new DataMismatchException(source + ": expected labels, which say which score is of which class of the"
                    + " split; the description has none. Name a file as its \"labels\"");
        }
        Map<Integer, Column> columns = new TreeMap<>();
        for (GroundTruth truth : splits) {
            NameMatches matches = NameMatches.ofLabels(labels, source, truth, map);
            Map<Integer, List<Row>> rows = matches.matched().stream()
                    .collect(
                            Collectors.groupingBy(row -> row.categories().get(0).id()));
            for (Category each : truth.classes()) {
                List<Row> found = rows.getOrDefault(each.id(), List.of());
                int place = found.isEmpty() ? -1 : best(found, each).line() - 1;
                columns.merge(
                        each.id(),
                        new Column(String.valueOf(each.id()), place, each.id() + " (" + each.name() + ")"),
                        (one, other) -> one.place >= 0 ? one : other);
            }
        }
        ScoreColumns chosen = new ScoreColumns(false, new ArrayList<>(columns.values()));
        if (chosen.covered.isEmpty()) {
            throw new DataMismatchException(source + ": none of the " + Quantity.count(labels.size())
                    + " labels is a class of the split; the first is \"" + labels.get(0)
                    + "\". `inatsounds names` shows the categories of labels, and --label-map FILE sets them");
        }
        return chosen;
    }

    /** A label by a more certain rule goes before another name of the species. */
    private static Row best(List<Row> found, Category category) {
        List<Row> sorted =
                found.stream().sorted(Comparator.comparing(ScoreColumns::rule)).toList();
        if (sorted.size() > 1 && rule(sorted.get(0)) == rule(sorted.get(1))) {
            throw new BadInputException("two labels mean category " + category.id() + " (" + category.name() + "): \""
                    + sorted.get(0).label() + "\" and \"" + sorted.get(1).label()
                    + "\"; --label-map FILE with a line for one of them sets its category");
        }
        return sorted.get(0);
    }

    @SuppressWarnings("EnumOrdinal") // The rules are in the order of their worth.
    private static int rule(Row row) {
        return row.rule() == null ? Integer.MAX_VALUE : row.rule().ordinal();
    }

    /**
     * Refuses classes without a label.
     *
     * @throws DataMismatchException that counts them and names the first
     */
    public void requireAll() {
        List<Column> without = uncoveredColumns();
        if (!without.isEmpty()) {
            throw new DataMismatchException(Quantity.count(without.size()) + " of the " + Quantity.count(columns.size())
                    + " classes that compete have no label in the model: " + some(without)
                    + ". --uncovered worst scores them below everything; --covered FILE writes a list of the others,"
                    + " for the option --classes of predict and eval; --label-map FILE sets the categories of labels");
        }
    }

    private static String some(List<Column> columns) {
        String first = columns.stream().limit(NAMED).map(Column::title).collect(Collectors.joining(", "));
        return columns.size() > NAMED ? first + " and " + Quantity.count(columns.size() - NAMED) + " more" : first;
    }

    private List<Column> uncoveredColumns() {
        return columns.stream().filter(column -> column.place < 0).toList();
    }

    /** How many classes have no label, with the first of them, in words; empty if all have one. */
    public String uncovered() {
        List<Column> without = uncoveredColumns();
        return without.isEmpty()
                ? ""
                : Quantity.count(without.size()) + " of " + Quantity.count(columns.size()) + " classes have no label: "
                        + some(without);
    }

    /** How many there are. */
    public int count() {
        return columns.size();
    }

    /** The names of the columns whose classes have a label: category ids, of a split. */
    public List<String> covered() {
        return covered.stream().map(Column::name).toList();
    }

    /** The same without the columns of classes that have no label. */
    public ScoreColumns onlyCovered() {
        return new ScoreColumns(all, covered);
    }

    /** Which scores are wanted, in the order of the covered columns; null for all. */
    int @Nullable [] places() {
        return all ? null : covered.stream().mapToInt(Column::place).toArray();
    }

    /** Scores of the covered columns, as a row of all columns: what has no label is below everything. */
    double[] spread(double[] scores) {
        if (all || covered.size() == columns.size()) {
            return scores;
        }
        double[] row = new double[columns.size()];
        int next = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).place < 0 ? Double.NEGATIVE_INFINITY : scores[next++];
        }
        return row;
    }

    /**
     * The names of all columns of a row.
     *
     * @param length how many there are, where they have no names
     */
    public List<String> names(int length) {
        return columns.isEmpty()
                ? IntStream.range(0, length).mapToObj(String::valueOf).toList()
                : columns.stream().map(Column::name).toList();
    }
}
