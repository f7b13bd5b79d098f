package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** The command line asks for something that makes no sense. The message names the option and what was expected. */
public final class UsageException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, null);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
