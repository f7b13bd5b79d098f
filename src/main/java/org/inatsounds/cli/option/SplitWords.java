package org.inatsounds.cli.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Suggestions;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Splits as users name them: by words, or by {@code --split}, which mean the same and add up; or {@code all}. So it is in every
 * command that works on splits.
 */
public final class SplitWords {

    /** The option that a word may be given by. */
    public static final String OPTION = "--split";

    private static final String WORD = "SPLIT";
    private static final String ALL = "all";

    /** For completion. */
    public static final class Candidates extends ArrayList<String> {

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
     * The splits that are named, in that order; empty where none is, or all are.
     *
     * @param words the arguments
     * @param options the values of {@code --split}; those of its variable give way to words
     * @param command to tell the variable by
     * @throws UsageException if one names no split
     */
    public static Set<Split> named(List<String> words, List<String> options, CommandSpec command) {
        Set<Split> named = new LinkedHashSet<>();
        boolean all = add(WORD, words, named);
        if (words.isEmpty() || command.commandLine().getParseResult().hasMatchedOption(OPTION)) {
            all |= add(OPTION, options, named);
        }
        return all ? Set.of() : Collections.unmodifiableSet(named);
    }

    /** Whether one of the words is {@code all}. */
    private static boolean add(String subject, List<String> words, Set<Split> named) {
        boolean all = false;
        for (String word : words) {
            if (word.equalsIgnoreCase(ALL)) {
                all = true;
            } else {
                named.add(split(subject, word));
            }
        }
        return all;
    }

    /** The same, but all of them where none is named. */
    public static Set<Split> chosen(List<String> words, List<String> options, CommandSpec command) {
        Set<Split> named = named(words, options, command);
        return named.isEmpty() ? EnumSet.allOf(Split.class) : named;
    }

    /** Whether any is named, {@code all} included. */
    public static boolean isAny(List<String> words, List<String> options) {
        return !words.isEmpty() || !options.isEmpty();
    }

    private static Split split(String subject, String word) {
        for (Split split : Split.values()) {
            if (split.label().equals(word.toLowerCase(Locale.ROOT))) {
                return split;
            }
        }
        throw new UsageException(subject + ": expected train, val, test or all, got '" + word + "'"
                + Suggestions.question(word, new Candidates()));
    }
}
