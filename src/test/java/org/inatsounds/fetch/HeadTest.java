package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.inatsounds.NetworkException;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object is, asked of servers that answer {@code HEAD} badly or not at all. */
@Timeout(30)
final class HeadTest {

    private static final String KEY = "/bucket/train.tar.gz";
    private static final int SIZE = 12_345;

    private final FaultyServer server = FaultyServer.start();
    private final Downloader downloader = new Downloader(
            new DownloadOptions(1, 0, 0, Duration.ofSeconds(10), Duration.ofMillis(5)), Proxies.NONE, "test");

    @BeforeEach
    void serve() {
        server.put(KEY, new byte[SIZE]);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 406, 409, 410, 415, 426, 451, 500, 501, 502})
    void anAnswerToHeadDoesNotSayWhatGetBrings(int status) {
        server.when(Which.head(KEY), Fault.status(status));
        assertThat(downloader.size(server.uri(KEY))).isEqualTo(SIZE);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aHeadWithoutTheLengthIsNotTheLastWord() {
        server.when(Which.head(KEY).nth(1), Fault.withoutHeader("Content-Length"));
        server.when(Which.head(KEY).nth(2), Fault.header("Content-Length", "0"));
        server.when(Which.head(KEY).nth(3), Fault.header("Content-Length", "-1"));
        server.when(Which.head(KEY).nth(4), Fault.header("Content-Length", "many"));
        for (int i = 0; i < 4; i++) {
            assertThat(downloader.size(server.uri(KEY))).isEqualTo(SIZE);
        }
    }

    @Test
    void aLengthThatNoObjectHasIsNotBelieved() {
        server.when(Which.any(KEY), Fault.header("Content-Length", "999999999999999999"));
        assertThatThrownBy(() -> downloader.size(server.uri(KEY)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("the server says that the object has 999999999999999999 bytes");
    }
}
