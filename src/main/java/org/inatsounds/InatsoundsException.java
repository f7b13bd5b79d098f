package org.inatsounds;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can act on. Its message is one or two lines that stand alone: what, where, expected, got, what
 * to do. Anything else that is thrown is a defect of the program.
 *
 * <p>The subclasses are the kinds of failure that scripts tell apart by exit code.
 */
public abstract sealed class InatsoundsException extends RuntimeException
        permits BadInputException,
                CancelledException,
                DataMismatchException,
                NetworkException,
                StorageException,
                UsageException {

    private static final long serialVersionUID = 1L;

    InatsoundsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
