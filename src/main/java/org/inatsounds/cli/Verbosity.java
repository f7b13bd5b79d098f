package org.inatsounds.cli;

/** How much is said on standard error, from least to most. */
enum Verbosity {
    /** Only errors. */
    QUIET,
    /** Also warnings, notices and progress. */
    NORMAL,
    /** Also what is worth knowing while it works. */
    VERBOSE,
    /** Also what is needed to find a fault, with the stack traces of failures. */
    DEBUG;

    boolean shows(Verbosity level) {
        return compareTo(level) >= 0;
    }
}
