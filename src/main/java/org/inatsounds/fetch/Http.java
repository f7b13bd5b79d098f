package org.inatsounds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and looks at the head of the answer.
 *
 * <p>On {@link HttpURLConnection}, because it has what {@code java.net.http} lacks: a read timeout that also guards the
 * body, and a body that is read into a plain array by the thread that asked for it. One thread a connection is all that
 * this needs.
 */
final class Http {

    private static final int CONNECT_TIMEOUT_MILLIS = 15_000;
    private static final int MOST_REDIRECTS = 5;
    private static final int ERROR_BODY = 2048;
    private static final Pattern S3_CODE = Pattern.compile("<Code>([A-Za-z0-9]+)</Code>");

    static {
        // The JDK keeps 5 idle connections a host, fewer than we use; and it refuses, unless asked, to say a proxy's
        // password when it opens a tunnel. Both are read once, when the JDK's HTTP classes are first used.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final Proxies proxies;
    private final String userAgent;
    private final Duration stallLimit;

    Http(Proxies proxies, String userAgent, Duration stallLimit) {
        this.proxies = proxies;
        this.userAgent = userAgent;
        this.stallLimit = stallLimit;
    }

    /**
     * Sends a request, follows redirects, and returns when the head of the answer is there.
     *
     * @throws HttpStatusException for any status but 200 and 206
     */
    HttpURLConnection send(URI uri, String method, Map<String, String> headers) throws IOException {
        URI at = uri;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpURLConnection connection = connect(at, method, headers);
            int status = status(connection, at);
            if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
                requireNoPage(connection);
                return connection;
            }
            String location = connection.getHeaderField("Location");
            if (status < 0) {
                connection.disconnect();
                throw new ProtocolException("the server's answer is not HTTP");
            }
            if (status < 300 || status >= 400 || location == null) {
                throw failure(connection, at, status);
            }
            connection.disconnect();
            at = redirect(at, location);
        }
        throw new ProtocolException("more than " + MOST_REDIRECTS + " redirects from " + uri);
    }

    private int status(HttpURLConnection connection, URI uri) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            if (proxies.choose(uri).proxy().address() instanceof InetSocketAddress proxy) {
                throw new IOException(
                        "the proxy " + proxy.getHostString() + ":" + proxy.getPort() + " can't be reached ("
                                + Failures.describe(e) + "; check HTTPS_PROXY, HTTP_PROXY and NO_PROXY)",
                        e);
            }
            throw e;
        }
    }

    /** Networks that want a login, and some proxies, answer with a page of their own, and call it a success. */
    private static void requireNoPage(HttpURLConnection connection) throws ProtocolException {
        String type = connection.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            connection.disconnect();
            throw new ProtocolException("the answer is a web page, not the archive (does this network want a login?)");
        }
    }

    private HttpURLConnection connect(URI uri, String method, Map<String, String> headers) throws IOException {
        Proxies.Choice choice = proxies.choose(uri);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(choice.proxy());
        PasswordAuthentication credentials = choice.credentials();
        if (credentials != null) {
            introduce(connection, credentials);
        }
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, stallLimit.toMillis()));
        connection.setRequestProperty("User-Agent", userAgent);
        connection.setRequestProperty("Accept", "*/*");
        // The checksum is that of the object as stored.
        connection.setRequestProperty("Accept-Encoding", "identity");
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    /**
     * Tells the proxy who we are: at once, where it sees our requests; where it only opens a tunnel, the JDK does so, when
     * the proxy asks.
     */
    private static void introduce(HttpURLConnection connection, PasswordAuthentication credentials) {
        if (connection.getURL().getProtocol().equals("http")) {
            String plain = credentials.getUserName() + ":" + new String(credentials.getPassword());
            String encoded = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
            connection.setRequestProperty("Proxy-Authorization", "Basic " + encoded);
        } else {
            connection.setAuthenticator(new ProxyAuthenticator(credentials));
        }
    }

    private static URI redirect(URI from, String location) throws ProtocolException {
        try {
            URI to = from.resolve(location);
            boolean downgrade = "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
            if (to.getHost() == null || downgrade) {
                throw new ProtocolException("the server redirects from " + from + " to " + location);
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("the server redirects from " + from + " to '" + location + "'");
        }
    }

    private static HttpStatusException failure(HttpURLConnection connection, URI uri, int status) throws IOException {
        String reason = connection.getResponseMessage() == null ? "" : connection.getResponseMessage();
        try (InputStream body = connection.getErrorStream()) {
            if (body != null) {
                String text = new String(body.readNBytes(ERROR_BODY), StandardCharsets.UTF_8);
                Matcher code = S3_CODE.matcher(text);
                reason = code.find() ? code.group(1) : reason;
            }
        } catch (IOException ignored) {
            // The status says enough.
        }
        return new HttpStatusException(uri, status, reason, retryAfter(connection.getHeaderField("Retry-After")));
    }

    /** Reads {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). Anything else counts as not said. */
    static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        try {
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    /** Tells a proxy who we are, and nobody else. */
    private static final class ProxyAuthenticator extends Authenticator {

        private final PasswordAuthentication credentials;

        ProxyAuthenticator(PasswordAuthentication credentials) {
            this.credentials = credentials;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? credentials : null;
        }
    }
}
