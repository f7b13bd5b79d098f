package org.inatsounds.evaluation;

/** Text of a file, fit for a message. */
final class Quote {

    private static final int MAX = 80;

    private Quote() {}

    /** The text, without control characters, and cut when it is long. */
    static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= MAX ? clean : clean.substring(0, MAX) + "…";
    }
}
