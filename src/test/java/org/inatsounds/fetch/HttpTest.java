package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request and its answer, with answers written out. */
@Timeout(20)
final class HttpTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";

    /** What is answered to a path, and the heads of the requests that came. */
    private final Map<String, String> answers = new HashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean held;
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "answers");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    private void serve() {
        while (true) {
            try (Socket socket = listener.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                requests.add(head.toString());
                String path = head.toString().split(" ", -1)[1];
                String answer = answers.getOrDefault(path, OK);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (held) {
                    // Until the other side gives up.
                    in.read();
                }
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    private static Http http(Proxies proxies) {
        return new Http(proxies, "inatsounds/test", Duration.ofSeconds(5));
    }

    private HttpURLConnection get(String path) throws IOException {
        return http(Proxies.NONE).send(uri(path), "GET", Map.of("Range", "bytes=1-2"));
    }

    @Test
    void asksForTheObjectAsItIsStored() throws IOException {
        assertThat(get("/a").getInputStream().readAllBytes()).asString().isEqualTo("abc");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("GET /a HTTP/1.1\n")
                .contains("\nUser-Agent: inatsounds/test\n", "\nAccept: */*\n")
                .contains("\nAccept-Encoding: identity\n", "\nRange: bytes=1-2\n");
    }

    @Test
    void asksForTheHeadAlone() throws IOException {
        answers.put("/a", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
        assertThat(http(Proxies.NONE).send(uri("/a"), "HEAD", Map.of()).getContentLengthLong())
                .isEqualTo(3);
        assertThat(requests).singleElement().asString().startsWith("HEAD /a HTTP/1.1\n");
    }

    @Test
    void givesUpOnABodyThatDoesNotCome() {
        answers.put("/a", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
        Http impatient = new Http(Proxies.NONE, "test", Duration.ofMillis(300));
        held = true;
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> impatient
                        .send(uri("/a"), "GET", Map.of())
                        .getInputStream()
                        .read());
    }

    @Test
    void followsFiveRedirects() throws IOException {
        for (int hop = 0; hop < 5; hop++) {
            answers.put("/" + hop, "HTTP/1.1 307 Over there\r\nLocation: /" + (hop + 1) + "\r\n\r\n");
        }
        assertThat(get("/0").getURL()).hasPath("/5");
        assertThat(requests).hasSize(6).allSatisfy(head -> assertThat(head).contains("Range: bytes=1-2"));

        answers.put("/5", "HTTP/1.1 301 Moved\r\nLocation: " + uri("/6") + "\r\n\r\n");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/0"))
                .withMessage("more than 5 redirects from " + uri("/0"));
        assertThat(get("/1").getURL()).hasPath("/6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[", "http:///a", "mailto:a@b"})
    void followsNoneToNowhere(String location) {
        answers.put("/a", "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/a"))
                .withMessageStartingWith("the server redirects from " + uri("/a") + " to ");
    }

    @ParameterizedTest
    @CsvSource({
        "200 Fine, text/html; charset=utf-8",
        "206 Part, TEXT/HTML",
    })
    void aPageIsNoObject(String status, String type) {
        answers.put("/a", "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: 3\r\n\r\n<p>");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/a"))
                .withMessageContaining("does this network want a login?");
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found,  <Error><Code>NoSuchKey</Code></Error>, the server answered 404 NoSuchKey",
        "503 Slow Down,  busy,                                  the server answered 503 Slow Down",
        "500,            '',                                    the server answered 500",
        "302 Found,      '',                                    the server answered 302 Found",
        "299 Odd,        abc,                                   the server answered 299 Odd",
        "400 Bad,        abc,                                   the server answered 400 Bad",
        "304 Same,       '',                                    the server answered 304 Same",
    })
    void anyOtherStatusIsAFailure(String status, String body, String message) {
        String length = status.startsWith("304") ? "" : "Content-Length: " + body.length() + "\r\n";
        answers.put("/a", "HTTP/1.1 " + status + "\r\nRetry-After: 7\r\n" + length + "\r\n" + body);
        assertThatExceptionOfType(HttpStatusException.class)
                .isThrownBy(() -> get("/a"))
                .withMessage(message)
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                    assertThat(e.uri()).isEqualTo(uri("/a"));
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(e.mayPass()).isEqualTo(e.status() >= 500);
                });
    }

    @Test
    void whatIsNotHttpIsCalledSo() {
        answers.put("/a", "220 mail.example ready\r\n\r\n");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/a"))
                .withMessage("the server's answer is not HTTP");
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        listener.close();
        String proxy = "127.0.0.1:" + listener.getLocalPort();
        Http http = http(Proxies.of(Map.of("http_proxy", "http://" + proxy)::get));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> http.send(URI.create("http://bucket.example/a"), "GET", Map.of()))
                .withMessageStartingWith("the proxy " + proxy + " can't be reached (");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get("/a")).withMessageNotContaining("proxy");
    }

    @Test
    void aProxyIsToldAtOnceWhoAsks() throws IOException {
        Http http = http(
                Proxies.of(Map.of("http_proxy", "http://ann:se%20cret@127.0.0.1:" + listener.getLocalPort())::get));
        answers.put("http://bucket.example/a", OK);
        http.send(URI.create("http://bucket.example/a"), "GET", Map.of());
        assertThat(requests)
                .singleElement()
                .asString()
                // ann:se cret
                .contains("\nProxy-Authorization: Basic YW5uOnNlIGNyZXQ=\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5, 5",
                "' 12 ', 12",
                "0, 0",
                "-, -",
                "'', -",
                "-3, -",
                "1.5, -",
                "soon, -",
                "99999999999999999999, -"
            })
    void retryAfterIsSeconds(String header, Long seconds) {
        assertThat(Http.retryAfter(header)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void retryAfterIsADate() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        assertThat(Http.retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusMinutes(2))))
                .isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
        assertThat(Http.retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.minusMinutes(2))))
                .isEqualTo(Duration.ZERO);
    }
}
