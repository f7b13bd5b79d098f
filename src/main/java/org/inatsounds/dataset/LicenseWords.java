package org.inatsounds.dataset;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    /** Countries that Creative Commons wrote a licence for: they stand behind a version only, as in {@code 3.0 US}. */
    private static final Set<String> COUNTRIES = Set.of(
            "ar", "at", "au", "br", "ca", "ch", "cl", "cn", "co", "cr", "cz", "de", "dk", "ec", "ee", "eg", "es", "fi",
            "fr", "gr", "gt", "hk", "hr", "hu", "ie", "igo", "il", "in", "it", "jp", "kr", "lu", "mk", "mt", "mx", "my",
            "nl", "no", "nz", "pe", "ph", "pl", "pr", "pt", "ro", "rs", "se", "sg", "si", "th", "tw", "ug", "uk", "us",
            "usa", "vn", "za");

    /** Without blanks and signs: that commercial use is not allowed, in the languages that the dataset's users write. */
    private static final List<String> NOT_COMMERCIAL = List.of(
            "noncommer",
            "noncomer",
            "noncomm",
            "notcommer",
            "notforcommer",
            "nocommer",
            "nocomer",
            "noncommercial",
            "nichtkommer",
            "nichtkomer",
            "naocomer",
            "niecommer",
            "nietcommer",
            "ikkekommer",
            "ickekommer",
            "pasdutilisationcommer",
            "nonlucrati",
            "nonprofit",
            "notforprofit",
            "некоммер",
            "非営利",
            "非商");

    /** Without blanks and signs: what a licence may say that allows less than we understand. */
    private static final List<String> AGAINST = List.of(
            "reserved",
            "copyright",
            "proprietary",
            "restrict",
            "permission",
            "prohib",
            "forbid",
            "forbidden",
            "private",
            "except",
            "without",
            "commer",
            "comerc",
            "kommer",
            "komerc",
            "коммер",
            "商",
            "営利",
            "research",
            "educat",
            "academic",
            "personal",
            "confidential",
            "sampling",
            "unlicens",
            "unknown",
            "unclear",
            "rightsstatements");

    /** Words of a text that is not understood which turn what is beside them round. */
    private static final Set<String> TURNING =
            Set.of("no", "non", "not", "nc", "nd", "only", "but", "or", "never", "if");

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
        Set<LicensePart> parts = understood(commons ? withoutPage(terms) : terms);
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
                .filter(c ->
                        Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT)
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
        boolean licence =
                letters.contains("cc") || letters.contains("creativecommons") || letters.contains("attribution");
        if (letters.contains("bync") || letters.contains("ccnc")) {
            return true;
        }
        for (String token : tokens) {
            Set<LicensePart> parts = EnumSet.noneOf(LicensePart.class);
            boolean known = split(token, parts);
            if (known
                    && parts.contains(LicensePart.NC)
                    && (licence || parts.contains(LicensePart.BY) || tokens.contains("by"))) {
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
    private static @Nullable Set<LicensePart> understood(String text) {
        if (!text.codePoints().allMatch(LicenseWords::isUnderstood)) {
            return null;
        }
        List<LicensePart> parts = new ArrayList<>();
        boolean afterVersion = false;
        for (String token : tokens(text)) {
            boolean version = token.chars().allMatch(Character::isDigit);
            if (version || (afterVersion && COUNTRIES.contains(token))) {
                parts.add(LicensePart.FILLER);
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
    private static boolean split(String token, Collection<LicensePart> into) {
        int length = token.length();
        int[] from = new int[length + 1];
        Arrays.fill(from, -1);
        from[0] = 0;
        for (int end = 1; end <= length; end++) {
            for (int start = Math.max(0, end - LONGEST_WORD); start < end && from[end] < 0; start++) {
                if (from[start] >= 0 && LicensePart.of(token.substring(start, end)) != null) {
                    from[end] = start;
                }
            }
        }
        if (from[length] < 0) {
            return false;
        }
        List<LicensePart> parts = new ArrayList<>();
        for (int end = length; end > 0; end = from[end]) {
            LicensePart part = LicensePart.of(token.substring(from[end], end));
            if (part != null) {
                parts.add(0, part);
            }
        }
        into.addAll(parts);
        return true;
    }

    /** Words that mean something only together; null where one stands alone. */
    private static @Nullable Set<LicensePart> phrases(List<LicensePart> parts) {
        Set<LicensePart> meant = EnumSet.noneOf(LicensePart.class);
        for (int i = 0; i < parts.size(); i++) {
            LicensePart next = i + 1 < parts.size() ? parts.get(i + 1) : LicensePart.FILLER;
            LicensePart third = i + 2 < parts.size() ? parts.get(i + 2) : LicensePart.FILLER;
            switch (parts.get(i)) {
                case CREATIVE -> i += pair(next == LicensePart.COMMONS, LicensePart.CC, meant);
                case PUBLIC -> i += pair(next == LicensePart.DOMAIN, LicensePart.ZERO, meant);
                case SHARE -> i += pair(next == LicensePart.ALIKE, LicensePart.SA, meant);
                case NO, SOME -> {
                    if (next == LicensePart.RIGHTS && third == LicensePart.RESERVED) {
                        i += 2;
                    } else {
                        i += pair(
                                parts.get(i) == LicensePart.NO && next == LicensePart.DERIVATIVES,
                                LicensePart.ND,
                                meant);
                    }
                }
                case COMMONS, DOMAIN, COMMERCIAL, DERIVATIVES, ALIKE, RIGHTS, RESERVED -> {
                    return null;
                }
                case FILLER -> {}
                default -> meant.add(parts.get(i));
            }
            if (meant.contains(LicensePart.FILLER)) {
                return null;
            }
        }
        return meant;
    }

    /** Adds what a pair means, and says that its second word is done with; a filler where it is no pair. */
    private static int pair(boolean isPair, LicensePart meaning, Set<LicensePart> meant) {
        meant.add(isPair ? meaning : LicensePart.FILLER);
        return 1;
    }

    /** What licence that is. */
    private static Meaning meaning(Set<LicensePart> parts, boolean commons) {
        boolean by = parts.contains(LicensePart.ATTRIBUTION)
                || (parts.contains(LicensePart.BY)
                        && (commons
                                || parts.contains(LicensePart.CC)
                                || parts.contains(LicensePart.SA)
                                || parts.contains(LicensePart.ND)));
        boolean others = by
                || parts.contains(LicensePart.BY)
                || parts.contains(LicensePart.SA)
                || parts.contains(LicensePart.ND);
        if (parts.contains(LicensePart.NC)) {
            return Meaning.NON_COMMERCIAL;
        }
        if (parts.contains(LicensePart.ZERO)) {
            return others ? Meaning.REFUSED : Meaning.PUBLIC_DOMAIN;
        }
        return by ? Meaning.ATTRIBUTION : Meaning.NOTHING;
    }
}
