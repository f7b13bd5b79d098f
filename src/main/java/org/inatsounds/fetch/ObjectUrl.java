package org.inatsounds.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.Catalogue.Archive;
import org.inatsounds.fetch.Catalogue.Release;
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
     * @throws URISyntaxException if it is not {@code http(s)://host[:port][/path]}
     */
    public static URI endpoint(String text) throws URISyntaxException {
        URI uri = new URI(text);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getQuery() != null) {
            throw new URISyntaxException(text, "expected http(s)://host[:port]");
        }
        return uri;
    }
}
