package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection of a client: reads requests one after the other, and has each answered. */
final class Connection implements Runnable {

    /** No client of ours sends more in a request's head, or in a body. */
    private static final int LONGEST_LINE = 1 << 16;

    private final FaultyServer server;
    private final Socket socket;
    private final int number;
    private final RateLimit limit;
    private final BufferedInputStream in;

    Connection(FaultyServer server, Socket socket, int number, RateLimit limit) throws IOException {
        this.server = server;
        this.socket = socket;
        this.number = number;
        this.limit = limit;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public void run() {
        try (socket) {
            boolean open = true;
            while (open) {
                String requestLine = line();
                open = requestLine != null && handle(requestLine);
            }
        } catch (IOException ignored) {
            // The client or the server has gone. What was sent is on record.
        } finally {
            server.gone(socket);
        }
    }

    /** Returns whether the connection can take another request. */
    private boolean handle(String requestLine) throws IOException {
        String[] words = requestLine.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("no request line of HTTP/1.1: " + requestLine);
        }
        Map<String, String> headers = headers();
        if (socket.isClosed()) {
            // A reader that is woken by a close may still find what the client has sent after it.
            throw new IOException("the server has dropped this connection");
        }
        // No request of ours has a body worth keeping.
        in.skipNBytes(Long.parseLong(headers.getOrDefault("Content-Length", "0")));
        boolean tunnel = words[0].equals("CONNECT");
        String path = tunnel ? words[1] : pathOf(words[1]);
        Answer answer = server.receive(number, words[0], words[1], path, headers);
        if (tunnel && answer.status() == 200 && answer.isSentWhole()) {
            return Tunnel.open(server.tunnelTarget(words[1]), answer.request(), socket, in);
        }
        return new AnswerWriter(answer, socket, in, List.of(limit, server.wholeLimit())).send();
    }

    private static String pathOf(String target) throws IOException {
        try {
            return URI.create(target).getPath();
        } catch (IllegalArgumentException e) {
            throw new IOException("no request target: " + target, e);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); line == null || !line.isEmpty(); line = line()) {
            if (line == null) {
                throw new EOFException("the client has gone in the middle of a request");
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.merge(
                    line.substring(0, colon), line.substring(colon + 1).trim(), (one, other) -> one + ", " + other);
        }
        return headers;
    }

    /** The next line without its end; null where the client has closed the connection. */
    private @Nullable String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        throw new IOException("a line of a request has more than " + LONGEST_LINE + " characters");
    }
}
