package org.inatsounds.fetch.http;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.inatsounds.UsageException;
import org.inatsounds.release.Addresses;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy to use for which address, by the variables that curl and others obey and the JDK alone does not: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} where that of the scheme says nothing, and {@code NO_PROXY}, in either
 * case (lower case wins; an empty one says nothing). Loopback addresses never go through a proxy. {@link NoProxy} has the
 * rule of {@code NO_PROXY}.
 */
public final class Proxies {

    /** No proxy for any address. */
    public static final Proxies NONE = new Proxies(name -> null);

    private final Function<String, @Nullable String> environment;

    private Proxies(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Obeys these variables, usually those of the process: a name is mapped to its value, or to {@code null}. */
    public static Proxies of(Function<String, @Nullable String> environment) {
        return new Proxies(environment);
    }

    /** A proxy, and what to say when it asks who we are. */
    record Choice(Proxy proxy, @Nullable PasswordAuthentication credentials) {}

    /**
     * Chooses for one address.
     *
     * @throws UsageException if the variable is not the address of a proxy
     */
    Choice choose(URI uri) {
        String name = "https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy";
        if (get(name).isEmpty()) {
            name = "all_proxy";
        }
        String value = get(name);
        if (value.isEmpty() || NoProxy.isLoopback(uri.getHost()) || NoProxy.covers(get("no_proxy"), uri)) {
            return new Choice(Proxy.NO_PROXY, null);
        }
        try {
            return parse(value);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Without the cause: it would quote the password.
            throw new UsageException(name.toUpperCase(Locale.ROOT)
                    + ": expected http://[user:password@]host:port or socks5://host:port, with signs such as @ : / # in a"
                    + " password written as %40 %3A %2F %23, got '" + Addresses.shown(value) + "'");
        }
    }

    private static Choice parse(String value) throws URISyntaxException {
        URI proxy = new URI(value.contains("://") ? value : "http://" + value);
        Proxy.Type type = switch (String.valueOf(proxy.getScheme()).toLowerCase(Locale.ROOT)) {
            case "http" -> Proxy.Type.HTTP;
            case "socks", "socks4", "socks4a", "socks5", "socks5h" -> Proxy.Type.SOCKS;
            default -> throw new URISyntaxException(value, "scheme");
        };
        String rest = proxy.getRawPath() + proxy.getRawQuery() + proxy.getRawFragment();
        if (proxy.getHost() == null || rest.contains("@")) {
            // What was meant to be a password may have been taken for a port, or a path.
            throw new URISyntaxException(value, "host");
        }
        int usualPort = type == Proxy.Type.HTTP ? 80 : 1080;
        InetSocketAddress address =
                new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? usualPort : proxy.getPort());
        return new Choice(new Proxy(type, address), credentials(proxy.getRawUserInfo()));
    }

    private static @Nullable PasswordAuthentication credentials(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new PasswordAuthentication(decode(user), decode(password).toCharArray());
    }

    /** Undoes percent-encoding; a plus sign is a plus sign here, unlike in forms. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private String get(String name) {
        String lower = environment.apply(name);
        String value = lower == null || lower.isBlank() ? environment.apply(name.toUpperCase(Locale.ROOT)) : lower;
        return value == null ? "" : value.strip();
    }
}
