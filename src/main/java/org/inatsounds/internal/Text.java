package org.inatsounds.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text that goes to a terminal. */
public final class Text {

    private static final int NAMED_AT_MOST = 3;

    // What turns the direction of the text around it: a name that ends in gpj.wav looks as if it ended in .jpg. Letters
    // that run from right
    // to left need none of it.
    private static final int FIRST_TURN = 0x202A;
    private static final int LAST_TURN = 0x202E;
    private static final int FIRST_ISOLATE = 0x2066;
    private static final int LAST_ISOLATE = 0x2069;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private Text() {}

    /**
     * The text with control characters and those of direction made visible. Messages quote names from archives, files and servers; none of them
     * may move the cursor or change the title of the window.
     */
    public static String printable(String text) {
        if (text.chars().noneMatch(Text::hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (hidden(c)) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                visible.append((char) c);
            }
        });
        return visible.toString();
    }

    /** The text as one line: every control character is a blank. */
    public static String oneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                ? text
                : CONTROL.matcher(text).replaceAll(" ");
    }

    /** The first three of some names, and how many more there are. */
    public static String some(Collection<String> names) {
        return more(names.stream().sorted().limit(NAMED_AT_MOST).toList(), names.size());
    }

    /**
     * Some names, and how many there are beside them: {@code a, b and 1,234 more}.
     *
     * @param all how many there are, those that are named included
     */
    public static String more(List<String> named, long all) {
        String first = String.join(", ", named);
        return all <= named.size() ? first : first + " and " + Quantity.count(all - named.size()) + " more";
    }

    private static boolean hidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= FIRST_TURN && c <= LAST_TURN)
                || (c >= FIRST_ISOLATE && c <= LAST_ISOLATE);
    }
}
