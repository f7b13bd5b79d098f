package org.inatsounds.release;

/** The terms of use of the dataset in short. */
public final class TermsNotice {

    /** What to say once, before the first byte is fetched: three lines. */
    public static final String TEXT = """
            The recordings are for non-commercial research and education only, and may not be redistributed.
            Each has its own licence and rights holder; UMass Amherst gives no warranty, and you take full responsibility.
            By downloading them you accept these terms and those of iNaturalist: 'inatsounds terms' shows them in full.""";

    private TermsNotice() {}
}
