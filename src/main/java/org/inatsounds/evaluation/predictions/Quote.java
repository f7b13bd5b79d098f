package org.inatsounds.evaluation.predictions;

/** Text of a file, fit for a message. */
public final class Quote {

    private static final int MAX = 120;
    private static final int BEGINNING = 40;

    private Quote() {}

    /** The text, without control characters, and cut in the middle when it is long: names of files differ at their end. */
    public static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= MAX
                ? clean
                : clean.substring(0, BEGINNING) + "…" + clean.substring(clean.length() - MAX + BEGINNING);
    }
}
