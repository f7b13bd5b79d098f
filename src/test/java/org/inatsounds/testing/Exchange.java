package org.inatsounds.testing;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One request that a {@link FaultyServer} received, and what became of it. What belongs to the answer (status, body bytes,
 * whether it ended well) changes while the answer is on its way; an answer that a client has read is already counted.
 */
public final class Exchange {

    private final int number;
    private final int connection;
    private final String method;
    private final String target;
    private final String path;
    private final Map<String, String> headers;
    private final Instant received = Instant.now();
    private final AtomicLong bodyBytes = new AtomicLong();
    private volatile int status;
    private volatile boolean complete;

    Exchange(int number, int connection, String method, String target, String path, Map<String, String> headers) {
        this.number = number;
        this.connection = connection;
        this.method = method;
        this.target = target;
        this.path = path;
        this.headers = Collections.unmodifiableMap(headers);
    }

    /** Position among all requests to the server, from 1, in order of arrival. */
    public int number() {
        return number;
    }

    /** The connection it came by, from 1: requests of the same number shared a connection. */
    public int connection() {
        return connection;
    }

    /** {@code GET}, {@code HEAD}, {@code CONNECT}. */
    public String method() {
        return method;
    }

    /** The request target as sent: a path, an absolute URI (the client takes the server for a proxy), or a host and port. */
    public String target() {
        return target;
    }

    /** The decoded path of the target, without query; for {@code CONNECT} the target itself. */
    public String path() {
        return path;
    }

    /** Whether the client took the server for a proxy. */
    public boolean proxied() {
        return method.equals("CONNECT") || target.toLowerCase(Locale.ROOT).startsWith("http://");
    }

    /** The request's headers; names are looked up in any case, repeated ones are joined by a comma. */
    public Map<String, String> headers() {
        return headers;
    }

    /** One header of the request, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The {@code Range} header as sent, for example {@code bytes=0-99}, or null. */
    public @Nullable String range() {
        return header("Range");
    }

    /** The {@code If-Range} header as sent, or null. */
    public @Nullable String ifRange() {
        return header("If-Range");
    }

    /** When the request's head had been read. */
    public Instant received() {
        return received;
    }

    /** The status that was sent, or 0 as long as none was. */
    public int status() {
        return status;
    }

    /** How many bytes of the answer's body were handed to the network so far (as encoded, without chunk framing). */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    /** Whether the whole answer was sent as it was meant to be: false while under way, and after a reset or a short body. */
    public boolean complete() {
        return complete;
    }

    /** Whether byte {@code offset} of the object is asked for. A request without a range asks for all. */
    boolean covers(long offset) {
        String range = range();
        return range == null || ByteRange.covers(range, offset);
    }

    void status(int sent) {
        status = sent;
    }

    void count(long bytes) {
        bodyBytes.addAndGet(bytes);
    }

    void completed() {
        complete = true;
    }

    @Override
    public String toString() {
        return "#%d %s %s%s%s -> %d, %d bytes%s"
                .formatted(
                        number,
                        method,
                        target,
                        range() == null ? "" : " " + range(),
                        ifRange() == null ? "" : " if " + ifRange(),
                        status,
                        bodyBytes(),
                        complete ? "" : ", not complete");
    }
}
