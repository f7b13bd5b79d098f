package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault, seen from the other end. */
final class FaultTest {

    private static final String KEY = "/bucket/key";

    private final byte[] bytes = FaultyServerTest.random(10_000, 2);
    private final FaultyServer server = FaultyServer.start();
    private final Client client = new Client(server);

    @BeforeEach
    void serve() {
        server.put(KEY, bytes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What came over the wire until the end, a reset, or a third of a second of nothing. */
    private record Wire(String all, String end) {

        String head() {
            return all.substring(0, all.indexOf("\r\n\r\n") + 4);
        }

        byte[] body() {
            return all.substring(head().length()).getBytes(ISO_8859_1);
        }
    }

    private Wire wire(String method, String... headers) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(1000);
            String request = method + " " + KEY + " HTTP/1.1\r\nHost: test\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
            return new Wire(all.toString(ISO_8859_1), "closed");
        } catch (SocketTimeoutException e) {
            return new Wire(all.toString(ISO_8859_1), "open");
        } catch (SocketException e) {
            return new Wire(all.toString(ISO_8859_1), "reset");
        }
    }

    private Wire wire(Fault fault) throws IOException {
        server.when(Which.every(), fault);
        return wire("GET");
    }

    @Test
    void honest() throws Exception {
        Wire wire = wire("GET");
        assertThat(wire.end()).isEqualTo("open");
        assertThat(wire.body()).isEqualTo(bytes);
        assertThat(server.requests().get(0).complete()).isTrue();
    }

    @Test
    void resetAfter() throws Exception {
        Wire wire = wire(Fault.resetAfter(1234));
        assertThat(wire.end()).isEqualTo("reset");
        assertThat(wire.body()).isEqualTo(Arrays.copyOf(bytes, 1234));
        assertThat(wire.head()).contains("Content-Length: 10000\r\n");
        assertThat(server.requests().get(0).complete()).isFalse();
        assertThat(server.bytesServed()).isEqualTo(1234);
    }

    @Test
    void closeAfter() throws Exception {
        Wire wire = wire(Fault.closeAfter(1234));
        assertThat(wire.end()).isEqualTo("closed");
        assertThat(wire.body()).isEqualTo(Arrays.copyOf(bytes, 1234));
        assertThat(wire("HEAD").end()).isEqualTo("open");
        assertThat(wire("GET", "Range: bytes=0-99").end()).isEqualTo("open");
    }

    @Test
    void thenClose() throws Exception {
        Wire wire = wire(Fault.thenClose());
        assertThat(wire.end()).isEqualTo("closed");
        assertThat(wire.body()).isEqualTo(bytes);
        assertThat(wire.head()).doesNotContain("Connection: close");
    }

    @Test
    void noAnswer() throws Exception {
        assertThat(wire(Fault.noAnswer())).isEqualTo(new Wire("", "closed"));
        server.heal().when(Which.every(), Fault.resetBeforeAnswer());
        assertThat(wire("GET")).isEqualTo(new Wire("", "reset"));
    }

    @Test
    void garbage() throws Exception {
        assertThat(wire(Fault.garbage()).all()).startsWith("SSH-2.0");
        assertThatThrownBy(() -> client.get(KEY)).isInstanceOf(IOException.class);
    }

    @Test
    void stallAfter() throws Exception {
        Wire wire = wire(Fault.stallAfter(1234));
        assertThat(wire.end()).isEqualTo("open");
        assertThat(wire.body()).isEqualTo(Arrays.copyOf(bytes, 1234));
        server.heal().when(Which.every(), Fault.stallAfter(1234, Duration.ofMillis(100)));
        assertThat(wire("GET").body()).isEqualTo(bytes);
    }

    @Test
    void silence() throws Exception {
        assertThat(wire(Fault.silence())).isEqualTo(new Wire("", "open"));
        server.heal().when(Which.every(), Fault.delay(Duration.ofMillis(100)));
        assertThat(wire("GET").body()).isEqualTo(bytes);
    }

    @Test
    void slow() throws Exception {
        Wire wire = wire(Fault.slow(2000).and(Fault.closeAfter(500)));
        assertThat(wire.body()).hasSize(500);
        long start = System.nanoTime();
        assertThat(wire("GET").body()).hasSize(500);
        assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }

    @Test
    void status() throws Exception {
        server.when(Which.get().nth(1), Fault.status(503, Duration.ofSeconds(7)));
        server.when(Which.get().nth(2), Fault.status(429, Instant.parse("2026-11-03T04:05:06.7Z")));
        HttpResponse<byte[]> first = client.get(KEY);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(first.headers().firstValue("ETag")).isEmpty();
        assertThat(new String(first.body(), UTF_8)).contains("<Error><Code>SlowDown</Code>");
        assertThat(client.get(KEY).headers().firstValue("Retry-After")).hasValue("Tue, 03 Nov 2026 04:05:06 GMT");
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
        assertThat(server.requests()).extracting(Exchange::connection).containsOnly(1);
    }

    @Test
    void page() throws Exception {
        Wire wire = wire(Fault.page(200, "text/html", "<html>Log in</html>"));
        assertThat(wire.head()).startsWith("HTTP/1.1 200 OK").contains("Content-Type: text/html");
        assertThat(new String(wire.body(), UTF_8)).isEqualTo("<html>Log in</html>");
    }

