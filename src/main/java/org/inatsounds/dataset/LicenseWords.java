package org.inatsounds.dataset;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name or the address of a licence says. People write {@code CC BY-NC 4.0}, {@code cc-by_nc-sa}, {@code CCBYNC} and
 * {@code Attribution non commercial}. A permission counts only where every word is understood; that commercial use is not
 * allowed counts wherever it is said.
 *
 * <p>Time is linear in the length of the text.
 */
final class LicenseWords {

    /** From the least to the most that is asked; what stands in the way of all others comes last. */
    enum Meaning {
        /** Nothing that is understood, and nothing that speaks against a permission. */
        NOTHING,
        PUBLIC_DOMAIN,
        ATTRIBUTION,
        NON_COMMERCIAL,
        /** Not understood, and perhaps no permission at all, such as {@code all rights reserved}. */
        REFUSED
    }

    /** What a word stands for. The words of a phrase, such as {@code share alike}, count only together. */
    private enum Part {
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
        FILLER
    }

    private static final Map<String, Part> WORDS = Map.ofEntries(
            Map.entry("cc", Part.CC),
            Map.entry("by", Part.BY),
            Map.entry("nc", Part.NC),
            Map.entry("noncommercial", Part.NC),
            Map.entry("sa", Part.SA),
            Map.entry("sharealike", Part.SA),
            Map.entry("nd", Part.ND),
            Map.entry("noderivatives", Part.ND),
            Map.entry("noderivative", Part.ND),
            Map.entry("noderivs", Part.ND),
            Map.entry("zero", Part.ZERO),
            Map.entry("pdm", Part.ZERO),
            Map.entry("publicdomain", Part.ZERO),
            Map.entry("creative", Part.CREATIVE),
            Map.entry("commons", Part.COMMONS),
            Map.entry("creativecommons", Part.CC),
            Map.entry("public", Part.PUBLIC),
            Map.entry("domain", Part.DOMAIN),
            Map.entry("no", Part.NO),
            Map.entry("non", Part.NO),
            Map.entry("not", Part.NO),
            Map.entry("commercial", Part.COMMERCIAL),
            Map.entry("derivatives", Part.DERIVATIVES),
            Map.entry("derivative", Part.DERIVATIVES),
            Map.entry("derivs", Part.DERIVATIVES),
            Map.entry("share", Part.SHARE),
            Map.entry("alike", Part.ALIKE),
            Map.entry("some", Part.SOME),
            Map.entry("rights", Part.RIGHTS),
            Map.entry("reserved", Part.RESERVED),
            Map.entry("attribution", Part.ATTRIBUTION));

    private static final Set<String> FILLERS = Set.of(
            "license", "licence", "licenses", "licences", "licensed", "international", "intl", "int", "unported", "generic",
            "version", "ver", "v", "mark", "dedication", "universal", "deed", "legalcode", "works", "work", "the", "under",
            "en", "html");

    /** Countries that Creative Commons wrote a licence for: they stand behind a version only, as in {@code 3.0 US}. */
    private static final Set<String> COUNTRIES = Set.of(
            "ar", "at", "au", "br", "ca", "ch", "cl", "cn", "co", "cr", "cz", "de", "dk", "ec", "ee", "eg", "es", "fi",
            "fr", "gr", "gt", "hk", "hr", "hu", "ie", "igo", "il", "in", "it", "jp", "kr", "lu", "mk", "mt", "mx", "my",
            "nl", "no", "nz", "pe", "ph", "pl", "pr", "pt", "ro", "rs", "se", "sg", "si", "th", "tw", "ug", "uk", "us",
            "usa", "vn", "za");

    /** Without blanks and signs: that commercial use is not allowed, in the languages that the dataset's users write. */
    private static final List<String> NOT_COMMERCIAL = List.of(
            "noncommer", "noncomer", "noncomm", "notcommer", "notforcommer", "nocommer", "nocomer", "noncommercial",
            "nichtkommer", "nichtkomer", "naocomer", "niecommer", "nietcommer", "ikkekommer", "ickekommer",
            "pasdutilisationcommer", "nonlucrati", "nonprofit", "notforprofit", "некоммер", "非営利", "非商");

