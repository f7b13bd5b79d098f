package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** The disk is full, or a place can't be read or written. */
public final class StorageException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        this(message, null);
    }

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
