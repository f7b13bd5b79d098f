package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** The data is not what it should be: a checksum differs, a file is missing or damaged. */
public final class DataMismatchException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public DataMismatchException(String message) {
        this(message, null);
    }

    public DataMismatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