    /** Without blanks and signs: what a licence may say that allows less than we understand. */
    private static final List<String> AGAINST = List.of(
            "reserved", "copyright", "proprietary", "restrict", "permission", "prohib", "forbid", "forbidden", "private",
            "except", "without", "commer", "comerc", "kommer", "komerc", "коммер", "商", "営利", "research", "educat",
            "academic", "personal", "confidential", "sampling", "unlicens", "unknown", "unclear", "rightsstatements");

    /** Words of a text that is not understood which turn what is beside them round. */
    private static final Set<String> TURNING = Set.of("no", "non", "not", "nc", "nd", "only", "but", "or", "never", "if");

    private static final Set<String> NAMED = Set.of("cc", "cc0", "by", "creative", "creativecommons", "attribution");

    private static final int LONGEST_WORD = 15;

    /** No licence has a longer name; one that has is not looked at. */
    private static final int LONGEST = 1_000;

    private static final String HOST = "creativecommons.org/";

    private LicenseWords() {}

    /** What a text says. */
    static Meaning read(String written) {
        if (written.length() > LONGEST) {
            return Meaning.REFUSED;
        }
        String text = folded(written);
        if (text.isEmpty()) {
            return Meaning.NOTHING;
        }
        String letters = lettersOf(text);
        List<String> tokens = tokens(text);
        if (letters.contains("allrightsreserved") || letters.contains("rightsstatements")) {
            return Meaning.REFUSED;
        }
        if (saysNotCommercial(letters, tokens)) {
            return Meaning.NON_COMMERCIAL;
        }
        int scheme = text.indexOf("://");
        String address = scheme < 0 ? text : text.substring(scheme + 3);
        address = address.startsWith("www.") ? address.substring(4) : address;
        boolean commons = address.startsWith(HOST);
        if (scheme >= 0 && !commons && !address.startsWith("spdx.org/licenses/")) {
            return against(text, letters, tokens);
        }
        String terms = commons || scheme >= 0 ? address.substring(address.indexOf('/') + 1) : text;
        Set<Part> parts = understood(commons ? withoutPage(terms) : terms);
        if (parts != null) {
            return meaning(parts, commons);
        }
        // A page of Creative Commons that is none of their licences is one that we don't know.
        return commons ? Meaning.REFUSED : against(text, letters, tokens);
    }

    /** An address without what only says in which language and from where its page is shown. */
    private static String withoutPage(String address) {
        String path = address;
        for (String end : List.of("?", "#", "/deed", "/legalcode")) {
            int at = path.indexOf(end);
            path = at < 0 ? path : path.substring(0, at);
        }
        return path;
    }

