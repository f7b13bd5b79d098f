package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.NameMatches;
import org.inatsounds.evaluation.predictions.NameMatches.Row;
import org.inatsounds.evaluation.predictions.NameRule;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;

/**
 * What the labels of a model mean.
 *
 * @param split whose classes they were held against; empty when its name is not known
 */
public record NameReport(String split, NameMatches matches) {

    private static final int SCHEMA_VERSION = 1;

    /** Of what may be long, for people; programs get everything. */
    private static final int SHOWN = 20;

    /** Writes it. The writer stays open. */
    public void write(TableFormat format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> Sheet.text(title(), sheets(), classes(), out);
            case MARKDOWN -> Sheet.markdown(title(), sheets(), classes(), out);
            case JSON -> json(out);
            case CSV -> csv(out);
        }
    }

    private String title() {
        int labels = matches.rows().size();
        return matches.file() + ": " + Quantity.count(matches.matched().size()) + " of " + Quantity.count(labels)
                + (labels == 1 ? " label means" : " labels mean") + " a category"
                + (matches.heading().isEmpty() ? "" : " (below the heading " + matches.heading() + ")");
    }

    private String classes() {
        int all = matches.classes().size();
        int without = matches.withoutLabel().size();
        return Quantity.count(all - without) + " of " + Quantity.count(all) + (all == 1 ? " class" : " classes")
                + (split.isEmpty() ? "" : " of " + split) + " have a label, " + Quantity.count(without) + " have none.";
    }

    private List<Sheet> sheets() {
        return List.of(rules(), synonyms(), ambiguous(), shared(), unmatched(), withoutLabel());
    }

    private Sheet rules() {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<NameRule, Integer> rule : matches.byRule().entrySet()) {
            rows.add(List.of(rule.getKey().toString(), rule.getKey().meaning(), Quantity.count(rule.getValue())));
        }
        return new Sheet("By rule", new Table(2, List.of("rule", "the label is", "labels"), rows));
    }

    private Sheet synonyms() {
        List<List<String>> rows = matches.matched().stream()
                .filter(row -> row.rule() == NameRule.SYNONYM)
                .map(row -> List.of(row.label(), row.categories().get(0).name(), line(row)))
                .toList();
        return limited("Found by another scientific name", 2, List.of("label", "category", "line"), rows);
    }

    private Sheet ambiguous() {
        List<List<String>> rows = matches.ambiguous().stream()
                .map(row -> List.of(row.label(), named(row.categories()), line(row)))
                .toList();
        return limited(
                "Of several categories: refused in predictions", 2, List.of("label", "categories", "line"), rows);
    }

    private Sheet shared() {
        List<List<String>> rows = new ArrayList<>();
        matches.shared()
                .forEach((category, labels) -> rows.add(List.of(
                        category.name(),
                        String.join(" and ", labels.stream().map(Row::label).toList()),
                        line(labels.get(0)))));
        return limited(
                "Several labels of one category: refused in predictions",
                2,
                List.of("category", "labels", "line"),
                rows);
    }

    private Sheet unmatched() {
        List<List<String>> rows = matches.unmatched().stream()
                .map(row -> List.of(row.label(), line(row)))
                .toList();
        return limited("Labels of no category", 1, List.of("label", "line"), rows);
    }

    private Sheet withoutLabel() {
        List<List<String>> rows = matches.withoutLabel().stream()
                .map(category -> List.of(category.name(), category.commonName(), Integer.toString(category.id())))
                .toList();
        return limited("Classes without a label", 2, List.of("class", "common name", "id"), rows);
    }

    private static Sheet limited(String title, int texts, List<String> headings, List<List<String>> rows) {
        String counted = title + ": " + Quantity.count(rows.size());
        return rows.size() <= SHOWN
                ? new Sheet(counted, new Table(texts, headings, rows))
                : new Sheet(
                        counted + ", the first " + SHOWN + " (all in JSON and CSV)",
                        new Table(texts, headings, rows.subList(0, SHOWN)));
    }

    private static String line(Row row) {
        return Integer.toString(row.line());
    }

    private static String named(List<Category> categories) {
        return String.join(
                " and ",
                categories.stream()
                        .map(category -> category.name() + " (" + category.id() + ")")
                        .toList());
    }

    private boolean competes(Category category) {
        return matches.classes().contains(category);
    }

    private void json(Writer out) throws IOException {
        List<Category> without = matches.withoutLabel();
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("file", matches.file())
                        .string("split", split)
                        .string("heading", matches.heading().isEmpty() ? null : matches.heading())
                        .number("labels", matches.rows().size())
                        .number("labels_matched", matches.matched().size())
                        .number("classes", matches.classes().size())
                        .number("classes_with_label", (long) matches.classes().size() - without.size())
                        .object("rules", () -> {
                            for (Map.Entry<NameRule, Integer> rule :
                                    matches.byRule().entrySet()) {
                                json.number(rule.getKey().toString(), (long) rule.getValue());
                            }
                        })
                        .objects("matched", matches.matched(), row -> {
                            label(json, row).string("rule", String.valueOf(row.rule()));
                            category(json, row.categories().get(0))
                                    .bool("competes", competes(row.categories().get(0)));
                        })
                        .objects(
                                "ambiguous",
                                matches.ambiguous(),
                                row -> label(json, row)
                                        .string("rule", String.valueOf(row.rule()))
                                        .objects("categories", row.categories(), category -> category(json, category)))
                        .objects(
                                "shared",
                                matches.shared().entrySet(),
                                entry -> category(json, entry.getKey())
                                        .strings(
                                                "labels",
                                                entry.getValue().stream()
                                                        .map(Row::label)
                                                        .toList()))
                        .objects("unmatched", matches.unmatched(), row -> label(json, row))
                        .objects(
                                "classes_without_label",
                                without,
                                category -> category(json, category).string("common_name", category.commonName())));
    }

    private static Json label(Json json, Row row) throws IOException {
        return json.string("label", row.label()).number("line", row.line());
    }

    private static Json category(Json json, Category category) throws IOException {
        return json.number("category_id", category.id()).string("name", category.name());
    }

    /** A row a label (one for each category that it means), then one for each class without. */
    private void csv(Writer out) throws IOException {
        Csv.row(List.of("status", "line", "label", "rule", "category_id", "name", "competes"), out);
        for (Row row : matches.rows()) {
            if (row.categories().isEmpty()) {
                Csv.row(List.of("unmatched", line(row), row.label(), "", "", "", ""), out);
            }
            for (Category category : row.categories()) {
                csv(row.isMatched() ? "matched" : "ambiguous", row, category, out);
            }
        }
        for (Category category : matches.withoutLabel()) {
            Csv.row(List.of("no_label", "", "", "", Integer.toString(category.id()), category.name(), "true"), out);
        }
    }

    private void csv(String status, Row row, Category category, Writer out) throws IOException {
        Csv.row(
                List.of(
                        status,
                        line(row),
                        row.label(),
                        String.valueOf(row.rule()),
                        Integer.toString(category.id()),
                        category.name(),
                        Boolean.toString(competes(category))),
                out);
    }
}
