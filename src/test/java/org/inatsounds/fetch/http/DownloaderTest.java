package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.inatsounds.DataMismatchException;
import org.inatsounds.NetworkException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.testing.Exchange;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The downloader against a server that does what no honest one does. */
@Timeout(30)
final class DownloaderTest {

    private static final String KEY = "/bucket/train.tar.gz";
    private static final int SIZE = 9_000_000;
    private static final DownloadOptions QUICK =
            new DownloadOptions(4, 3, 0, Duration.ofSeconds(10), Duration.ofMillis(5));
    /** For bodies that stand still. Too short for anything else on a busy machine. */
    private static final DownloadOptions IMPATIENT =
            new DownloadOptions(4, 3, 0, Duration.ofMillis(700), Duration.ofMillis(5));

    private final FaultyServer server = FaultyServer.start();
    private final byte[] bytes = random(1);
    private byte[] read = new byte[0];

    @TempDir
    Path folder;

    private Path part;

    @BeforeEach
    void serve() {
        part = folder.resolve("train.part");
        server.put(KEY, bytes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Downloader.Result fetch() {
        return fetch(QUICK);
    }

    private Downloader.Result fetch(DownloadOptions options) {
        return new Downloader(options, Proxies.NONE, "test")
                .fetch(server.uri(KEY), part, md5(bytes), in -> read = in.readAllBytes(), Progress.NONE);
    }

    private void assertArrived() throws IOException {
        assertThat(read).isEqualTo(bytes);
        assertThat(Files.readAllBytes(part)).isEqualTo(bytes);
    }

    @Test
    void isReadByteByByte() {
        byte[] few = Arrays.copyOf(bytes, 70_000);
        server.put(KEY, few);
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        new Downloader(QUICK, Proxies.NONE, "test")
                .fetch(
                        server.uri(KEY),
                        part,
                        md5(few),
                        in -> {
                            assertThat(in.available()).isZero();
                            for (int b = in.read(); b >= 0; b = in.read()) {
                                one.write(b);
                                assertThat(in.available()).isLessThan(few.length);
                            }
                            assertThat(in.read()).isNegative();
                            assertThat(in.read(new byte[0])).isZero();
                        },
                        Progress.NONE);
        assertThat(one.toByteArray()).isEqualTo(few);
    }

    @Test
    void bringsAnObjectInRanges() throws IOException {
        assertThat(fetch()).isEqualTo(new Downloader.Result(SIZE, SIZE));
        assertArrived();
        assertThat(server.requests())
                .filteredOn(r -> r.range() != null)
                .hasSizeGreaterThan(4)
                .allSatisfy(r -> assertThat(r.ifRange()).startsWith("\""));
        assertThat(server.bytesServed()).isEqualTo(SIZE);
    }

    @Test
    void anEmptyObjectIsFine() throws IOException {
        server.put(KEY, new byte[0]);
        new Downloader(QUICK, Proxies.NONE, "test")
                .fetch(server.uri(KEY), part, md5(new byte[0]), in -> read = in.readAllBytes(), Progress.NONE);
        assertThat(part).isEmptyFile();
    }

    @Test
    void aReaderThatStopsEarlyDoesNotKeepTheChecksumFromBeingSeen() throws IOException {
        new Downloader(QUICK, Proxies.NONE, "test")
                .fetch(server.uri(KEY), part, md5(bytes), in -> read = in.readNBytes(10), Progress.NONE);
        assertThat(Files.readAllBytes(part)).isEqualTo(bytes);
    }

    @Test
    void retriesWhatMayPass() throws IOException {
        server.when(Which.head(KEY).first(1), Fault.status(503));
        server.when(Which.get(KEY).nth(1), Fault.status(500));
        server.when(Which.get(KEY).nth(2), Fault.resetAfter(100_000));
        server.when(Which.get(KEY).nth(3), Fault.closeAfter(300_000));
        server.when(Which.get(KEY).nth(4), Fault.stallAfter(200_000));
        server.when(Which.get(KEY).nth(5), Fault.status(429));
        server.when(Which.get(KEY).nth(6), Fault.noAnswer());
        server.when(Which.get(KEY).nth(7), Fault.garbage());
        server.when(Which.get(KEY).nth(8), Fault.status(408));
        server.when(Which.get(KEY).nth(9), Fault.resetBeforeAnswer());
        fetch(IMPATIENT);
        assertArrived();
    }

    @Test
    void aFailedRangeGoesOnWhereItStopped() throws IOException {
        server.when(Which.get(KEY).nth(1), Fault.closeAfter(500_000));
        fetch();
        assertArrived();
        assertThat(server.bytesServed()).isEqualTo(SIZE);
    }

    @Test
    void aBodyThatDripsIsGivenUpAndAskedAgain() throws IOException {
        server.when(Which.get(KEY).nth(2), Fault.slow(50));
        fetch(IMPATIENT);
        assertArrived();
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws IOException {
        server.when(Which.get(KEY).nth(1), Fault.status(503, Duration.ofSeconds(1)));
        fetch();
        assertArrived();
        Exchange refused = server.requests().stream()
                .filter(r -> r.status() == 503)
                .findFirst()
                .orElseThrow();
        Exchange again = server.requests().stream()
                .filter(r -> r.number() > refused.number()
                        && String.valueOf(r.range()).equals(refused.range()))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(refused.received(), again.received())).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void givesUpAfterTheRetriesAndKeepsWhatArrived() throws IOException {
        server.when(Which.get(KEY).covering(SIZE - 1), Fault.status(503));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("503")
                .hasMessageContaining("files on disk are kept");
        assertThat(server.requests()).filteredOn(r -> r.status() == 503).hasSize(1 + QUICK.retries());
        long before = server.bytesServed();
        server.heal();
        Downloader.Result result = fetch();
        assertArrived();
        assertThat(server.bytesServed() - before).isEqualTo(result.received()).isLessThan(SIZE - before + 4_000_000);
    }

    @Test
    void refusalsAreNotRetriedAndHaveTheirOwnWords() {
        server.when(Which.any(KEY).first(2), Fault.status(403));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("access refused")
                .hasMessageContaining("403");
        server.remove(KEY);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("not found")
                .hasMessageContaining("404");
        server.when(Which.any(KEY), Fault.status(400));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("Trying again will not help");
        // Each is asked for by HEAD, then by GET, and not again.
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void aWrongContentRangeIsNotBelieved() throws IOException {
        server.when(Which.get(KEY).nth(1), Fault.contentRange("bytes 7-900000/" + SIZE));
        server.when(Which.get(KEY).nth(2), Fault.shiftedRange(1000));
        server.when(Which.get(KEY).nth(3), Fault.withoutHeader("Content-Range"));
        server.when(Which.get(KEY).nth(4), Fault.lessThanAsked(70_000));
        fetch();
        assertArrived();
    }

    @Test
    void aServerThatAlwaysLiesAboutRangesIsNamed() {
        server.when(Which.get(KEY), Fault.contentRange("bytes 7-900000/" + SIZE));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("asked for bytes ")
                .hasMessageContaining("bytes 7-900000/");
    }

    @Test
    void anObjectThatChangesStartsOver() throws IOException {
        byte[] old = random(2);
        server.put(KEY, old);
        server.before(Which.get(KEY).nth(3), () -> server.put(KEY, bytes));
        fetch();
        assertArrived();
    }

    @Test
    void anObjectThatKeepsChangingIsGivenUp() {
        server.before(
                Which.get(KEY),
                () -> server.put(KEY, bytes, "\"" + server.requests().size() + "\""));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("started 3 times, and each time the object changed");
    }

    @Test
    void anObjectThatChangedSinceTheEarlierRunStartsOver() throws IOException {
        server.put(KEY, random(2));
        server.when(Which.get(KEY).covering(SIZE - 1), Fault.status(503));
        assertThatThrownBy(this::fetch).isInstanceOf(NetworkException.class);
        server.heal().put(KEY, bytes);
        assertThat(fetch().received()).isEqualTo(SIZE);
        assertArrived();
    }

    @Test
    void doesWithoutRanges() throws IOException {
        server.when(Which.get(KEY), Fault.ignoreRange());
        server.when(Which.get(KEY).nth(6), Fault.closeAfter(3_000_000));
        fetch();
        assertArrived();
    }

    @Test
    void doesWithoutHead() throws IOException {
        server.when(Which.head(KEY), Fault.status(403));
        fetch();
        assertArrived();
    }

    @Test
    void doesWithoutValidators() throws IOException {
        server.when(Which.any(KEY), Fault.withoutHeader("ETag").and(Fault.withoutHeader("Last-Modified")));
        fetch();
        assertArrived();
        assertThat(server.requests()).allSatisfy(r -> assertThat(r.ifRange()).isNull());
    }

    @Test
    void followsRedirectsEachTime() throws IOException {
        server.put("/elsewhere", bytes);
        server.when(Which.any(KEY), Fault.redirect(307, "/elsewhere"));
        fetch();
        assertArrived();
    }

    @Test
    void wrongBytesAreThrownAway() {
        server.when(Which.get(KEY).covering(5_000_000), Fault.wrongByteAt(5_000_000));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("expected MD5 " + md5(bytes))
                .hasMessageContaining("got ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anArchiveThatCanNotBeUnpackedIsThrownAway() {
        assertThatThrownBy(() -> new Downloader(QUICK, Proxies.NONE, "test")
                        .fetch(
                                server.uri(KEY),
                                part,
                                md5(bytes),
                                in -> {
                                    in.readNBytes(100);
                                    throw new DataMismatchException("damaged.");
                                },
                                Progress.NONE))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("damaged. The downloaded data was deleted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void afterAnyOtherFailureOfTheReaderThePartIsKept() {
        assertThatThrownBy(() -> new Downloader(QUICK, Proxies.NONE, "test")
                        .fetch(
                                server.uri(KEY),
                                part,
                                md5(bytes),
                                in -> {
                                    in.readNBytes(5_000_000);
                                    throw new StorageException("disk full");
                                },
                                Progress.NONE))
                .isInstanceOf(StorageException.class)
                .hasMessage("disk full");
        assertThat(part).exists();
        assertThat(fetch().received()).isLessThan(4_100_000);
    }

    @Test
    void keepsBelowTheRate() throws IOException {
        long start = System.nanoTime();
        fetch(new DownloadOptions(4, 3, 6_000_000, Duration.ofSeconds(10), Duration.ofMillis(5)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1200));
        assertArrived();
    }

    @Test
    void goesThroughAProxyThatWantsAPassword() throws IOException {
        String proxy = "http://me:secret@127.0.0.1:" + server.port();
        server.demandProxyCredentials("me", "secret");
        new Downloader(QUICK, Proxies.of(Map.of("http_proxy", proxy)::get), "test")
                .fetch(
                        URI.create("http://bucket.example" + KEY),
                        part,
                        md5(bytes),
                        in -> read = in.readAllBytes(),
                        Progress.NONE);
        assertArrived();
        assertThat(server.requests()).allSatisfy(r -> assertThat(r.proxied()).isTrue());
    }

    @Test
    void readsAnArchiveThatIsHereAlready() throws IOException {
        Path archive = Files.write(folder.resolve("train.tar.gz"), bytes);
        assertThat(Downloader.readLocal(archive, md5(bytes), in -> read = in.readAllBytes(), Progress.NONE))
                .isTrue();
        assertThat(read).isEqualTo(bytes);
        assertThat(Downloader.readLocal(archive, md5(random(3)), in -> {}, Progress.NONE))
                .isFalse();
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
