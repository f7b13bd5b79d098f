package org.inatsounds.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.inatsounds.Split;
import org.inatsounds.UsageException;

/** Splits as arguments: their names, or {@code all}. */
final class SplitWords {

    private static final String ALL = "all";

    /** For completion. */
    static final class Candidates extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Candidates() {
            for (Split split : Split.values()) {
                add(split.label());
            }
            add(ALL);
        }
    }

    private SplitWords() {}

    /**
     * The splits that words name; all of them where there is no word.
     *
     * @throws UsageException if a word names none
     */
    static Set<Split> parse(List<String> words) {
        Set<Split> chosen = EnumSet.noneOf(Split.class);
        for (String word : words.isEmpty() ? List.of(ALL) : words) {
            if (word.equalsIgnoreCase(ALL)) {
                chosen.addAll(EnumSet.allOf(Split.class));
            } else {
                chosen.add(split(word));
            }
        }
        return chosen;
    }

    private static Split split(String word) {
        for (Split split : Split.values()) {
            if (split.label().equals(word.toLowerCase(Locale.ROOT))) {
                return split;
            }
        }
        throw new UsageException("SPLIT: expected train, val, test or all, got '" + word + "'");
    }
}
