package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class RetryTest {

    private static final int HEADWAY = 64 * 1024;
    private final IOException broken = new IOException("broken");

    private static Retry retry(int retries, int firstPauseMillis) {
        return new Retry(
                "a range",
                new DownloadOptions(1, retries, 0, Duration.ofSeconds(1), Duration.ofMillis(firstPauseMillis)));
    }

    private static HttpStatusException status(int status, @Nullable Duration retryAfter) {
        return new HttpStatusException(URI.create("http://127.0.0.1/a"), status, "", retryAfter);
    }

    @Test
    void givesUpAfterSoManyFailures() throws Exception {
        Retry retry = retry(3, 1);
        for (int i = 0; i < 3; i++) {
            retry.after(broken, HEADWAY - 1);
        }
        assertThatThrownBy(() -> retry.after(broken, HEADWAY - 1)).isSameAs(broken);
        assertThatThrownBy(() -> retry(0, 1).after(broken, HEADWAY)).isSameAs(broken);
    }

    @Test
    void headwayIsANewBeginning() throws Exception {
        Retry retry = retry(1, 1);
        for (int i = 0; i < 5; i++) {
            retry.after(broken, HEADWAY);
        }
        assertThatThrownBy(() -> retry.after(broken, 0)).isSameAs(broken);
    }

    @Test
    void whatIsPointlessIsNotTriedAgain() {
        for (IOException failure : List.of(
                status(404, null),
                status(403, Duration.ZERO),
                new SSLHandshakeException("no"),
                new SSLPeerUnverifiedException("no"),
                new ObjectChangedException("a", "b"),
                status(503, Duration.ofMinutes(11)))) {
            assertThatThrownBy(() -> retry(3, 1).after(failure, HEADWAY)).isSameAs(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 599})
    void someStatusesMayPass(int status) throws Exception {
        retry(1, 1).after(status(status, null), 0);
        assertThatThrownBy(() -> retry(0, 1).after(status(status, null), 0)).isInstanceOf(HttpStatusException.class);
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        assertThat(millis(retry(1, 1), status(503, Duration.ofMillis(250)), 1)).isBetween(250L, 1500L);
        // Less than our own pause is no reason to come earlier.
        assertThat(millis(retry(1, 400), status(503, Duration.ofMillis(1)), 1)).isBetween(200L, 1500L);
    }

    /** Half of 100, 200 and 400 milliseconds at least, all of them at most. */
    @Test
    void pausesDouble() throws Exception {
        assertThat(millis(retry(3, 100), broken, 3)).isBetween(350L, 1500L);
    }

    private static long millis(Retry retry, IOException failure, int times) throws Exception {
        long before = System.nanoTime();
        for (int i = 0; i < times; i++) {
            retry.after(failure, 0);
        }
        return (System.nanoTime() - before) / 1_000_000;
    }
}
