package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends one answer, with everything that its faults ask for. */
final class AnswerWriter {

    private static final int BUFFER = 1 << 16;

    private final Answer answer;
    private final Exchange exchange;
    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;
    private final List<RateLimit> limits;

    AnswerWriter(Answer answer, Socket socket, BufferedInputStream in, List<RateLimit> limits) throws IOException {
        this.answer = answer;
        this.exchange = answer.request();
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.limits = limits;
    }

    /** Returns whether the connection can take another request. */
    boolean send() throws IOException {
        pause(answer.delay);
        if (answer.instead != null) {
            out.write(answer.instead);
            return end();
        }
        boolean bodiless = answer.bodiless();
        if (answer.drip == Answer.Drip.CHUNK_LENGTH && !bodiless) {
            answer.chunked = true;
        }
        if (answer.chunked) {
            answer.header("Content-Length", null).header("Transfer-Encoding", "chunked");
        }
        boolean endsByClosing =
                !bodiless && !answer.chunked && !answer.headers().containsKey("Content-Length");
        boolean lastRequest = endsByClosing || "close".equalsIgnoreCase(exchange.header("Connection"));
        if (lastRequest) {
            answer.header("Connection", "close");
        }
        exchange.status(answer.status());
        String head = head();
        if (answer.drip == Answer.Drip.HEAD) {
            out.write(head.substring(0, head.length() - 2).getBytes(ISO_8859_1));
            dripForEver("X-More: to come\r\n");
        }
        out.write(head.getBytes(ISO_8859_1));
        if (answer.drip == Answer.Drip.CHUNK_LENGTH && !bodiless) {
            dripForEver("0");
        }
        if (!bodiless) {
            if (!body()) {
                return end();
            }
            if (answer.chunked) {
                out.write("0\r\n\r\n".getBytes(ISO_8859_1));
            }
        }
        exchange.completed();
        return end() && !lastRequest;
    }

    private String head() {
        var head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(answer.status(), reason(answer.status())));
        head.append("Date: ").append(ServedObject.httpDate(Instant.now())).append("\r\n");
        head.append("Server: FaultyServer\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** Returns false where the body was cut. */
    private boolean body() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long stop = Math.min(answer.length(), answer.cutAt);
        long sent = 0;
        boolean stalled = false;
        try (InputStream body = answer.open()) {
            while (true) {
                if (!stalled && sent == answer.stallAt) {
                    stalled = true;
                    pause(answer.stall);
                }
                if (sent == stop) {
                    return sent < answer.cutAt;
                }
                long until = stalled ? stop : Math.min(stop, answer.stallAt);
                int piece = (int) Math.min(until - sent, piece());
                if (body.readNBytes(buffer, 0, piece) < piece) {
                    throw new EOFException("the served object is shorter than it was: " + exchange.path());
                }
                write(buffer, piece);
                sent += piece;
            }
        }
    }

    private int piece() {
        int piece = Math.min(BUFFER, answer.rate.piece());
        for (RateLimit limit : limits) {
            piece = Math.min(piece, limit.piece());
        }
        return piece;
    }

    /** Counts before it writes: a client that has read the bytes finds them counted. */
    private void write(byte[] buffer, int length) throws IOException {
        answer.rate.pass(length);
        for (RateLimit limit : limits) {
            limit.pass(length);
        }
        exchange.count(length);
        try {
            if (answer.chunked) {
                out.write("%x\r\n".formatted(length).getBytes(ISO_8859_1));
            }
            out.write(buffer, 0, length);
            if (answer.chunked) {
                out.write("\r\n".getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            exchange.count(-length);
            throw e;
        }
    }

    private boolean end() throws IOException {
        if (answer.end == Answer.End.RESET) {
            // A reset overtakes bytes that are still on their way: let them arrive.
            pause(Duration.ofMillis(20));
            socket.setSoLinger(true, 0);
        }
        return answer.end == Answer.End.KEEP_ALIVE;
    }

    /** Ends with an exception, when the client goes. */
    private void dripForEver(String drop) throws IOException {
        while (true) {
            pause(answer.dripPause);
            out.write(drop.getBytes(ISO_8859_1));
        }
    }

    /** Does nothing for a while; ends early, with an exception, when the client goes. */
    private void pause(Duration duration) throws IOException {
        if (duration.isZero()) {
            return;
        }
        socket.setSoTimeout(Math.toIntExact(Math.max(1, duration.toMillis())));
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException("the client has gone");
            }
            in.reset();
        } catch (SocketTimeoutException expected) {
            // The time is over, and the client still there.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 206 -> "Partial Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 407 -> "Proxy Authentication Required";
            case 408 -> "Request Timeout";
            case 416 -> "Range Not Satisfiable";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }
}
