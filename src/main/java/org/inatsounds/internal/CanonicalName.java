package org.inatsounds.internal;

import java.text.Normalizer;
import java.util.Locale;

/**
 * One spelling for names that look alike: what compares a name that somebody wrote with one of the annotations compares these.
 *
 * <p>macOS hands out names of files with letter and accent apart (NFD), text that was copied from a page holds blanks that
 * don't break (U+00A0) and characters without width, and word processors put other apostrophes and hyphens. None of that can be
 * seen in a message. So: Unicode normal form C (<a href="https://www.unicode.org/reports/tr15/">UAX #15</a>), one space for
 * each run of blanks of any kind, none around, no format characters, one apostrophe and one hyphen.
 */
public final class CanonicalName {

    private CanonicalName() {}

    /** A name as it is compared where case counts. */
    public static String of(String name) {
        if (isPlain(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        boolean blank = false;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (Character.getType(c) == Character.FORMAT) {
                continue;
            }
            if (blank && out.length() > 0) {
                out.append(' ');
            }
            blank = false;
            out.appendCodePoint(alike(c));
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** A name as it is compared where case does not count. */
    public static String key(String name) {
        // Upper case first: a letter may have several small ones. Either may bring an apostrophe or accents apart.
        return of(of(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /** Whether two names are one where case does not count. */
    public static boolean same(String a, String b) {
        return a.equals(b) || key(a).equals(key(b));
    }

    /** Whether it is its own spelling, seen at once: ASCII, without control characters, and single blanks inside only. */
    private static boolean isPlain(String name) {
        boolean blank = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || (blank && c == ' ')) {
                return false;
            }
            blank = c == ' ';
        }
        return name.isEmpty() || !blank;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private static int alike(int c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02BC' -> '\'';
            case '\u2010', '\u2011' -> '-';
            default -> c;
        };
    }
}
