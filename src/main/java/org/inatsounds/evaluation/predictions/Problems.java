package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file: the first problems in its order, at most one a row, and how many more there are. */
public final class Problems {

    /** How many are named. */
    public static final int NAMED = 10;

    private final List<BadInputException> named = new ArrayList<>();
    private long more;

    /** Whether enough are named, so that others need only be {@linkplain #count counted}. */
    boolean enough() {
        return named.size() == NAMED;
    }

    void add(BadInputException problem) {
        if (enough()) {
            more++;
        } else {
            named.add(problem);
        }
    }

    /** Counts one that is not named. */
    void count() {
        more++;
    }

    /** All of them in one; null when there is none. One problem is itself, of several each has a line. */
    @Nullable
    BadInputException found() {
        if (named.size() + more <= 1) {
            return named.isEmpty() ? null : named.get(0);
        }
        StringBuilder message = new StringBuilder();
        for (BadInputException problem : named) {
            message.append(message.isEmpty() ? "" : "\n").append(problem.getMessage());
        }
        if (more > 0) {
            message.append(String.format(Locale.ROOT, "\nand %,d more %s", more, more == 1 ? "problem" : "problems"));
        }
        return new BadInputException(message.toString(), named.get(0));
    }

    /**
     * Throws what was found, if anything was.
     *
     * @throws BadInputException then
     */
    void check() {
        check("");
    }

    /**
     * As above, with a sentence behind it.
     *
     * @throws BadInputException when anything was found
     */
    void check(String advice) {
        BadInputException found = found();
        if (found != null) {
            throw advice.isEmpty() ? found : new BadInputException(found.getMessage() + advice, found);
        }
    }
}
