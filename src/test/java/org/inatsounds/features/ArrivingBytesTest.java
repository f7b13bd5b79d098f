package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.inatsounds.NetworkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recording that is read while it arrives, and an archive that fails meanwhile. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArrivingBytesTest {

    private static final byte[] SOUND = {1, 2, 3, 4, 5};

    private final ArrivalRoom room = new ArrivalRoom(1 << 20);
    private final ArrivingBytes bytes = new ArrivingBytes(room, SOUND.length);

    /** A thread that waits for bytes. */
    private CompletableFuture<byte[]> reader() throws InterruptedException {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                read.complete(bytes.readAllBytes());
            } catch (IOException | RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return read;
    }

    private void arrives(int count) {
        try (WritableByteChannel channel = bytes.channel()) {
            channel.write(ByteBuffer.wrap(SOUND, 0, count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NetworkException failure() {
        return new NetworkException("the network is down");
    }

    /** Others behind it are used, too, and wait for it: left out, it would stop them for ever. */
    @Test
    void whatHasArrivedBeforeTheFailureIsRead() throws InterruptedException {
        CompletableFuture<byte[]> read = reader();
        // The reader wakes up when all of that has happened.
        synchronized (room) {
            arrives(SOUND.length);
            room.fail(failure());
        }
        assertThat(read.join()).isEqualTo(SOUND);
    }

    @Test
    void whatEndsInTheMiddleFails() throws InterruptedException {
        CompletableFuture<byte[]> read = reader();
        synchronized (room) {
            arrives(3);
            room.fail(failure());
        }
        assertThatThrownBy(read::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NetworkException.class);
    }

    @Test
    void afterACancelNothingIsRead() {
        arrives(SOUND.length);
        room.cancel();
        assertThatThrownBy(bytes::readAllBytes).hasMessageContaining("cancelled");
    }
}
