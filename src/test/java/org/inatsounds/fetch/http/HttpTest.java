package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.CompletableFuture;
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
    @ValueSource(
            strings = {
                "http://[",
                "http:///a",
                "mailto:a@b",
                "",
                "ftp://127.0.0.1/a",
                "file:///etc/passwd",
                "jar:file:/tmp/a.jar!/a",
                "http://127.0.0.1:99999/a",
                "http://127.0.0.1:0/a",
                "http:relative",
                "javascript:alert(1)",
                "http://a b/",
                "//"
            })
    void followsNoneToNowhere(String location) {
        answers.put("/a", "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/a"))
                .withMessageStartingWith("the server redirects from " + uri("/a") + " to '")
                .withMessageEndingWith("', which is no valid http or https address");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRedirectIsNamedWithoutItsSecrets() {
        answers.put("/a", "HTTP/1.1 302 Found\r\nLocation: ftp://me:s3ct@127.0.0.1/a?X-Sig=s3ct\r\n\r\n");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> get("/a"))
                .withMessageContaining("to 'ftp://***@127.0.0.1/a?...'");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 305, 306, 399})
    void followsOnlyWhatIsARedirect(int status) {
        answers.put("/a", "HTTP/1.1 " + status + " X\r\nLocation: /b\r\n\r\n");
        assertThatExceptionOfType(HttpStatusException.class)
                .isThrownBy(() -> get("/a"))
                .withMessage("the server answered " + status + " X");
        assertThat(requests).hasSize(1);
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
                .withMessageContaining("does this network require a login?");
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
        // A port that is taken, and where nobody listens: one that was given back may be somebody else's by now.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String proxy = "127.0.0.1:" + taken.getLocalPort();
            Http http = http(Proxies.of(Map.of("http_proxy", "http://" + proxy)::get));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(URI.create("http://bucket.example/a"), "GET", Map.of()))
                    .withMessageStartingWith("the proxy " + proxy + " can't be reached (");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http(Proxies.NONE).send(URI.create("http://" + proxy + "/a"), "GET", Map.of()))
                    .withMessageNotContaining("proxy");
        }
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

    @Test
    void aRefusalOfTheProxyIsTheProxys() throws IOException {
        String proxy = "127.0.0.1:" + listener.getLocalPort();
        String url = "http://ann:s3ct@" + proxy;
        Http http = http(Proxies.of(Map.of("http_proxy", url, "https_proxy", url)::get));
        String refusal = "HTTP/1.1 407 No entry\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        answers.put("http://bucket.example/a", refusal);
        answers.put("bucket.example:443", refusal);
        for (String scheme : List.of("http", "https")) {
            URI uri = URI.create(scheme + "://bucket.example/a");
            assertThatExceptionOfType(HttpStatusException.class)
                    .as(scheme)
                    .isThrownBy(() -> http.send(uri, "GET", Map.of()))
                    .withMessage("the proxy " + proxy + " answered 407 No entry")
                    .satisfies(e -> assertThat(TransferFailures.network(uri, e))
                            .hasMessageContaining("It requires a user name and a password")
                            .hasMessageContaining("HTTPS_PROXY")
                            .hasMessageNotContainingAny("s3ct", "the server"));
        }
    }

    @Test
    void aProxyThatOpensNoTunnelIsNamed() {
        String proxy = "127.0.0.1:" + listener.getLocalPort();
        answers.put("bucket.example:443", "HTTP/1.1 403 Not there\r\nContent-Length: 0\r\n\r\n");
        URI uri = URI.create("https://bucket.example/a");
        assertThatExceptionOfType(HttpStatusException.class)
                .isThrownBy(() ->
                        http(Proxies.of(Map.of("https_proxy", proxy)::get)).send(uri, "GET", Map.of()))
                .withMessage("the proxy " + proxy + " answered 403 Not there")
                .satisfies(e -> assertThat(TransferFailures.network(uri, e))
                        .hasMessageContaining("did not pass the request on")
                        .hasMessageNotContaining("--endpoint-url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Negotiate", "Basic", "Digest", "NTLM", "Digest realm=\"x\"", ",", "Basic realm=\""})
    void aChallengeThatNobodyCanMeetIsARefusal(String challenge) {
        answers.put("/a", "HTTP/1.1 401 Who?\r\nWWW-Authenticate: " + challenge + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("/b", "HTTP/1.1 407 Who?\r\nProxy-Authenticate: " + challenge + "\r\nContent-Length: 0\r\n\r\n");
        String noSense = "the answer is invalid (does the server, or a proxy, require a login?)";
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> get("/a"))
                .satisfies(e -> assertThat(e.getMessage()).isIn("the server answered 401 Who?", noSense));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> get("/b"))
                .satisfies(e ->
                        assertThat(e.getMessage()).isIn("a proxy that no variable names answered 407 Who?", noSense));
    }

    @Test
    void aServerBehindSocksIsNotToldThePassword() throws Exception {
        try (ServerSocket socks = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> head = CompletableFuture.supplyAsync(() -> behindSocks(socks));
            Http http =
                    http(Proxies.of(Map.of("all_proxy", "socks5://ann:s3ct@127.0.0.1:" + socks.getLocalPort())::get));
            assertThat(http.send(URI.create("http://bucket.example/a"), "GET", Map.of())
                            .getResponseCode())
                    .isEqualTo(200);
            assertThat(head.get()).contains("Host: bucket.example").doesNotContainIgnoringCase("authorization");
        }
    }

    /** A proxy (RFC 1928) and the server behind it, for one request. Returns that request's head. */
    private static String behindSocks(ServerSocket socks) {
        try (Socket socket = socks.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readUnsignedByte();
            in.skipNBytes(in.readUnsignedByte());
            socket.getOutputStream().write(new byte[] {5, 0});
            in.skipNBytes(4);
            in.skipNBytes(in.readUnsignedByte() + 2);
            socket.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
