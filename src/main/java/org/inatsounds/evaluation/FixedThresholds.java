package org.inatsounds.evaluation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.CsvLine;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.Integral;
import org.inatsounds.evaluation.predictions.Quote;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.ListFile;

/**
 * A threshold for each class that was chosen elsewhere: most often the one that gives the best F1 on the validation split, from
 * the column {@code threshold} of results by class. A recording is taken when its score is not below.
 */
public final class FixedThresholds {

    private static final String EXPECTED =
            "the CSV of --per-class, with the columns id and threshold and one row per class";

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,9})?");

    private final String file;
    private final double[] values;
    private final int others;

    private FixedThresholds(String file, double[] values, int others) {
        this.file = file;
        this.values = values;
        this.others = others;
    }

    /**
     * Reads them.
     *
     * @param file CSV, TSV or with semicolons; other columns are not looked at, but for {@code name}, which has to be the one of
     *     the annotations
     * @throws BadInputException when there is no such file, it has no such columns, a row is wrong, or none of its thresholds is
     *     of a class that competes
     */
    public static FixedThresholds read(Path file, GroundTruth truth) {
        List<ListFile.Line> lines = ListFile.read(file, EXPECTED);
        if (lines.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", got nothing");
        }
        Parser parser = new Parser(file, lines.get(0), truth);
        lines.subList(1, lines.size()).forEach(parser::row);
        return parser.thresholds();
    }

    /** Where they are from. */
    String file() {
        return file;
    }

    /** By class; NaN where there is none. Not a copy: for reading only. */
    double[] values() {
        return values;
    }

    /** How many are of categories that don't compete. */
    int others() {
        return others;
    }

    private static final class Parser {

        private final Path file;
        private final GroundTruth truth;
        private final Map<Integer, Category> categories = new HashMap<>();
        private final Map<Integer, Integer> lineOf = new HashMap<>();
        private final char delimiter;
        private final List<String> head;
        private final int id;
        private final int name;
        private final int threshold;
        private final double[] values;
        private int others;
        private int found;

        Parser(Path file, ListFile.Line line, GroundTruth truth) {
            this.file = file;
            this.truth = truth;
            truth.categories().forEach(category -> categories.put(category.id(), category));
            String text = line.text();
            delimiter = text.indexOf('\t') >= 0 ? '\t' : text.indexOf(',') >= 0 ? ',' : ';';
            head = CsvLine.split(text, delimiter).values().stream()
                    .map(CanonicalName::key)
                    .toList();
            id = head.contains("id") ? head.indexOf("id") : head.indexOf("category_id");
            name = head.indexOf("name");
            threshold = head.indexOf("threshold");
            if (id < 0 || threshold < 0) {
                throw new BadInputException(file + ":" + line.number() + ": expected " + EXPECTED + ", got the header '"
                        + Quote.shortened(text) + "'");
            }
            values = new double[truth.classes().size()];
            Arrays.fill(values, Double.NaN);
        }

        void row(ListFile.Line line) {
            CsvLine.Fields fields = CsvLine.split(line.text(), delimiter);
            List<String> values = fields.values();
            String place = file + ":" + line.number();
            if (fields.problem() != null) {
                throw new BadInputException(place + ": " + fields.problem());
            }
            if (values.size() != head.size()) {
                throw new BadInputException(
                        place + ": expected " + head.size() + " columns as in the header, got " + values.size());
            }
            long number = Integral.parse(values.get(id));
            Category category = number < 0 || number > Integer.MAX_VALUE ? null : categories.get((int) number);
            if (category == null) {
                throw new BadInputException(
                        place + ":" + (id + 1) + ": expected the id of a category of the annotations," + " got '"
                                + Quote.shortened(values.get(id)) + "'");
            }
            if (name >= 0 && !CanonicalName.same(values.get(name), category.name())) {
                throw new BadInputException(place + ":" + (name + 1) + ": expected '" + category.name()
                        + "' as the annotations call category " + category.id() + ", got '"
                        + Quote.shortened(values.get(name)) + "'; use the file of the same release");
            }
            Integer before = lineOf.putIfAbsent(category.id(), line.number());
            if (before != null) {
                throw new BadInputException(
                        place + ": a second row for category " + category.id() + "; the first is line " + before);
            }
            put(category, values.get(threshold), place + ":" + (threshold + 1));
        }

        /** An empty field is none: the file has one where a class has no scores. */
        private void put(Category category, String text, String place) {
            if (text.isEmpty()) {
                return;
            }
            double value = number(text);
            if (Double.isNaN(value)) {
                throw new BadInputException(place + ": expected a number as threshold of '" + category.name()
                        + "', got '" + Quote.shortened(text) + "'");
            }
            int c = truth.classOfCategory(category.id());
            if (c < 0) {
                others++;
            } else {
                values[c] = value;
                found++;
            }
        }

        private static double number(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            };
        }

        FixedThresholds thresholds() {
            if (found == 0) {
                throw new BadInputException(file + ": expected a threshold for at least one of the "
                        + truth.classes().size() + " classes that are evaluated, got none"
                        + (others > 0 ? " (" + others + " of other categories)" : ""));
            }
            return new FixedThresholds(file.toString(), values, others);
        }
    }
}
