package org.inatsounds.fetch.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server, or a proxy on the way to it, answered, but not with the object. */
final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String SERVER = "the server";

    private final URI uri;
    private final int status;
    private final transient @Nullable Duration retryAfter;
    private final boolean proxys;

    HttpStatusException(URI uri, int status, String reason, @Nullable Duration retryAfter) {
        this(uri, status, reason, retryAfter, SERVER);
    }

    /** @param by who answered: the server, or a proxy on the way to it */
    HttpStatusException(URI uri, int status, String reason, @Nullable Duration retryAfter, String by) {
        super(by + " answered " + status + (reason.isEmpty() ? "" : " " + reason));
        this.uri = uri;
        this.status = status;
        this.retryAfter = retryAfter;
        this.proxys = !by.equals(SERVER);
    }

    /** Whether it is the answer of a proxy, which speaks of itself and not of the object. */
    boolean isProxys() {
        return proxys;
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

    /** Whether the answer to a {@code HEAD} leaves open what a {@code GET} would get: many servers have no other. */
    boolean mayBeOfHeadAlone() {
        boolean isOfNow = status == 407 || status == 408 || status == 429 || status == 503;
        return !proxys && !isOfNow;
    }

    /** Whether the same request may well succeed later. */
    boolean mayPass() {
        return status == 408 || status == 429 || status >= 500;
    }
}
