package org.inatsounds.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.inatsounds.InatsoundsException;

/**
 * What every target of the fuzzer is held to: an input is used, or refused by one of our own exceptions, soon, and in memory
 * that has to do with its size.
 */
public final class Fuzzed {

    /** What inputs of some KiB take milliseconds for; a machine under load is no finding. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** How often an input may be in memory, in all forms that it takes on the way to the result. */
    private static final int COPIES = 300;

    /** Then classes are rewritten as they are loaded, which takes more than they do: the heap is small instead. */
    private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Path FILE = temporary();

    /** What is done with an input. */
    @FunctionalInterface
    public interface Use {
        void run() throws IOException;
    }

    private Fuzzed() {}

    /**
     * Uses an input. Every exception that isn't ours comes through, and is a finding.
     *
     * @param memory how many bytes the calling thread may allocate, whatever the input
     */
    public static void isUsedOrRefused(byte[] input, long memory, Use use) {
        long start = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            use.run();
        } catch (InatsoundsException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (!FUZZING) {
            assertThat(allocated)
                    .as("bytes allocated for %,d bytes of input", input.length)
                    .isLessThan(memory + (long) COPIES * input.length);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    /** A file that holds the input until the next one comes. */
    public static Path file(byte[] input) throws IOException {
        return Files.write(FILE, input);
    }

    /** An input that is text. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("inatsounds-fuzz", ".tmp");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
