package org.inatsounds.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Licences by what they ask of whoever uses a recording. Each licence is in one group, or in none that is known. */
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

    /** The group of a licence, by its address or, where that says nothing, by its name; null for any other licence. */
    public static @Nullable LicenseGroup of(License license) {
        LicenseGroup byUrl =
                of(license.url().toLowerCase(Locale.ROOT).replaceFirst("^.*creativecommons\\.org/", "cc:"));
        return byUrl != null ? byUrl : of(license.name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable LicenseGroup of(String text) {
        if (text.contains("publicdomain") || text.contains("public domain") || text.contains("cc0")) {
            return PUBLIC_DOMAIN;
        }
        boolean creativeCommons =
                text.startsWith("cc") || text.contains("creative commons") || text.contains("attribution");
        if (!creativeCommons || text.equals("cc:")) {
            return null;
        }
        boolean nonCommercial =
                text.contains("noncommercial") || text.contains("non-commercial") || text.matches(".*\\bnc\\b.*");
        return nonCommercial ? NON_COMMERCIAL : ATTRIBUTION;
    }
}
