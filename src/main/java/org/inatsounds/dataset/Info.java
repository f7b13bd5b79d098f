package org.inatsounds.dataset;

/**
 * What a file says of itself, each value as it is written there; empty where it does not say.
 *
 * @param year of the release
 * @param version of the release
 * @param description one line
 * @param contributor who made it
 * @param url where it comes from
 * @param dateCreated when it was made
 */
public record Info(
        String year, String version, String description, String contributor, String url, String dateCreated) {

    /** Of a file that says nothing of itself. */
    public static final Info NONE = new Info("", "", "", "", "", "");
}
