package org.inatsounds.cli.terminal;

/** How much is said on standard error, from least to most. */
public enum Verbosity {
    /** Only errors. */
    QUIET,
    /** Also warnings, notices and progress. */
    NORMAL,
    /** Also what is worth knowing while it works. */
    VERBOSE,
    /** Also what is needed to find a fault, with the stack traces of failures. */
    DEBUG;

    public boolean shows(Verbosity level) {
        return compareTo(level) >= 0;
    }
}
