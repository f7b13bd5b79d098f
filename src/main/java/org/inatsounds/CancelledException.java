package org.inatsounds;

import org.jspecify.annotations.Nullable;

/**
 * The thread that made a long call was interrupted, and the call ended before its end. What is on disk is as after any other
 * interruption: the same call resumes. The thread's interrupt status is still set.
 */
public final class CancelledException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        this(message, null);
    }

    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
