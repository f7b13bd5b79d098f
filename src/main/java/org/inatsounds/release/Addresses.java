package org.inatsounds.release;

import java.net.URI;
import java.util.Locale;

/** Addresses that users and servers give: which of them can be asked, and how they are shown in messages. */
public final class Addresses {

    private static final int LAST_PORT = 65535;
    private static final int LONGEST_SHOWN = 200;

    private Addresses() {}

    /** Whether something can be asked for there: {@code http} or {@code https}, a host, and a port that exists. */
    public static boolean canBeAsked(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && isPort(uri.getPort());
    }

    /** Whether a port exists; -1 is one that was not given. */
    public static boolean isPort(int port) {
        return port == -1 || (port >= 1 && port <= LAST_PORT);
    }

    /**
     * An address as it may be printed: without user name and password, also where it is none. Everything up to the last
     * {@code @} is taken for them, since a password may hold any character.
     */
    public static String shown(String text) {
        int scheme = text.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int at = text.lastIndexOf('@');
        return brief(at < from ? text : text.substring(0, from) + "***" + text.substring(at));
    }

    /** An address that a server gave, as it may be printed. Its query may be a signature that opens the object. */
    public static String shownWithoutQuery(String text) {
        int query = text.indexOf('?');
        return shown(query < 0 ? text : text.substring(0, query) + "?...");
    }

    /** What a server says, in the length of a message. */
    public static String brief(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
