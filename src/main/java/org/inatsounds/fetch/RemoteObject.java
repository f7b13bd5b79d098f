package org.inatsounds.fetch;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server said of an object.
 *
 * @param uri where it is, as asked for (a redirect may lead elsewhere)
 * @param size its length in bytes
 * @param etag its ETag as sent, quotes included; {@code null} if the server gave none
 * @param lastModified the Last-Modified header as sent; {@code null} if the server gave none
 */
record RemoteObject(
        URI uri, long size, @Nullable String etag, @Nullable String lastModified) {

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
