package org.inatsounds.fetch.http;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server said of an object.
 *
 * @param uri where it is, as asked for (a redirect may lead elsewhere)
 * @param size its length in bytes
 * @param etag its ETag as sent, quotes included; {@code null} if the server gave none
 * @param lastModified the Last-Modified header as sent; {@code null} if the server gave none
 */
public record RemoteObject(
        URI uri, long size, @Nullable String etag, @Nullable String lastModified) {

    /** Journals keep it in a line. RFC 9110 would allow more, and nobody sends it. */
    private static final Pattern PLAIN = Pattern.compile("[ -~]{1,500}");

    /** What an answer says. What can't be sent back to the server counts as not said. */
    static RemoteObject of(URI uri, long size, HttpURLConnection answer) {
        return new RemoteObject(
                uri, size, plain(Http.header(answer, "ETag")), plain(Http.header(answer, "Last-Modified")));
    }

    private static @Nullable String plain(@Nullable String header) {
        return header != null && PLAIN.matcher(header).matches() ? header : null;
    }

    /**
     * What {@code If-Range} takes (RFC 9110, 13.1.5): a strong ETag, else the date, else nothing.
     */
    @Nullable
    String validator() {
        return etag != null && !etag.startsWith("W/") ? etag : lastModified;
    }

    /** Whether a response that carries these headers is of this same object, as far as they tell. */
    boolean matches(@Nullable String otherEtag, @Nullable String otherLastModified) {
        if (etag != null && otherEtag != null) {
            return etag.equals(otherEtag);
        }
        return lastModified == null || otherLastModified == null || Objects.equals(lastModified, otherLastModified);
    }

    /** The object's version in a few words, for messages. */
    String version() {
        String validator = validator();
        return size + " bytes" + (validator == null ? "" : ", " + validator);
    }
}
