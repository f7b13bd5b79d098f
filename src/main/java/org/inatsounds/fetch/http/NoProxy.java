package org.inatsounds.fetch.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@code NO_PROXY}: a list of words, separated by commas or blanks. A word is a host, which also covers its
 * subdomains; an IP address; a block of addresses in CIDR notation ({@code 10.0.0.0/8}, {@code fd00::/8}); or {@code *},
 * which covers everything. A host or an address may carry a port. Blocks cover addresses, not names: no name is looked up.
 */
final class NoProxy {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    private NoProxy() {}

    /** Whether a list covers the host and port of an address. */
    static boolean covers(String list, URI uri) {
        String host = plain(uri.getHost());
        InetAddress address = literal(host);
        for (String word : list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            if (word.equals("*") || coversHost(withoutPort(word, uri.getPort()), host, address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a host is this machine itself: what goes there never needs a proxy. */
    static boolean isLoopback(String host) {
        String name = plain(host);
        InetAddress address = literal(name);
        return name.equals("localhost") || (address != null && address.isLoopbackAddress());
    }

    private static boolean coversHost(String word, String host, @Nullable InetAddress address) {
        int slash = word.indexOf('/');
        if (slash >= 0) {
            String prefix = word.substring(slash + 1);
            InetAddress block = literal(plain(word.substring(0, slash)));
            return address != null
                    && block != null
                    && PREFIX.matcher(prefix).matches()
                    && isWithin(address.getAddress(), block.getAddress(), Integer.parseInt(prefix));
        }
        String name = plain(word.startsWith(".") ? word.substring(1) : word);
        if (address != null) {
            return address.equals(literal(name));
        }
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean isWithin(byte[] address, byte[] block, int bits) {
        if (address.length != block.length || bits > 8 * block.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, block, 0, whole)) {
            return false;
        }
        int mask = (0xff00 >> bits % 8) & 0xff;
        return mask == 0 || ((address[whole] ^ block[whole]) & mask) == 0;
    }

    /** A word without the port, if that is the one of the address. An IPv6 address carries one behind brackets only. */
    private static String withoutPort(String word, int port) {
        String suffix = ":" + port;
        boolean carries = port >= 0 && word.endsWith(suffix) && word.indexOf('/') < 0;
        String rest = carries ? word.substring(0, word.length() - suffix.length()) : word;
        return rest.contains(":") && !rest.endsWith("]") ? word : rest;
    }

    /** A host in lower case, without the brackets and zone of an IPv6 address, and without the dot of the root. */
    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (name.contains(":") && name.contains("%")) {
            name = name.substring(0, name.indexOf('%'));
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** An address that is written as numbers; {@code null} for a name. */
    private static @Nullable InetAddress literal(String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
