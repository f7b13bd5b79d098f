package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.NetworkException;
import org.inatsounds.Progress;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a server or a proxy says, and however slowly it says it, at every place where it is asked: the object arrives, or
 * it is a failure of the network (or of the checksum) in a line or two, and in time.
 */
@Timeout(60)
final class OddAnswersTest {

    private static final String KEY = "/bucket/val.tar.gz";
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Duration DROP = Duration.ofMillis(60);
    /** A busy machine is slow, too; without the limit none of these ends at all. */
    private static final Duration IN_TIME = Duration.ofSeconds(15);

    private static final String EMPTY = "\r\nContent-Length: 0\r\n\r\n";

    private static final byte[] BYTES = "an archive".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    /** Where it is that something odd is answered. */
    private enum Place {
        HEAD,
        GET,
        ANY,
        BEHIND_A_REDIRECT,
        PROXY,
        TUNNEL;

        Which which() {
            return switch (this) {
                case HEAD -> Which.head(KEY);
                case GET -> Which.get(KEY);
                case ANY, PROXY -> Which.any(KEY);
                case BEHIND_A_REDIRECT -> Which.any("/behind");
                case TUNNEL -> Which.every();
            };
        }
    }

    private static Map<String, Fault> heads() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        odd.putAll(challenges());
        odd.putAll(statusLines());
        odd.putAll(redirects());
        odd.putAll(brokenHeads());
        odd.put("100 Continue, without end", raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(100_000)));
        return odd;
    }

    private static Map<String, Fault> challenges() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        for (String challenge : List.of(
                "",
                " ",
                "Negotiate",
                "Basic",
                "Digest",
                "NTLM",
                "Kerberos",
                ",",
                "\"",
                "=",
                "Basic realm=\"",
                "Digest realm=\"x\"",
                "Digest realm=\"x\", nonce=, qop=,",
                "Digest nonce=\"x\", algorithm=SHA-512-256, realm=y")) {
            odd.put("401 " + challenge, raw("HTTP/1.1 401 No\r\nWWW-Authenticate: " + challenge + EMPTY));
            odd.put("407 " + challenge, raw("HTTP/1.1 407 No\r\nProxy-Authenticate: " + challenge + EMPTY));
        }
        odd.put("401 without", raw("HTTP/1.1 401 No" + EMPTY));
        odd.put("407 without", raw("HTTP/1.1 407 No" + EMPTY));
        return odd;
    }

    private static Map<String, Fault> statusLines() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        for (String line : List.of(
                "HTTP/1.1",
                "HTTP/1.1 ",
                "HTTP/1.1 -7 No",
                "HTTP/1.1 0 No",
                "HTTP/1.1 20x No",
                "HTTP/1.1 2 No",
                "HTTP/1.1 99999999999 No",
                "HTTP/9.9 200 No",
                "HTTP/ 200 No",
                "HTTP/1.1 100 Continue",
                "HTTP/1.1 101 Switching",
                "HTTP/1.1 102 Wait",
                "HTTP/1.1 103 Hints",
                "HTTP/1.1 204 Nothing",
                "HTTP/1.1 205 Reset",
                "HTTP/1.1 226 IM",
                "HTTP/1.1 300 Choose",
                "HTTP/1.1 304 Same",
                "HTTP/1.1 305 Proxy",
                "HTTP/1.1 418 Teapot",
                "HTTP/1.1 599 X",
                "HTTP/1.1 999 X",
                "HTTP/1.1 500 " + "long ".repeat(2000))) {
            odd.put(line, raw(line + EMPTY));
        }
        return odd;
    }

    private static Map<String, Fault> redirects() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        for (String location : List.of(
                "",
                " ",
                "ftp://127.0.0.1/a",
                "file:///etc/passwd",
                "jar:file:/tmp/a.jar!/a",
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:0/",
                "http://",
                "//",
                "///",
                "http://[::1",
                "http:relative",
                "?",
                "#",
                "..",
                "../../../../..",
                "%",
                "a b",
                "http://nowhere.invalid/",
                "http://127.0.0.1:1/",
                "javascript:alert(1)",
                "\u00e4\u00f6",
                "/" + "a".repeat(20_000),
                KEY)) {
            odd.put("302 to " + location, raw("HTTP/1.1 302 There\r\nLocation: " + location + EMPTY));
        }
        return odd;
    }

    private static Map<String, Fault> brokenHeads() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        odd.put("endless head", raw("HTTP/1.1 200 OK\r\n" + "X-More: to come\r\n".repeat(60_000)));
        odd.put("nothing", raw(""));
        odd.put("one line", raw("HTTP/1.1 200 OK"));
        odd.put("no name", raw("HTTP/1.1 200 OK\r\n: a\r\n\r\n"));
        odd.put("no colon", raw("HTTP/1.1 200 OK\r\nabc\r\n\r\n"));
        odd.put("folded", raw("HTTP/1.1 200 OK\r\nETag: \"a\r\n b\"\r\n\tc" + EMPTY));
        odd.put("nulls", raw("HTTP/1.1 200 OK\r\nETag: \0\0\r\nContent-Length: \0\r\n\r\n"));
        for (String chunk :
                List.of("", "zz\r\n", "-5\r\n", "ffffffffffffffffff\r\n", "7fffffff\r\nabc", "5\r\nabcdefghij\r\n")) {
            odd.put(
                    "chunk " + chunk,
                    raw("HTTP/1.1 206 OK\r\nTransfer-Encoding: chunked\r\nContent-Range: bytes 0-9999/10000\r\n\r\n"
                            + chunk));
        }
        return odd;
    }

    private static Map<String, Fault> headers() {
        Map<String, Fault> odd = new LinkedHashMap<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                "Content-Length",
                List.of("-1", "", "x", "0x10", "1e3", "3, 3", "999999999999999999", "9223372036854775808"));
        values.put(
                "Content-Range",
                List.of(
                        "",
                        "x",
                        "bytes",
                        "bytes */*",
                        "bytes 5-1/10",
                        "bytes -1-5/10",
                        "lines 0-9/10",
                        "bytes 0-0/0",
                        "bytes 99999999999999999999-999999999999999999999/9",
                        "bytes 0-9/-5",
                        "bytes 0-0/999999999999999999"));
        values.put(
                "ETag",
                List.of("", "\"", "W/", "\u0001", "\u00e4", "a b", "\"" + "x".repeat(9000) + "\"", "\"a\" \"b\""));
        values.put("Last-Modified", List.of("", "0", "yesterday", "\u0001", "Thu, 99 Foo 2024 99:99:99 GMT"));
        values.put("Transfer-Encoding", List.of("", "gzip", "identity", "chunked, chunked"));
        values.put("Content-Type", List.of("", "\u0001", "text/html; charset=\""));
        values.put("Content-Encoding", List.of("", "x", "gzip"));
        values.put("Connection", List.of("", "upgrade", "\u0001"));
        values.put("Keep-Alive", List.of("", "timeout=-5, max=x", "timeout=99999999999999999999", "max=-1", "timeout"));
        values.forEach((name, all) -> all.forEach(value -> odd.put(name + ": " + value, Fault.header(name, value))));
        for (String wait : List.of(
                "",
                "-5",
                "1.5",
                "x",
                "99999999999999999999",
                "9223372036854775807",
                "Thu, 99 Foo 2024 99:99:99 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT")) {
            odd.put("Retry-After: " + wait, Fault.status(503).and(Fault.header("Retry-After", wait)));
        }
        return odd;
    }

    /** What never ends. */
    private static Map<String, Fault> slow() {
        Map<String, Fault> slow = new LinkedHashMap<>();
        slow.put("nothing", Fault.silence());
        slow.put("head", Fault.dripHead(DROP));
        slow.put("head of a redirect", Fault.redirect(302, "/behind").and(Fault.dripHead(DROP)));
        slow.put("head of an error", Fault.status(503).and(Fault.dripHead(DROP)));
        slow.put("error", Fault.status(503).and(Fault.slow(10)));
        slow.put("error that stalls", Fault.status(404).and(Fault.stallAfter(20)));
        slow.put("error in chunks", Fault.status(503).and(Fault.dripChunkLength(DROP)));
        slow.put("body of a redirect", Fault.redirect(302, KEY).and(Fault.dripChunkLength(DROP)));
        slow.put("body in chunks", Fault.dripChunkLength(DROP));
        slow.put("body", Fault.slow(50));
        slow.put(
                "refused login",
                Fault.status(401)
                        .and(Fault.header("WWW-Authenticate", "Basic realm=\"x\""))
                        .and(Fault.dripChunkLength(DROP)));
        slow.put(
                "proxy's refused login",
                Fault.status(407)
                        .and(Fault.header("Proxy-Authenticate", "Digest realm=\"x\", nonce=\"y\""))
                        .and(Fault.slow(10)));
        return slow;
    }

    private static Fault raw(String text) {
        return Fault.instead(text);
    }

    @Test
    void anOddHeadIsAFailureInWords() throws Exception {
        everywhere(heads());
    }

    @Test
    void anOddHeaderIsAFailureInWordsOrNone() throws Exception {
        everywhere(headers());
    }

    @Test
    void whatNeverEndsIsGivenUp() throws Exception {
        everywhere(slow());
    }

    private void everywhere(Map<String, Fault> faults) throws Exception {
        List<Callable<Void>> tries = new ArrayList<>();
        for (Place place : Place.values()) {
            faults.forEach((name, fault) -> tries.add(() -> {
                attempt(name.length() > 80 ? name.substring(0, 80) : name, fault, place);
                return null;
            }));
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            for (Future<Void> done : threads.invokeAll(tries)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void attempt(String name, Fault fault, Place place) throws IOException {
        String what = name + " at " + place;
        Path part = Files.createTempFile(folder, "part", "");
        long begin = System.nanoTime();
        try (FaultyServer server = FaultyServer.start().put(KEY, BYTES).put("/behind", BYTES)) {
            if (place == Place.BEHIND_A_REDIRECT) {
                server.when(Which.any(KEY), Fault.redirect(307, "/behind"));
            }
            server.when(place.which(), fault);
            String host = switch (place) {
                case PROXY -> "http://bucket.example";
                case TUNNEL -> "https://bucket.example";
                default -> server.url();
            };
            Proxies proxies = Proxies.of(Map.of("all_proxy", server.url())::get);
            DownloadOptions options = new DownloadOptions(1, 0, 0, LIMIT, Duration.ofMillis(1));
            try {
                new Downloader(options, proxies, "test")
                        .fetch(URI.create(host + KEY), part, md5(), in -> {}, Progress.NONE);
                assertThat(Files.readAllBytes(part)).as(what).isEqualTo(BYTES);
            } catch (InatsoundsException e) {
                assertThat(e).as(what).isInstanceOfAny(NetworkException.class, DataMismatchException.class);
                assertThat(e.getMessage())
                        .as(what)
                        .hasLineCount(1)
                        .hasSizeLessThan(700)
                        .contains(KEY);
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(IN_TIME);
    }

    private static String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
