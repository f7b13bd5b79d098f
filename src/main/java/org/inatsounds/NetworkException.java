package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** The network or the server failed in a way that may pass: worth trying again. */
public final class NetworkException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public NetworkException(String message) {
        this(message, null);
    }

    public NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