    /** One spelling of what looks the same, without accents, in small letters. */
    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK
                        && Character.getType(c) != Character.FORMAT)
                .forEach(folded::appendCodePoint);
        return folded.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static String lettersOf(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** Words and numbers, without what is between them. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                token.appendCodePoint(c);
            } else if (!token.isEmpty()) {
                tokens.add(token.toString());
                token.setLength(0);
            }
        });
        if (!token.isEmpty()) {
            tokens.add(token.toString());
        }
        return tokens;
    }

    private static boolean saysNotCommercial(String letters, List<String> tokens) {
        if (NOT_COMMERCIAL.stream().anyMatch(letters::contains)) {
            return true;
        }
        boolean licence = letters.contains("cc") || letters.contains("creativecommons") || letters.contains("attribution");
        if (letters.contains("bync") || letters.contains("ccnc")) {
            return true;
        }
        for (String token : tokens) {
            Set<Part> parts = EnumSet.noneOf(Part.class);
            boolean known = split(token, parts);
            if (known && parts.contains(Part.NC) && (licence || parts.contains(Part.BY) || tokens.contains("by"))) {
                return true;
            }
        }
        return false;
    }

    /** What a text means that is not understood: nothing, or that something speaks against a permission. */
    private static Meaning against(String text, String letters, List<String> tokens) {
        // One that names a licence and says more allows what the licence does, or less.
        boolean against = AGAINST.stream().anyMatch(letters::contains)
                || tokens.stream().anyMatch(NAMED::contains)
                || tokens.stream().anyMatch(TURNING::contains)
                || text.indexOf('©') >= 0
                || text.indexOf('?') >= 0
                || text.indexOf('!') >= 0
                || text.indexOf('¬') >= 0;
        return against ? Meaning.REFUSED : Meaning.NOTHING;
    }

    /** What the words of a text stand for; null if one of them, or a sign between them, is not understood. */
    private static @Nullable Set<Part> understood(String text) {
        if (!text.codePoints().allMatch(LicenseWords::isUnderstood)) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        boolean afterVersion = false;
        for (String token : tokens(text)) {
            boolean version = token.chars().allMatch(Character::isDigit);
            if (version || (afterVersion && COUNTRIES.contains(token))) {
                parts.add(Part.FILLER);
            } else if (!split(token, parts)) {
                return null;
            }
            afterVersion = version;
        }
        return phrases(parts);
    }

    private static boolean isUnderstood(int c) {
        return Character.isLetterOrDigit(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || "_.,/:;()[]{}\"'+".indexOf(c) >= 0;
    }

    /**
     * Takes a word apart that is written without blanks, such as {@code ccbync4}; false if it is not made of words that are
     * known. The longest word that ends at a place is taken.
     */
    private static boolean split(String token, Collection<Part> into) {
        int length = token.length();
        int[] from = new int[length + 1];
        Arrays.fill(from, -1);
        from[0] = 0;
        for (int end = 1; end <= length; end++) {
            for (int start = Math.max(0, end - LONGEST_WORD); start < end && from[end] < 0; start++) {
                if (from[start] >= 0 && partOf(token.substring(start, end)) != null) {
                    from[end] = start;
                }
            }
        }
        if (from[length] < 0) {
            return false;
        }
        List<Part> parts = new ArrayList<>();
        for (int end = length; end > 0; end = from[end]) {
            Part part = partOf(token.substring(from[end], end));
            if (part != null) {
                parts.add(0, part);
            }
        }
        into.addAll(parts);
        return true;
    }

    private static @Nullable Part partOf(String word) {
        if (word.equals("cc0")) {
            return Part.ZERO;
        }
        boolean filler = FILLERS.contains(word) || word.chars().allMatch(Character::isDigit);
        return filler ? Part.FILLER : WORDS.get(word);
    }

    /** Words that mean something only together; null where one stands alone. */
    private static @Nullable Set<Part> phrases(List<Part> parts) {
        Set<Part> meant = EnumSet.noneOf(Part.class);
        for (int i = 0; i < parts.size(); i++) {
            Part next = i + 1 < parts.size() ? parts.get(i + 1) : Part.FILLER;
            Part third = i + 2 < parts.size() ? parts.get(i + 2) : Part.FILLER;
            switch (parts.get(i)) {
                case CREATIVE -> i += pair(next == Part.COMMONS, Part.CC, meant);
                case PUBLIC -> i += pair(next == Part.DOMAIN, Part.ZERO, meant);
                case SHARE -> i += pair(next == Part.ALIKE, Part.SA, meant);
                case NO, SOME -> {
                    if (next == Part.RIGHTS && third == Part.RESERVED) {
                        i += 2;
                    } else {
                        i += pair(parts.get(i) == Part.NO && next == Part.DERIVATIVES, Part.ND, meant);
                    }
                }
                case COMMONS, DOMAIN, COMMERCIAL, DERIVATIVES, ALIKE, RIGHTS, RESERVED -> {
                    return null;
                }
                case FILLER -> {}
                default -> meant.add(parts.get(i));
            }
            if (meant.contains(Part.FILLER)) {
                return null;
            }
        }
        return meant;
    }

    /** Adds what a pair means, and says that its second word is done with; a filler where it is no pair. */
    private static int pair(boolean isPair, Part meaning, Set<Part> meant) {
        meant.add(isPair ? meaning : Part.FILLER);
        return 1;
    }

    /** What licence that is. */
    private static Meaning meaning(Set<Part> parts, boolean commons) {
        boolean by = parts.contains(Part.ATTRIBUTION)
                || (parts.contains(Part.BY)
                        && (commons
                                || parts.contains(Part.CC)
                                || parts.contains(Part.SA)
                                || parts.contains(Part.ND)));
        boolean others = by || parts.contains(Part.BY) || parts.contains(Part.SA) || parts.contains(Part.ND);
        if (parts.contains(Part.NC)) {
            return Meaning.NON_COMMERCIAL;
        }
        if (parts.contains(Part.ZERO)) {
            return others ? Meaning.REFUSED : Meaning.PUBLIC_DOMAIN;
        }
        return by ? Meaning.ATTRIBUTION : Meaning.NOTHING;
    }
}
