package org.inatsounds.evaluation.predictions;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.inatsounds.internal.CanonicalName;

/** What columns are called, and what that says of the values below. Case makes no difference. */
final class ColumnWords {

    private static final Map<String, RowNames.Kind> ROWS = new TreeMap<>(Map.of(
            "audio_id", RowNames.Kind.IDS,
            "id", RowNames.Kind.IDS,
            "file_name", RowNames.Kind.FILES,
            "filename", RowNames.Kind.FILES,
            "file_path", RowNames.Kind.FILES,
            "filepath", RowNames.Kind.FILES,
            "path", RowNames.Kind.FILES,
            "file", RowNames.Kind.FILES,
            "audio", RowNames.Kind.FILES,
            "row_id", RowNames.Kind.EITHER));

    /** All of them, for messages. */
    static final String RECORDINGS = String.join(", ", ROWS.keySet());

    /** The more telling first: a table may have the name of a category in two languages. */
    private static final List<String> CATEGORIES = List.of(
            "category_id",
            "class_id",
            "audio_dir_name",
            "scientific name",
            "scientific_name",
            "category",
            "class",
            "species",
            "label",
            "name",
            "common name",
            "common_name");

    private static final List<String> SCORES = List.of("score", "probability", "confidence", "logit", "prob");

    /** Columns beside category and score that say where a window lies: nothing that an evaluation could use. */
    private static final Set<String> PLACES =
            Set.of("start (s)", "end (s)", "start", "end", "start_time", "end_time", "begin time (s)", "end time (s)");

    private ColumnWords() {}

    /** What the values below a heading are; {@link RowNames.Kind#UNNAMED} where it names no recordings. */
    static RowNames.Kind kind(String heading) {
        return ROWS.getOrDefault(CanonicalName.key(heading), RowNames.Kind.UNNAMED);
    }

    /** Whether a column names recordings. */
    static boolean isRow(String heading) {
        return ROWS.containsKey(CanonicalName.key(heading));
    }

    /** Whether a column is headed like an index that pandas wrote: it counts rows. */
    static boolean isIndex(String heading) {
        String key = CanonicalName.key(heading);
        return key.isEmpty() || key.equals("index") || key.startsWith("unnamed: ");
    }

    /** Whether a column of a long table says nothing of category or score. */
    static boolean isBeside(String heading) {
        String key = CanonicalName.key(heading);
        return PLACES.contains(key) || CATEGORIES.contains(key);
    }

    /** The first column of recordings; -1 when there is none. */
    static int row(List<String> headings) {
        for (int i = 0; i < headings.size(); i++) {
            if (isRow(headings.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The column of categories in a long table; -1 when there is none. */
    static int category(List<String> headings) {
        return first(CATEGORIES, headings);
    }

    /** The column of scores in a long table; -1 when there is none. */
    static int score(List<String> headings) {
        return first(SCORES, headings);
    }

    private static int first(List<String> words, List<String> headings) {
        List<String> keys = headings.stream().map(CanonicalName::key).toList();
        for (String word : words) {
            if (keys.contains(word)) {
                return keys.indexOf(word);
            }
        }
        return -1;
    }
}
