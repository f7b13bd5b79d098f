package org.inatsounds.fetch;

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
import org.jspecify.annotations.Nullable;

/**
 * Which proxy to use for which address, by the variables that curl and others obey and the JDK alone does not: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}, in either case (lower case wins). Loopback addresses never go through
 * a proxy. {@code NO_PROXY} is a list of hosts separated by commas; each also covers its subdomains, may carry a port,
 * and {@code *} covers everything.
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
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        String name = https ? "https_proxy" : "http_proxy";
        String value = get(name);
        if (value.isEmpty() || isLoopback(uri.getHost()) || isExempt(uri)) {
            return new Choice(Proxy.NO_PROXY, null);
        }
        try {
            return parse(value);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UsageException(
                    name.toUpperCase(Locale.ROOT) + ": expected http://[user:password@]host:port, got '" + value + "'",
                    e);
        }
    }

    private static Choice parse(String value) throws URISyntaxException {
        URI proxy = new URI(value.contains("://") ? value : "http://" + value);
        Proxy.Type type = switch (String.valueOf(proxy.getScheme()).toLowerCase(Locale.ROOT)) {
            case "http" -> Proxy.Type.HTTP;
            case "socks", "socks4", "socks5", "socks5h" -> Proxy.Type.SOCKS;
            default -> throw new URISyntaxException(value, "scheme");
        };
        if (proxy.getHost() == null) {
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

    private boolean isExempt(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        for (String word : get("no_proxy").split("[,\\s]+", -1)) {
            String rule = word.toLowerCase(Locale.ROOT);
            int port = uri.getPort();
            if (port >= 0 && rule.endsWith(":" + port)) {
                rule = rule.substring(0, rule.lastIndexOf(':'));
            }
            String name = rule.startsWith(".") ? rule.substring(1) : rule;
            boolean covers = host.equals(name) || host.endsWith("." + name);
            if (rule.equals("*") || (covers && !name.isEmpty())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private String get(String name) {
        String lower = environment.apply(name);
        String value = lower != null ? lower : environment.apply(name.toUpperCase(Locale.ROOT));
        return value == null ? "" : value.strip();
    }
}
