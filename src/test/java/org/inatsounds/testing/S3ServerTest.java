package org.inatsounds.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureRelease.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the foreign S3 server does, and where it is not S3: a newer version that changes this is noticed. */
final class S3ServerTest {

    private static final String KEY = "/bucket/some/key.tar.gz";
    private static final String DIGITS_MD5 = "\"781e5e245d69b566979b86e28d23f2c7\"";

    private static S3Server server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        client = new Client(server.url(), HttpClient.newBuilder());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void serve() {
        server.put(KEY, "0123456789".getBytes(UTF_8));
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    @Test
    void tellsOfAnObjectByHead() throws Exception {
        HttpResponse<byte[]> answer = client.head(KEY, "Range", "bytes=2-5");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isEqualTo(DIGITS_MD5);
        assertThat(header(answer, "Content-Length")).isEqualTo("10");
        assertThat(header(answer, "Last-Modified")).endsWith(" GMT");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-5, 206, bytes 2-5/10, 2345",
        "bytes=8-, 206, bytes 8-9/10, 89",
        "bytes=-3, 206, bytes 7-9/10, 789",
        "bytes=8-100, 206, bytes 8-9/10, 89",
        "'bytes=1-2,4-5', 200, none, 0123456789"
    })
    void servesSingleRanges(String range, int status, String contentRange, String body) throws Exception {
        HttpResponse<byte[]> answer = client.get(KEY, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Range")).isEqualTo(contentRange);
        assertThat(header(answer, "ETag")).isEqualTo(DIGITS_MD5);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(body);
    }

    @Test
    void refusesARangeBehindTheEnd() throws Exception {
        HttpResponse<byte[]> answer = client.get(KEY, "Range", "bytes=10-12");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("none");
        assertThat(new String(answer.body(), UTF_8)).contains("<Code>InvalidRange</Code>");
    }

    @Test
    void ignoresIfRange() throws Exception {
        assertThat(client.get(KEY, "Range", "bytes=2-5", "If-Range", DIGITS_MD5).statusCode())
                .isEqualTo(206);
        server.put(KEY, "abcdefghijk".getBytes(UTF_8));
        HttpResponse<byte[]> replaced = client.get(KEY, "Range", "bytes=2-5", "If-Range", DIGITS_MD5);
        assertThat(replaced.statusCode()).isEqualTo(206);
        assertThat(header(replaced, "Content-Range")).isEqualTo("bytes 2-5/11");
        assertThat(header(replaced, "ETag")).isNotEqualTo(DIGITS_MD5);
        assertThat(new String(replaced.body(), UTF_8)).isEqualTo("cdef");
    }

    @Test
    void honoursIfMatch() throws Exception {
        assertThat(client.get(KEY, "Range", "bytes=2-5", "If-Match", DIGITS_MD5).statusCode())
                .isEqualTo(206);
        assertThat(client.get(KEY, "Range", "bytes=2-5", "If-Match", "\"another\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(client.get(KEY, "If-None-Match", DIGITS_MD5).statusCode()).isEqualTo(304);
    }

    @Test
    void saysWhatDoesNotExist() throws Exception {
        HttpResponse<byte[]> noKey = client.get("/bucket/other");
        assertThat(noKey.statusCode()).isEqualTo(404);
        assertThat(new String(noKey.body(), UTF_8)).contains("<Code>NoSuchKey</Code>");
        HttpResponse<byte[]> noBucket = client.get("/nowhere/other");
        assertThat(noBucket.statusCode()).isEqualTo(404);
        assertThat(new String(noBucket.body(), UTF_8)).contains("<Code>NoSuchBucket</Code>");
        assertThat(client.head("/bucket/other").statusCode()).isEqualTo(404);
    }

    @Test
    void servesAMiniatureRelease(@TempDir Path folder) throws Exception {
        MiniatureRelease release = MiniatureRelease.writeTo(folder);
        server.putFolder(folder);
        for (Split split : Split.values()) {
            for (Kind kind : Kind.values()) {
                HttpResponse<byte[]> answer = client.get(MiniatureRelease.path(split, kind));
                byte[] md5 = MessageDigest.getInstance("MD5").digest(answer.body());
                assertThat(HexFormat.of().formatHex(md5)).isEqualTo(release.md5(split, kind));
                assertThat(answer.body()).isEqualTo(Files.readAllBytes(release.archive(split, kind)));
            }
        }
    }
}
