package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** What a proxy does after {@code CONNECT}: hands bytes on in both directions. */
final class Tunnel {

    private Tunnel() {}

    /** Returns when either side is done; the connection can take no other request after that. */
    static boolean open(InetSocketAddress target, Exchange exchange, Socket client, InputStream fromClient)
            throws IOException {
        try (var server = new Socket()) {
            server.connect(target);
            exchange.status(200);
            client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
            Thread there = new Thread(() -> pump(fromClient, server, null), "tunnel");
            there.setDaemon(true);
            there.start();
            pump(server.getInputStream(), client, exchange);
            exchange.completed();
        }
        return false;
    }

    private static void pump(InputStream in, Socket to, @Nullable Exchange counted) {
        byte[] buffer = new byte[1 << 14];
        try {
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (counted != null) {
                    counted.count(count);
                }
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException ignored) {
            // One of the two has gone.
        }
    }
}
