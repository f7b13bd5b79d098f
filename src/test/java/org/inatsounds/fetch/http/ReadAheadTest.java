package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.inatsounds.Progress;
import org.inatsounds.testing.Exchange;
import org.inatsounds.testing.FaultyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that come in any order are read in theirs, and nobody runs further ahead than is said. */
@Timeout(30)
final class ReadAheadTest {

    private static final String KEY = "/bucket/object";
    private static final int SIZE = 10_000;
    private static final DownloadOptions OPTIONS =
            new DownloadOptions(8, 1, 0, Duration.ofSeconds(10), Duration.ofMillis(5));

    private final FaultyServer server = FaultyServer.start();
    private final byte[] bytes = new byte[SIZE];

    @BeforeEach
    void serve() {
        new Random(1).nextBytes(bytes);
        server.put(KEY, bytes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ReadAhead open(long start, long end, int block, int connections) {
        return new ReadAhead(
                new RemoteObject(server.uri(KEY), SIZE, null, null),
                start,
                end,
                block,
                new Http(Proxies.NONE, "test", OPTIONS.stallLimit()),
                OPTIONS,
                connections,
                new RateLimiter(0),
                Progress.NONE.start("object", SIZE, Progress.Unit.BYTES));
    }

    private static List<String> connections() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("inatsounds-connection-"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 10000, 1000, 3", "1, 9999, 7, 8", "5000, 5001, 1000, 8", "0, 10000, 20000, 1", "17, 17, 10, 2"})
    void bringsAllBytesInOrder(int start, int end, int block, int connections) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (ReadAhead in = open(start, end, block, connections)) {
            assertThat(in.read(new byte[0])).isZero();
            for (int b = in.read(); b >= 0; b = in.read()) {
                read.write(b);
            }
            assertThat(in.read()).isNegative();
            assertThat(in.read(new byte[9])).isNegative();
        }
        assertThat(read.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, start, end));
        int blocks = (end - start + block - 1) / block;
        assertThat(server.requests()).hasSize(blocks);
        assertThat(server.bytesServed()).isEqualTo(end - start);
    }

    @ParameterizedTest
    @CsvSource({"1000, 3, 3", "4999, 8, 3", "5000, 8, 2", "5001, 8, 2", "10000, 8, 1"})
    void hasNoMoreConnectionsThanBlocks(int block, int connections, int expected) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= expected; i++) {
            names.add("inatsounds-connection-" + i);
        }
        server.limitRate(20_000);
        try (ReadAhead in = open(0, SIZE, block, connections)) {
            assertThat(connections()).isEqualTo(names);
            assertThat(in).isNotNull();
        }
        assertThat(connections()).isEmpty();
    }

    /** Two blocks a connection, and no more before one of them was read. */
    @Test
    void doesNotRunAway() throws Exception {
        try (ReadAhead in = open(0, SIZE, 100, 3)) {
            server.awaitBytesServed(600, Duration.ofSeconds(10));
            Thread.sleep(200);
            assertThat(server.bytesServed()).isEqualTo(600);
            assertThat(in.readNBytes(100)).hasSize(100);
            Thread.sleep(100);
            assertThat(server.bytesServed()).as("the first block was read").isEqualTo(700);
            assertThat(in.readAllBytes()).hasSize(SIZE - 100);
        }
        assertThat(server.requests()).extracting(Exchange::status).containsOnly(206);
    }

    @Test
    void afterwardsNothingRuns() throws IOException {
        ReadAhead in = open(0, SIZE, 100, 4);
        in.close();
        assertThat(connections()).isEmpty();
        assertThatExceptionOfType(TransferFailedException.class).isThrownBy(in::readAllBytes);
        in.close();
    }

    @Test
    void anInterruptionEndsTheWait() throws Exception {
        server.limitRate(20_000);
        try (ReadAhead in = open(0, SIZE, 1000, 2)) {
            List<Object> failures = new ArrayList<>();
            Thread reader = new Thread(() -> {
                try {
                    in.read();
                } catch (IOException e) {
                    failures.add(e.getMessage());
                    failures.add(Thread.currentThread().isInterrupted());
                }
            });
            reader.start();
            reader.interrupt();
            reader.join();
            assertThat(failures).containsExactly("reading was cancelled", true);
        }
    }
}
