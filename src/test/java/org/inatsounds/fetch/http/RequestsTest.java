package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.inatsounds.Progress;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single requests: how far they came, what stopped them, and what was noted meanwhile. */
@Timeout(30)
final class RequestsTest implements Target {

    private static final String KEY = "/bucket/object";
    private static final int MEGABYTE = 1 << 20;
    private static final int SIZE = 3 * MEGABYTE + 17;
    private static final DownloadOptions OPTIONS =
            new DownloadOptions(1, 0, 0, Duration.ofSeconds(1), Duration.ofMillis(5));

    private final FaultyServer server = FaultyServer.start();
    private final byte[] bytes = new byte[SIZE];
    private final byte[] arrived = new byte[SIZE];
    private final List<Range> finished = new ArrayList<>();
    private long advanced;

    @BeforeEach
    void serve() {
        new Random(1).nextBytes(bytes);
        server.put(KEY, bytes, "\"one\"");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public void write(ByteBuffer part, long position) {
        part.get(arrived, (int) position, part.remaining());
    }

    @Override
    public void finished(long start, long end) {
        finished.add(new Range(start, end));
    }

    @Override
    public RuntimeException failed(IOException e) {
        return new IllegalStateException(e);
    }

    private Requests requests(String etag) {
        Progress.Step step = new Progress.Step() {
            @Override
            public void advance(long amount) {
                advanced += amount;
            }

            @Override
            public void alreadyDone(long amount) {}

            @Override
            public void close() {}
        };
        Http http = new Http(Proxies.NONE, "test", OPTIONS.stallLimit());
        return new Requests(new RemoteObject(server.uri(KEY), SIZE, etag, null), this, http, OPTIONS, step);
    }

    private Requests requests() {
        return requests("\"one\"");
    }

    private void assertArrived(int start, int end) {
        byte[] expected = new byte[SIZE];
        System.arraycopy(bytes, start, expected, start, end - start);
        assertThat(Arrays.equals(arrived, expected)).isTrue();
    }

    private static IOException failure(Requests.Outcome outcome) {
        return Objects.requireNonNull(outcome.failure());
    }

    @Test
    void aRangeComesAndIsNotedByTheMegabyte() throws Exception {
        Requests.Outcome outcome = requests().range(5, SIZE);

        assertThat(outcome).isEqualTo(new Requests.Outcome(SIZE, null, false));
        assertArrived(5, SIZE);
        assertThat(advanced).isEqualTo(SIZE - 5);
        assertThat(finished.size()).isBetween(3, 4);
        assertThat(finished.get(0).start()).isEqualTo(5);
        for (int i = 1; i < finished.size(); i++) {
            assertThat(finished.get(i).start()).isEqualTo(finished.get(i - 1).end());
            assertThat(finished.get(i - 1).end() - finished.get(i - 1).start())
                    .isBetween((long) MEGABYTE, MEGABYTE + 200_000L);
        }
        assertThat(finished.get(finished.size() - 1).end()).isEqualTo(SIZE);
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Range")).isEqualTo("bytes=5-" + (SIZE - 1));
            assertThat(request.header("If-Range")).isEqualTo("\"one\"");
        });
    }

    @Test
    void whatArrivedBeforeTheEndCounts() throws Exception {
        server.when(Which.get(), Fault.closeAfter(1000));
        Requests.Outcome cut = requests().range(100, 5000);
        assertThat(cut.reached()).isEqualTo(1100);
        assertThat(cut.rangesIgnored()).isFalse();
        assertThat(failure(cut)).hasMessage("the server closed the connection at byte 1100, expected 3900 more");
        assertThat(finished).containsExactly(new Range(100, 1100));
        assertArrived(100, 1100);
    }

    @Test
    void theWholeObjectIsReadPastWhatIsThere() throws Exception {
        int start = 2 * MEGABYTE + 3;
        assertThat(requests().everything(start)).isEqualTo(new Requests.Outcome(SIZE, null, false));
        assertArrived(start, SIZE);
        assertThat(advanced).isEqualTo(SIZE - start);
        assertThat(finished.get(0).start()).isEqualTo(start);
        assertThat(server.requests().get(0).header("Range")).isNull();

        Arrays.fill(arrived, (byte) 0);
        finished.clear();
        server.when(Which.get(), Fault.closeAfter(start + 50L));
        Requests.Outcome cut = requests().everything(start);
        assertThat(cut.reached()).isEqualTo(start + 50);
        assertThat(failure(cut)).hasMessageContaining("closed the connection at byte " + (start + 50));
        assertArrived(start, start + 50);
        assertThat(finished).containsExactly(new Range(start, start + 50));
    }

    @Test
    void aServerThatIgnoresRangesIsCalledSo() throws Exception {
        server.when(Which.get(), Fault.ignoreRange());
        assertThat(requests().range(5, 10)).isEqualTo(new Requests.Outcome(5, null, true));
        assertThat(advanced).isZero();
    }

    @Test
    void anotherObjectIsNoticed() throws Exception {
        assertThat(failure(requests("\"other\"").everything(0))).isInstanceOf(ObjectChangedException.class);
        assertThat(failure(requests("\"other\"").range(0, 10))).isInstanceOf(ObjectChangedException.class);
        server.when(Which.get(), Fault.claimedTotal(SIZE + 1));
        assertThat(failure(requests().range(0, 10))).isInstanceOf(ObjectChangedException.class);
        server.heal().when(Which.get(), Fault.status(416));
        assertThat(failure(requests().range(0, 10))).isInstanceOf(ObjectChangedException.class);
        assertThat(finished).allSatisfy(range -> assertThat(range.end()).isEqualTo(range.start()));
        assertArrived(0, 0);
    }

    @Test
    void anotherRangeIsRefused() throws Exception {
        server.when(Which.get(), Fault.contentRange("bytes 4-13/" + SIZE));
        assertThat(failure(requests().range(5, 15)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("asked for bytes 5-14, the server answered Content-Range: bytes 4-13/" + SIZE);
        server.heal().when(Which.get(), Fault.withoutHeader("Content-Range"));
        assertThat(failure(requests().range(5, 15)))
                .hasMessage("asked for bytes 5-14, the server answered without Content-Range");
        server.heal().when(Which.get(), Fault.contentRange("bytes 5-14/*"));
        assertThat(requests().range(5, 15)).isEqualTo(new Requests.Outcome(15, null, false));
    }

    @Test
    void aStatusIsAFailureToTryAgain() throws Exception {
        server.when(Which.get(), Fault.status(503));
        Requests.Outcome outcome = requests().range(5, 15);
        assertThat(outcome.reached()).isEqualTo(5);
        assertThat(failure(outcome)).isInstanceOf(HttpStatusException.class).hasMessageContaining("503");
    }

    @Test
    void bodiesThatStandStillOrDripAreGivenUp() throws Exception {
        server.when(Which.get(), Fault.stallAfter(100));
        Requests.Outcome stalled = requests().range(0, 5000);
        assertThat(stalled.reached()).isEqualTo(100);
        assertThat(failure(stalled)).isInstanceOf(SocketTimeoutException.class);

        server.heal().when(Which.get(), Fault.slow(200));
        Requests.Outcome drip = requests().range(0, 5000);
        assertThat(drip.reached()).isBetween(100L, 1000L);
        assertThat(failure(drip)).isInstanceOf(SocketTimeoutException.class).hasMessage("stalled");
    }

    @Test
    void slowButSteadyIsNotStalled() throws Exception {
        server.when(Which.get(), Fault.slow(4000));
        assertThat(requests().range(0, 9000)).isEqualTo(new Requests.Outcome(9000, null, false));
    }
}
