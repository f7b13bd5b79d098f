package org.inatsounds.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server answered, but not with the object. */
final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final URI uri;
    private final int status;
    private final transient @Nullable Duration retryAfter;

    HttpStatusException(URI uri, int status, String reason, @Nullable Duration retryAfter) {
        super("the server answered " + status + (reason.isEmpty() ? "" : " " + reason));
        this.uri = uri;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    URI uri() {
        return uri;
    }

    int status() {
        return status;
    }

    /** How long the server asks to be left alone; {@code null} if it does not say. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same request may well succeed later. */
    boolean mayPass() {
        return status == 408 || status == 429 || status >= 500;
    }
}
