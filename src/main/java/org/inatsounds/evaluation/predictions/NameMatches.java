package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.ListFile;
import org.jspecify.annotations.Nullable;

/**
 * Which labels of a model mean a category, by which rule, and which of the classes that compete have no label. The rules are those by
 * which predictions are read, so that a list which is whole here has a column for every class there.
 *
 * <pre>{@code
 * NameMatches matches = NameMatches.of(Path.of("labels.txt"), truth, LabelMap.NONE);
 * matches.withoutLabel().forEach(category -> System.err.println(category.name()));
 * }</pre>
 *
 * @param file where the labels are from, for people
 * @param heading what stands above them; empty when nothing does
 * @param rows one a label, in the order of the file
 * @param classes those that compete, by ascending id
 */
public record NameMatches(String file, String heading, List<Row> rows, List<Category> classes) {

    /**
     * A label.
     *
     * @param line where it stands in the file, from 1
     * @param categories what it means: one category; none; or several, and then it is refused where predictions are read
     * @param rule by which it does; null when it means nothing
     */
    public record Row(
            int line,
            String label,
            List<Category> categories,
            @Nullable NameRule rule) {

        /** Whether it means one category. */
        public boolean isMatched() {
            return categories.size() == 1;
        }
    }

    /** Copies. */
    public NameMatches {
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
    }

    /**
     * Finds what the labels of a file mean.
     *
     * @param file one label a line, perhaps under a heading, or a table (CSV, TSV, or with semicolons) with a heading
     * @param truth says what categories there are, and which compete
     * @param labels which win over every other name
     * @throws BadInputException when there is no such file, it is no list, or the label map names what is no category
     * @throws StorageException when it can't be read
     */
    public static NameMatches of(Path file, GroundTruth truth, LabelMap labels) {
        return of(LabelList.lines(file), file.toString(), truth, labels);
    }

    /** The same, where {@code -} is standard input, which stays open. */
    public static NameMatches of(Path file, InputStream standardInput, GroundTruth truth, LabelMap labels) {
        if (!PredictionFiles.isStandardInput(file)) {
            return of(file, truth, labels);
        }
        String name = PredictionFiles.named(file);
        try {
            return of(ListFile.read(standardInput, name, "labels, one per line"), name, truth, labels);
        } catch (IOException e) {
            throw new StorageException("standard input: can't be read: " + StorageException.reason(e), e);
        }
    }

    /**
     * The same of labels that are known to be labels: none is a heading, and their places are those of a model's scores.
     *
     * @param name where they are from, for messages
     */
    public static NameMatches ofLabels(List<String> known, String name, GroundTruth truth, LabelMap labels) {
        CategoryFinder names = new CategoryFinder(truth.categories(), labels);
        List<Row> rows = new ArrayList<>();
        for (String label : known) {
            CategoryFinder.Match match = names.meaning(label);
            rows.add(new Row(rows.size() + 1, label, match.categories(), match.isEmpty() ? null : match.rule()));
        }
        return new NameMatches(name, "", rows, truth.classes());
    }

    private static NameMatches of(List<ListFile.Line> lines, String file, GroundTruth truth, LabelMap labels) {
        CategoryFinder names = new CategoryFinder(truth.categories(), labels);
        LabelList list = LabelList.of(lines, file, names);
        List<Row> rows = new ArrayList<>();
        for (LabelList.Label label : list.labels()) {
            CategoryFinder.Match match = names.meaning(label.text());
            rows.add(new Row(label.line(), label.text(), match.categories(), match.isEmpty() ? null : match.rule()));
        }
        return new NameMatches(file, list.heading(), rows, truth.classes());
    }

    /** The labels that mean one category. */
    public List<Row> matched() {
        return rows.stream().filter(Row::isMatched).toList();
    }

    /** The labels that mean nothing. */
    public List<Row> unmatched() {
        return rows.stream().filter(row -> row.categories.isEmpty()).toList();
    }

    /** The labels that mean several categories. */
    public List<Row> ambiguous() {
        return rows.stream().filter(row -> row.categories.size() > 1).toList();
    }

    /** How many of the labels that mean one category do by each rule; rules without any are left out. */
    public Map<NameRule, Integer> byRule() {
        Map<NameRule, Integer> counts = new TreeMap<>();
        for (Row row : matched()) {
            if (row.rule != null) {
                counts.merge(row.rule, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The categories that several labels mean: as columns of one file they would be refused. */
    public Map<Category, List<Row>> shared() {
        Map<Category, List<Row>> shared = new LinkedHashMap<>();
        matched()
                .forEach(row -> shared.computeIfAbsent(row.categories.get(0), category -> new ArrayList<>())
                        .add(row));
        shared.values().removeIf(labels -> labels.size() < 2);
        return shared;
    }

    /** The classes that no label means alone, by ascending id. */
    public List<Category> withoutLabel() {
        Set<Category> with = new HashSet<>();
        matched().forEach(row -> with.addAll(row.categories));
        return classes.stream().filter(category -> !with.contains(category)).toList();
    }
}
