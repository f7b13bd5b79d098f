package org.inatsounds.dataset;

import org.jspecify.annotations.Nullable;

/**
 * The licence of a recording, whatever its id: files number their licences as they like.
 *
 * @param name as written in the file; empty where the file does not say
 * @param url where its text is; empty where the file does not say
 * @param group what it asks for; null where that is not known
 */
public record LicenseUse(String name, String url, @Nullable LicenseGroup group) {

    /** No licence, or one that the file does not list. */
    public static final LicenseUse UNKNOWN = new LicenseUse("", "", null);

    /** The licence with an id in a file. */
    public static LicenseUse of(@Nullable Integer id, Annotations annotations) {
        License license = id == null ? null : annotations.license(id);
        return license == null ? UNKNOWN : new LicenseUse(license.name(), license.url(), LicenseGroup.of(license));
    }
}
