package org.inatsounds.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy of texts that come again and again, such as dates and rights holders. It remembers a fixed number of
 * texts, the later one where two compete for a place, so its size does not depend on the file.
 */
final class RecentTexts {

    private static final int PLACES = 1 << 13;

    private final @Nullable String[] texts = new String[PLACES];

    /** An equal text, the same string as before if it was there a short while ago. */
    String shared(String text) {
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String known = texts[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[place] = text;
        return text;
    }
}
