package org.inatsounds.npy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of a header, a Python literal such as
 * {@code {'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }}. Each character is looked at once, whatever it is.
 */
final class HeaderText {

    private final String text;
    private int at;

    private HeaderText(String text) {
        this.text = text;
    }

    /** The values as they are written, strings with their quotes; null if the text is no dictionary. */
    static @Nullable Map<String, String> parse(String text) {
        return new HeaderText(text).dictionary();
    }

    /**
     * The numbers of a tuple such as {@code (3, 2)}; null if it is none, or one of them has more digits than a shape can.
     *
     * @param tuple as it is written, with its brackets
     */
    static long @Nullable [] numbers(String tuple) {
        List<Long> numbers = new ArrayList<>();
        if (!tuple.startsWith("(") || !tuple.endsWith(")")) {
            return null;
        }
        String[] parts = tuple.substring(1, tuple.length() - 1).split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.isEmpty() && i == parts.length - 1) {
                break;
            }
            // Python 2 wrote 3L.
            String digits = part.endsWith("L") ? part.substring(0, part.length() - 1) : part;
            if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            numbers.add(Long.parseLong(digits));
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private @Nullable Map<String, String> dictionary() {
        Map<String, String> values = new HashMap<>();
        if (!next('{')) {
            return null;
        }
        while (!next('}')) {
            String key = string();
            String value = key == null || !next(':') ? null : value();
            if (key == null || value == null) {
                return null;
            }
            values.put(key.substring(1, key.length() - 1), value);
            if (!next(',') && !isNext('}')) {
                return null;
            }
        }
        return values;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean isNext(char c) {
        skipSpace();
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean next(char c) {
        boolean there = isNext(c);
        at += there ? 1 : 0;
        return there;
    }

    private @Nullable String string() {
        if (!isNext('\'') && !isNext('"')) {
            return null;
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            return null;
        }
        String string = text.substring(at, end + 1);
        at = end + 1;
        return string;
    }

    private @Nullable String value() {
        if (isNext('\'') || isNext('"')) {
            return string();
        }
        if (isNext('(') || isNext('[')) {
            return brackets();
        }
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at == start ? null : text.substring(start, at);
    }

    private @Nullable String brackets() {
        int start = at;
        int depth = 0;
        do {
            if (at == text.length()) {
                return null;
            }
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                if (string() == null) {
                    return null;
                }
                continue;
            }
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
        return text.substring(start, at);
    }
}
