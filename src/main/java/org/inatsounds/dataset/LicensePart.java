package org.inatsounds.dataset;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a word stands for. The words of a phrase, such as {@code share alike}, count only together. */
enum LicensePart {
    CC,
    BY,
    NC,
    SA,
    ND,
    ZERO,
    CREATIVE,
    COMMONS,
    PUBLIC,
    DOMAIN,
    NO,
    COMMERCIAL,
    DERIVATIVES,
    SHARE,
    ALIKE,
    SOME,
    RIGHTS,
    RESERVED,
    /** {@code by} in full: needs no {@code CC} beside it. */
    ATTRIBUTION,
    /** A word that changes nothing, such as {@code international}. */
    FILLER;

    private static final Map<String, LicensePart> WORDS = Map.ofEntries(
            Map.entry("cc", CC),
            Map.entry("by", BY),
            Map.entry("nc", NC),
            Map.entry("noncommercial", NC),
            Map.entry("sa", SA),
            Map.entry("sharealike", SA),
            Map.entry("nd", ND),
            Map.entry("noderivatives", ND),
            Map.entry("noderivative", ND),
            Map.entry("noderivs", ND),
            Map.entry("zero", ZERO),
            Map.entry("pdm", ZERO),
            Map.entry("publicdomain", ZERO),
            Map.entry("creative", CREATIVE),
            Map.entry("commons", COMMONS),
            Map.entry("creativecommons", CC),
            Map.entry("public", PUBLIC),
            Map.entry("domain", DOMAIN),
            Map.entry("no", NO),
            Map.entry("non", NO),
            Map.entry("not", NO),
            Map.entry("commercial", COMMERCIAL),
            Map.entry("derivatives", DERIVATIVES),
            Map.entry("derivative", DERIVATIVES),
            Map.entry("derivs", DERIVATIVES),
            Map.entry("share", SHARE),
            Map.entry("alike", ALIKE),
            Map.entry("some", SOME),
            Map.entry("rights", RIGHTS),
            Map.entry("reserved", RESERVED),
            Map.entry("attribution", ATTRIBUTION));

    private static final Set<String> FILLERS = Set.of(
            "license",
            "licence",
            "licenses",
            "licences",
            "licensed",
            "international",
            "intl",
            "int",
            "unported",
            "generic",
            "version",
            "ver",
            "v",
            "mark",
            "dedication",
            "universal",
            "deed",
            "legalcode",
            "works",
            "work",
            "the",
            "under",
            "en",
            "html");

    /** What a word, or a number, stands for; null for one that is not known. */
    static @Nullable LicensePart of(String word) {
        if (word.equals("cc0")) {
            return ZERO;
        }
        boolean filler = FILLERS.contains(word) || word.chars().allMatch(Character::isDigit);
        return filler ? FILLER : WORDS.get(word);
    }
}
