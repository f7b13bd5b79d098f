package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** An input file is malformed. The message names file, line and column (or element, or offset). */
public final class BadInputException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        this(message, null);
    }

    public BadInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
