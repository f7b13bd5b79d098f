package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.release.Addresses;
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
    private static final Pattern S3_CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

    /** What the JDK says when a proxy does not let us through to a server of https. */
    private static final Pattern TUNNEL_REFUSED =
            Pattern.compile("Unable to tunnel through proxy\\. Proxy returns \"HTTP/1\\.\\d (\\d{3})(.*)\"");

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

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
     * Sends a request, follows redirects, and returns when the head of the answer is there. All of that, and the body of an
     * answer that is a failure, takes no longer than the stall limit.
     *
     * @throws HttpStatusException for any status but 200 and 206
     */
    HttpURLConnection send(URI uri, String method, Map<String, String> headers) throws IOException {
        try (Deadline deadline = new Deadline(stallLimit)) {
            HttpURLConnection answered;
            try {
                answered = follow(uri, method, headers, deadline);
            } catch (HttpStatusException e) {
                throw e;
            } catch (IOException e) {
                if (deadline.hasPassed()) {
                    throw (IOException) new SocketTimeoutException("no answer in time").initCause(e);
                }
                throw e;
            }
            if (deadline.hasPassed()) {
                // It may have been cut off just now.
                Deadline.disconnect(answered);
                throw new SocketTimeoutException("no answer in time");
            }
            return answered;
        }
    }

    private HttpURLConnection follow(URI uri, String method, Map<String, String> headers, Deadline deadline)
            throws IOException {
        URI at = uri;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpURLConnection connection = connect(at, method, headers);
            deadline.watch(connection);
            int status = status(connection, at);
            if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
                requireNoPage(connection);
                return connection;
            }
            if (status < 0) {
                connection.disconnect();
                throw new ProtocolException("the server's answer is not HTTP");
            }
            String location = header(connection, "Location");
            if (!REDIRECTS.contains(status) || location == null) {
                throw failure(connection, at, status, deadline);
            }
            connection.disconnect();
            at = redirect(at, location.strip());
        }
        throw new ProtocolException("more than " + MOST_REDIRECTS + " redirects from " + uri);
    }

    private int status(HttpURLConnection connection, URI uri) throws IOException {
        InetSocketAddress proxy =
                (InetSocketAddress) proxies.choose(uri).proxy().address();
        try {
            return understood(connection);
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            if (proxy != null) {
                throw new IOException(
                        name(proxy) + " can't be reached (" + TransferFailures.describe(e)
                                + "; check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY)",
                        e);
            }
            throw e;
        } catch (IOException e) {
            Matcher refused = TUNNEL_REFUSED.matcher(String.valueOf(e.getMessage()));
            if (proxy != null && refused.matches()) {
                String reason = Addresses.brief(refused.group(2).strip());
                throw new HttpStatusException(uri, Integer.parseInt(refused.group(1)), reason, null, name(proxy));
            }
            throw e;
        }
    }

    /** The status. What the JDK throws unchecked on its way there is of the answer's making: it trusts what it reads. */
    private static int understood(HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // A status that is no number; all else that was seen comes of challenges (WWW-Authenticate and the like).
            String guess =
                    cause instanceof NumberFormatException ? "" : " (does the server, or a proxy, require a login?)";
            throw new IOException("the answer is invalid" + guess, e);
        } catch (StackOverflowError e) {
            // The JDK goes one call deeper for each 100 Continue.
            throw new IOException("the answer is invalid", e);
        }
    }

    /** One header of an answer; {@code null} if there is none, or if the answer is invalid. */
    static @Nullable String header(HttpURLConnection connection, String name) {
        try {
            return connection.getHeaderField(name);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The body of an answer. Every read of it ends in time. */
    InputStream body(HttpURLConnection connection) throws IOException {
        return inTime(connection, connection.getInputStream());
    }

    private InputStream inTime(HttpURLConnection connection, InputStream body) {
        return header(connection, "Transfer-Encoding") == null ? body : new ChunkedBody(body, stallLimit);
    }

    private static String name(InetSocketAddress proxy) {
        return "the proxy " + proxy.getHostString() + ":" + proxy.getPort();
    }

    /** Networks that want a login, and some proxies, answer with a page of their own, and call it a success. */
    private static void requireNoPage(HttpURLConnection connection) throws ProtocolException {
        String type = header(connection, "Content-Type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            connection.disconnect();
            throw new ProtocolException(
                    "the answer is a web page, not the archive (does this network require a login?)");
        }
    }

    private HttpURLConnection connect(URI uri, String method, Map<String, String> headers) throws IOException {
        Proxies.Choice choice = proxies.choose(uri);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(choice.proxy());
        PasswordAuthentication credentials = choice.credentials();
        if (credentials != null && choice.proxy().type() == Proxy.Type.HTTP) {
            introduce(connection, credentials);
        }
        int limit = (int) Math.min(Integer.MAX_VALUE, Math.max(1, stallLimit.toMillis()));
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.min(CONNECT_TIMEOUT_MILLIS, limit));
        connection.setReadTimeout(limit);
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
        String complaint = "the server redirects from " + Addresses.shownWithoutQuery(from.toString()) + " to '"
                + Addresses.shownWithoutQuery(location) + "', ";
        try {
            URI to = from.resolve(location);
            if (location.isEmpty() || !Addresses.canBeAsked(to)) {
                throw new ProtocolException(complaint + "which is no valid http or https address");
            }
            if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
                throw new ProtocolException(complaint + "which is not encrypted");
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(complaint + "which is no valid http or https address");
        }
    }

    private HttpStatusException failure(HttpURLConnection connection, URI uri, int status, Deadline deadline)
            throws IOException {
        String said = connection.getResponseMessage();
        String reason = said == null ? "" : Addresses.brief(said.strip());
        try {
            Matcher code = S3_CODE.matcher(errorBody(connection, deadline));
            reason = code.find() ? code.group(1) : reason;
        } catch (IOException | RuntimeException ignored) {
            // The status says enough.
        }
        Duration retryAfter = retryAfter(header(connection, "Retry-After"));
        if (status != HttpURLConnection.HTTP_PROXY_AUTH) {
            return new HttpStatusException(uri, status, reason, retryAfter);
        }
        String proxy = proxies.choose(uri).proxy().address() instanceof InetSocketAddress address
                ? name(address)
                : "a proxy that no variable names";
        return new HttpStatusException(uri, status, reason, retryAfter, proxy);
    }

    /** What comes of the beginning of an error's body in the time that is left. */
    private String errorBody(HttpURLConnection connection, Deadline deadline) throws IOException {
        InputStream body = connection.getErrorStream();
        if (body == null) {
            return "";
        }
        byte[] text = new byte[ERROR_BODY];
        int length = 0;
        try (InputStream in = inTime(connection, body)) {
            int count = 0;
            while (count >= 0 && length < ERROR_BODY && !deadline.hasPassed()) {
                length += count;
                count = in.read(text, length, ERROR_BODY - length);
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
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