    @Test
    void redirect() throws Exception {
        server.put("/elsewhere", bytes).when(Which.get(KEY), Fault.redirect(302, "/elsewhere"));
        assertThat(client.get(KEY).headers().firstValue("Location")).hasValue("/elsewhere");
        assertThat(client.get("/elsewhere").body()).isEqualTo(bytes);
    }

    @Test
    void headers() throws Exception {
        server.when(Which.every(), Fault.withoutHeader("ETag").and(Fault.withoutHeader("Content-Length")));
        Wire wire = wire("GET");
        assertThat(wire.head()).doesNotContain("ETag").doesNotContain("Content-Length");
        assertThat(wire.end()).isEqualTo("closed");
        assertThat(wire.body()).isEqualTo(bytes);
        server.heal().when(Which.every(), Fault.header("Content-Length", "20"));
        assertThat(client.head(KEY).headers().firstValueAsLong("Content-Length"))
                .hasValue(20);
    }

    @Test
    void contentRange() throws Exception {
        assertThat(ranged(Fault.contentRange("bytes 5-14/7"))).isEqualTo("bytes 5-14/7 from 100");
        assertThat(ranged(Fault.claimedTotal(9))).isEqualTo("bytes 100-109/9 from 100");
        assertThat(ranged(Fault.shiftedRange(-50))).isEqualTo("bytes 50-59/10000 from 50");
        assertThat(ranged(Fault.shiftedRange(9895))).isEqualTo("bytes 9995-9999/10000 from 9995");
        assertThat(ranged(Fault.lessThanAsked(4))).isEqualTo("bytes 100-103/10000 from 100");
        assertThat(ranged(Fault.ignoreRange())).isEqualTo(" from 0");
    }

    /** What the answer to a range from 100 to 109 claims, and where its bytes really come from. */
    private String ranged(Fault fault) throws Exception {
        server.heal().when(Which.get().ranged(), fault);
        HttpResponse<byte[]> answer = client.get(KEY, "Range", "bytes=100-109");
        for (int from = 0; from < bytes.length; from++) {
            if (Arrays.equals(answer.body(), Arrays.copyOfRange(bytes, from, from + answer.body().length))) {
                return answer.headers().firstValue("Content-Range").orElse("") + " from " + from;
            }
        }
        throw new AssertionError("bytes from nowhere");
    }

    @Test
    void ignoreIfRange() throws Exception {
        server.when(Which.get(), Fault.ignoreIfRange());
        assertThat(client.get(KEY, "Range", "bytes=0-9", "If-Range", "\"old\"").statusCode())
                .isEqualTo(206);
    }

    @Test
    void chunked() throws Exception {
        Wire wire = wire(Fault.chunked());
        assertThat(wire.head()).contains("Transfer-Encoding: chunked").doesNotContain("Content-Length");
        assertThat(new String(wire.body(), ISO_8859_1)).startsWith("2710\r\n").endsWith("\r\n0\r\n\r\n");
        assertThat(client.get(KEY).body()).isEqualTo(bytes);
        assertThat(server.bytesServed()).isEqualTo(20_000);
    }

    @Test
    void wrongByte() throws Exception {
        server.when(Which.get().covering(5000), Fault.wrongByteAt(5000));
        byte[] expected = bytes.clone();
        expected[5000] ^= (byte) 0xff;
        assertThat(client.get(KEY).body()).isEqualTo(expected);
        assertThat(client.get(KEY, "Range", "bytes=4990-5000").body())
                .isEqualTo(Arrays.copyOfRange(expected, 4990, 5001));
        assertThat(client.get(KEY, "Range", "bytes=5001-").body()).isEqualTo(Arrays.copyOfRange(bytes, 5001, 10_000));
    }

    @Test
    void gzip() throws Exception {
        server.when(Which.get(), Fault.gzip());
        HttpResponse<byte[]> answer = client.get(KEY);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void objectIsReplacedBetweenTwoRanges() throws Exception {
        byte[] other = FaultyServerTest.random(9_000, 3);
        server.before(Which.get(KEY).nth(2), () -> server.put(KEY, other));
        HttpResponse<byte[]> first = client.get(KEY, "Range", "bytes=0-99");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> second = client.get(KEY, "Range", "bytes=100-199", "If-Range", etag);
        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(other);
        assertThat(second.headers().firstValue("ETag"))
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    @Test
    void rulesAreForSomeRequestsOnly() throws Exception {
        server.when(Which.head(KEY), Fault.status(405));
        server.when(Which.get("/other"), Fault.status(500));
        server.when(Which.get(KEY).between(2, 3), Fault.status(503));
        server.when(Which.get(KEY).from(5), Fault.status(403));
        server.when(Which.every().where(r -> r.header("X-Test") != null), Fault.status(400));
        assertThat(client.head(KEY).statusCode()).isEqualTo(405);
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
        assertThat(client.get(KEY).statusCode()).isEqualTo(503);
        assertThat(client.get(KEY, "x-test", "1").statusCode()).isEqualTo(400);
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
        assertThat(client.get(KEY).statusCode()).isEqualTo(403);
        assertThat(client.get("/other").statusCode()).isEqualTo(500);
    }

    @Test
    void waitsForWhatTheClientDoes() {
        Duration soon = Duration.ofMillis(50);
        assertThatThrownBy(() -> server.awaitBytesServed(1, soon)).isInstanceOf(AssertionError.class);
        var other = new Thread(() -> {
            try {
                client.get(KEY);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        server.awaitBytesServed(10_000, Duration.ofSeconds(5));
        server.awaitRequests(Which.get(KEY), 1, Duration.ofSeconds(5));
    }
}
