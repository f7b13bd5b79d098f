package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An extraction that ends early: it ends soon, nothing goes on behind the caller's back, and the files stay. */
@Timeout(30)
final class StoppingTest {

    /** More than all buffers hold. */
    private static final byte[] ARCHIVE = new TestArchives()
            .file("first.wav", new byte[] {1})
            .file("second.wav", noise(8_000_000))
            .tarGz();

    @TempDir
    Path staging;

    @Test
    void anInterruptedThreadStops() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TarGzExtractor.into(staging).extract("a", new ByteArrayInputStream(ARCHIVE)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertStopped();
    }

    @Test
    void anInterruptThatTheStreamIgnoresStops() {
        ByteArrayInputStream ignoring = new ByteArrayInputStream(ARCHIVE) {
            @Override
            public int read(byte[] b) throws IOException {
                Thread.currentThread().interrupt();
                return super.read(b);
            }
        };
        assertThatThrownBy(() ->
                        TarGzExtractor.into(staging).wanted(member -> false).extract("a", ignoring))
                .isInstanceOf(InterruptedException.class);
        assertThat(ignoring.available()).isGreaterThan(ARCHIVE.length - 1_000_000);
        assertStopped();
    }

    @Test
    void anInterruptDuringAReadStops() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        InputStream blocking = new BlockingStream(Arrays.copyOf(ARCHIVE, 3_000_000), reading);
        Throwable failure = inThreadInterruptedAfter(
                reading, () -> TarGzExtractor.into(staging).extract("a", blocking));
        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        assertThat(staging.resolve("first.wav")).hasSize(1);
        assertThat(staging.resolve("second.wav")).exists();
        assertStopped();
    }

    @Test
    void anInterruptWhileTheDiskIsSlowStops() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        TarGzExtractor slow = TarGzExtractor.into(staging).written(member -> {
            writing.countDown();
            awaitQuietly(never);
        });
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread caller =
                new Thread(() -> failure.set(thrownBy(() -> slow.extract("a", new ByteArrayInputStream(ARCHIVE)))));
        caller.start();
        writing.await();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // Until every buffer is full.
        }
        caller.interrupt();
        caller.join(200);
        assertThat(caller.isAlive()).as("waits for the writing thread").isTrue();
        never.countDown();
        caller.join();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(staging.resolve("second.wav").toFile()).size().isLessThan(1_000_000);
        assertStopped();
    }

    @Test
    void aRefusalEndsTheReading() {
        byte[] archive = new TestArchives()
                .file("../evil", "evil")
                .file("second.wav", noise(30_000_000))
                .tarGz();
        ByteArrayInputStream stream = new ByteArrayInputStream(archive);
        assertThatThrownBy(() -> TarGzExtractor.into(staging).extract("a", stream))
                .isInstanceOf(DataMismatchException.class);
        assertThat(stream.available()).isGreaterThan(10_000_000);
        assertStopped();
    }

    @Test
    void aFailureOfTheStreamClosesTheFile() {
        InputStream broken = new ByteArrayInputStream(ARCHIVE, 0, 5_000_000) {
            @Override
            public int read(byte[] b) throws IOException {
                int count = super.read(b);
                if (count < 0) {
                    throw new IOException("reset");
                }
                return count;
            }
        };
        assertThatThrownBy(() -> TarGzExtractor.into(staging).extract("a", broken))
                .hasMessage("reset");
        assertThat(staging.resolve("second.wav")).exists();
        assertStopped();
    }

    /** No thread goes on, no file is open. */
    private void assertStopped() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("unpack a"));
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            assertThat(targets(open)).noneMatch(target -> target.startsWith(staging.toString()));
        }
    }

    private static Stream<String> targets(Path links) {
        String[] names = links.toFile().list();
        return Arrays.stream(names == null ? new String[0] : names).map(name -> {
            try {
                return Files.readSymbolicLink(links.resolve(name)).toString();
            } catch (IOException e) {
                return ""; // The one that was open for listing.
            }
        });
    }

    private static Throwable inThreadInterruptedAfter(CountDownLatch latch, Action action) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> failure.set(thrownBy(action)));
        thread.start();
        latch.await();
        thread.interrupt();
        thread.join();
        Throwable thrown = failure.get();
        if (thrown == null) {
            throw new AssertionError("nothing was thrown");
        }
        return thrown;
    }

    private static @Nullable Throwable thrownBy(Action action) {
        try {
            action.run();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the writing thread was interrupted", e);
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Waits where it would end, as a download does. */
    private static final class BlockingStream extends ByteArrayInputStream {

        private final CountDownLatch reading;

        BlockingStream(byte[] bytes, CountDownLatch reading) {
            super(bytes);
            this.reading = reading;
        }

        @Override
        public int read(byte[] b) throws IOException {
            int count = super.read(b);
            if (count < 0) {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
            return count;
        }
    }
}
