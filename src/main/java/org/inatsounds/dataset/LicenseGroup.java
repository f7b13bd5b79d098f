package org.inatsounds.dataset;

import java.util.Locale;
import org.inatsounds.internal.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * Licences by what they ask of whoever uses a recording. Each licence is in one group, or in none that is known. A licence that
 * is not understood is in none: what is guessed wrong here is used against its terms.
 */
public enum LicenseGroup {
    /** CC0 and the public domain mark: nothing is asked. */
    PUBLIC_DOMAIN,
    /** CC BY, BY-SA and BY-ND: credit is asked; commercial use is allowed. */
    ATTRIBUTION,
    /** CC BY-NC and all that have NC in them: credit is asked; commercial use is not allowed. */
    NON_COMMERCIAL;

    /** {@code public-domain}, {@code attribution} or {@code non-commercial}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a word is the label of one of them, in either case. */
    public static boolean isLabel(String word) {
        for (LicenseGroup group : values()) {
            if (CanonicalName.same(group.label(), word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The group of a licence, by its name and its address; null where neither says it, or one of them speaks against it. Where
     * both say something, the stricter counts.
     */
    public static @Nullable LicenseGroup of(License license) {
        LicenseWords.Meaning name = LicenseWords.read(license.name());
        LicenseWords.Meaning url = LicenseWords.read(license.url());
        LicenseWords.Meaning stricter = name.compareTo(url) > 0 ? name : url;
        return switch (stricter) {
            case REFUSED, NOTHING -> null;
            case NON_COMMERCIAL -> NON_COMMERCIAL;
            case ATTRIBUTION -> ATTRIBUTION;
            case PUBLIC_DOMAIN -> PUBLIC_DOMAIN;
        };
    }
}
