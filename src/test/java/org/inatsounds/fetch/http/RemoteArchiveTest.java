package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.inatsounds.DataMismatchException;
import org.inatsounds.NetworkException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Md5;
import org.inatsounds.release.ArchiveVersion;
import org.inatsounds.testing.Exchange;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Archives that are read while they arrive, and kept nowhere. */
@Timeout(30)
final class RemoteArchiveTest {

    private static final String KEY = "/bucket/train.tar.gz";
    private static final int SIZE = 9_000_000;
    private static final long SPACING = 16_000_000;
    private static final DownloadOptions OPTIONS =
            new DownloadOptions(4, 1, 0, Duration.ofSeconds(10), Duration.ofMillis(5));

    private final FaultyServer server = FaultyServer.start();
    private final byte[] bytes = new byte[SIZE];
    private byte[] read = new byte[0];
    private RemoteArchive archive;

    @BeforeEach
    void serve() {
        new Random(1).nextBytes(bytes);
        server.put(KEY, bytes, "\"one\"");
        archive = new Downloader(OPTIONS, Proxies.NONE, "test").archive(server.uri(KEY));
        server.forget();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private boolean readOn(OrderedArchive.Reader reader) {
        return archive.readOn(0, null, SPACING, md5(bytes), reader, step());
    }

    private static Progress.Step step() {
        return Progress.NONE.start("object", SIZE, Progress.Unit.BYTES);
    }

    @Test
    void readsEverythingAndItsChecksum() {
        assertThat(archive.size()).isEqualTo(SIZE);
        assertThat(archive.version()).isEqualTo(new ArchiveVersion(SIZE, SIZE + " bytes, \"one\""));
        assertThat(readOn(in -> read = in.readAllBytes())).isTrue();
        assertThat(Arrays.equals(read, bytes)).isTrue();
        // What the reader leaves is read all the same, for the checksum.
        assertThat(readOn(in -> read = in.readNBytes(10))).isTrue();
        // An eighth of the spacing, shared by four connections.
        assertThat(server.requests())
                .extracting(Exchange::bodyBytes)
                .contains(500_000L)
                .allMatch(size -> size <= 500_000);
    }

    @Test
    void goesOnFromAState() {
        Md5 begun = new Md5();
        begun.update(bytes, 0, 5_000_000);
        assertThat(archive.readOn(
                        5_000_000, begun.state(), SPACING, md5(bytes), in -> read = in.readAllBytes(), step()))
                .isTrue();
        assertThat(Arrays.equals(read, Arrays.copyOfRange(bytes, 5_000_000, SIZE)))
                .isTrue();
        assertThat(server.bytesServed()).isEqualTo(SIZE - 5_000_000);
    }

    @Test
    void enoughIsEnough() {
        assertThat(readOn(in -> {
                    in.readNBytes(1000);
                    throw new RemoteArchive.EnoughException();
                }))
                .isFalse();
        assertThat(server.bytesServed()).isLessThan(SIZE);
    }

    @Test
    void anotherChecksumIsSaid() {
        assertThatThrownBy(() -> archive.readOn(0, null, SPACING, "0".repeat(32), in -> {}, step()))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("expected MD5 " + "0".repeat(32) + ", got " + md5(bytes) + " over " + SIZE);
    }

    @Test
    void whatStopsAConnectionStopsTheReader() {
        server.when(Which.get(), Fault.status(503));
        assertThatThrownBy(() -> readOn(in -> in.readAllBytes()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("503")
                .hasMessageContaining("Run the same command again later");
        server.heal().put(KEY, Arrays.copyOf(bytes, 100), "\"two\"");
        assertThatThrownBy(() -> readOn(in -> in.readAllBytes()))
                .isInstanceOf(NetworkException.class)
                .hasMessageEndingWith(". Run the same command again.");
    }

    @Test
    void whatTheReaderSaysIsPassedOn() {
        StorageException full = new StorageException("full");
        assertThatThrownBy(() -> readOn(in -> {
                    throw full;
                }))
                .isSameAs(full);
        assertThatThrownBy(() -> readOn(in -> {
                    throw new IOException("odd");
                }))
                .isInstanceOf(StorageException.class)
                .hasMessage("can't read " + server.uri(KEY) + ": odd");
    }

    @Test
    void aPartIsReadUpToItsEnd() {
        archive.readPart(100, 8_500_000, in -> read = in.readAllBytes(), step());
        assertThat(Arrays.equals(read, Arrays.copyOfRange(bytes, 100, 8_500_000)))
                .isTrue();
        assertThat(server.requests().stream().map(Exchange::connection).distinct())
                .hasSize(2);
        server.forget();

        archive.readPart(100, 200, in -> read = in.readAllBytes(), step());
        assertThat(read).hasSize(100);
        assertThat(server.bytesServed()).isEqualTo(100);

        server.when(Which.get(), Fault.status(403));
        assertThatThrownBy(() -> archive.readPart(0, 10, in -> in.readAllBytes(), step()))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("access refused");
    }
}
