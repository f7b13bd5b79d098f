package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server does as long as nobody asks it to go wrong. */
final class FaultyServerTest {

    private static final String KEY = "/bucket/sounds/2024/train.tar.gz";

    private final byte[] bytes = random(100_000, 1);
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

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void tellsOfAnObjectByHead() throws Exception {
        HttpResponse<byte[]> answer = client.head(KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(100_000);
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{32}\"");
        assertThat(answer.headers().firstValue("Last-Modified").orElseThrow()).endsWith(" GMT");
    }

    @Test
    void servesTheWhole() throws Exception {
        HttpResponse<byte[]> answer = client.get(KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 99",
        "bytes=99999-99999, 99999, 99999",
        "bytes=99990-, 99990, 99999",
        "bytes=99990-200000, 99990, 99999",
        "bytes=-10, 99990, 99999",
        "bytes=-200000, 0, 99999"
    })
    void servesRanges(String range, int first, int last) throws Exception {
        HttpResponse<byte[]> answer = client.get(KEY, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes " + first + "-" + last + "/100000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=-", "bytes=a-b"})
    void ignoresRangesThatItDoesNotUnderstand(String range) throws Exception {
        assertThat(client.get(KEY, "Range", range).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"bytes=100000-", "bytes=100000-100001", "bytes=-0"})
    void refusesRangesBehindTheEnd(String range) throws Exception {
        HttpResponse<byte[]> answer = client.get(KEY, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */100000");
        assertThat(new String(answer.body(), UTF_8)).contains("<Code>InvalidRange</Code>");
    }

    @Test
    void honoursIfRange() throws Exception {
        HttpResponse<byte[]> head = client.head(KEY);
        String etag = head.headers().firstValue("ETag").orElseThrow();
        String date = head.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(ifRange(etag)).isEqualTo(206);
        assertThat(ifRange(date)).isEqualTo(206);
        assertThat(ifRange("\"another\"")).isEqualTo(200);
        assertThat(ifRange("Mon, 01 Jan 2024 00:00:00 GMT")).isEqualTo(200);
        server.put(KEY, bytes, "W/\"weak\"");
        assertThat(ifRange("W/\"weak\"")).isEqualTo(200);
        assertThat(server.requests()).last().extracting(Exchange::ifRange).isEqualTo("W/\"weak\"");
    }

    private int ifRange(String validator) throws Exception {
        return client.get(KEY, "Range", "bytes=0-9", "If-Range", validator).statusCode();
    }

    @Test
    void honoursIfMatchAndIfNoneMatch() throws Exception {
        String etag = client.head(KEY).headers().firstValue("ETag").orElseThrow();
        assertThat(client.get(KEY, "If-Match", etag).statusCode()).isEqualTo(200);
        assertThat(client.get(KEY, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(client.get(KEY, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(client.get(KEY, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherObjectsAndMethods() throws Exception {
        HttpResponse<byte[]> answer = client.get("/bucket/other");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), UTF_8)).contains("<Code>NoSuchKey</Code>");
        assertThat(client.head("/bucket/other").statusCode()).isEqualTo(404);
        HttpRequest delete = client.request(KEY).DELETE().build();
        assertThat(client.send(delete).statusCode()).isEqualTo(405);
        server.remove(KEY);
        assertThat(client.get(KEY).statusCode()).isEqualTo(404);
    }

    @Test
    void servesFilesOfAFolder(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("a b/c"));
        Files.write(folder.resolve("a b/c/d.bin"), bytes);
        server.putFolder(folder);
        HttpResponse<byte[]> answer = client.get("/a%20b/c/d.bin", "Range", "bytes=70000-");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, 70_000, 100_000));
        assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{32}-2\"");
    }

    @Test
    void keepsConnectionsAliveAndARecord() throws Exception {
        client.head(KEY);
        client.get(KEY, "Range", "bytes=10-19");
        client.get(KEY);
        assertThat(server.requests()).extracting(Exchange::connection).containsExactly(1, 1, 1);
        assertThat(server.requests()).extracting(Exchange::number).containsExactly(1, 2, 3);
        assertThat(server.requests()).extracting(Exchange::status).containsExactly(200, 206, 200);
        assertThat(server.requests()).extracting(Exchange::bodyBytes).containsExactly(0L, 10L, 100_000L);
        assertThat(server.requests(Which.get())).extracting(Exchange::range).containsExactly("bytes=10-19", null);
        assertThat(server.bytesServed()).isEqualTo(100_010);
        assertThat(server.requests().get(1).received())
                .isBetween(server.requests().get(0).received(), Instant.now());
        server.forget();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void capsTheRate() throws Exception {
        server.limitRate(500_000);
        long start = System.nanoTime();
        assertThat(client.get(KEY).body()).isEqualTo(bytes);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(2000));
        server.limitRate(0).limitRatePerConnection(500_000);
        start = System.nanoTime();
        assertThat(new Client(server).get(KEY).body()).isEqualTo(bytes);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(2000));
    }

    @Test
    void isGoneWhenClosed() throws Exception {
        client.get(KEY);
        server.close();
        assertThatThrownBy(() -> client.get(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Client(server).get(KEY)).isInstanceOf(ConnectException.class);
        assertThat(server.requests()).hasSize(1);
    }
}
