package org.inatsounds.release;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * Where an object is. Amazon's own endpoint is addressed by virtual host ({@code https://bucket.s3.amazonaws.com/key}),
 * which needs no region; every other endpoint by path ({@code http://localhost:9000/bucket/key}), which needs no DNS.
 */
public final class ObjectUrl {

    private static final String AMAZON = ".amazonaws.com";

    private ObjectUrl() {}

    /** A path without slashes at its end. */
    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /**
     * The address of an archive.
     *
     * @param endpoint replaces the release's own endpoint, path-style; {@code null} keeps that
     */
    public static URI of(Release release, Archive archive, @Nullable URI endpoint) {
        URI base = endpoint == null ? release.endpoint() : endpoint;
        String host = base.getHost().toLowerCase(Locale.ROOT);
        boolean virtualHost =
                endpoint == null && host.endsWith(AMAZON) && !release.bucket().contains(".");
        try {
            String path = base.getPath() == null ? "" : withoutSlashes(base.getPath());
            return virtualHost
                    ? new URI(
                            base.getScheme(),
                            null,
                            release.bucket() + "." + host,
                            base.getPort(),
                            path + "/" + archive.key(),
                            null,
                            null)
                    : new URI(
                            base.getScheme(),
                            null,
                            host,
                            base.getPort(),
                            path + "/" + release.bucket() + "/" + archive.key(),
                            null,
                            null);
        } catch (URISyntaxException e) {
            throw new UsageException("the address of " + archive.key() + " is not a URL: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an endpoint.
     *
     * @throws IllegalArgumentException if it is not {@code http(s)://host[:port][/path]}; says what was expected, and shows
     *     no password
     */
    public static URI endpoint(String text) {
        String expected = "expected http(s)://host[:port]";
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expected + ", got '" + Addresses.shown(text) + "'");
        }
        if (text.contains("@")) {
            expected += " without user name and password, which are not sent";
        } else if (!Addresses.isPort(uri.getPort())) {
            expected += " with a port from 1 to 65535";
        } else if (Addresses.canBeAsked(uri) && uri.getRawQuery() == null && uri.getRawFragment() == null) {
            return uri;
        }
        throw new IllegalArgumentException(expected + ", got '" + Addresses.shown(text) + "'");
    }
}
