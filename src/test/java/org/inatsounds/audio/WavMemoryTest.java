package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory depends neither on the length of a recording nor on what its header claims. */
final class WavMemoryTest {

    private static final long THREE_HOURS = 3L * 3600 * 22_050;

    @Test
    void threeHoursNeedNoMoreThanASecond() {
        long second = allocated(22_050);
        long hours = allocated(THREE_HOURS);
        assertThat(second).isLessThan(150_000);
        assertThat(hours).isLessThan(second + 10_000);
    }

    @Test
    void smallFileNeedsASmallBuffer(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("small.wav"),
                WavBuilder.riff()
                        .format(1, 16_383, 8000, 4, 32)
                        .id("data")
                        .u32(0xFFFF_FFFFL)
                        .u32(1)
                        .build());
        float[] samples = new float[16];
        WavReader.open(file).close();
        long before = Allocation.now();
        try (WavReader reader = WavReader.open(file)) {
            assertThat(reader.read(samples, 0, 16)).isZero();
        }
        assertThat(Allocation.now() - before).isLessThan(40_000);
    }

    private static long allocated(long frames) {
        byte[] header = WavBuilder.riff().pcm16().id("data").u32(2 * frames).build();
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(header), new Silence(2 * frames));
        float[] samples = new float[8192];
        long before = Allocation.now();
        long count = 0;
        try (WavReader reader = WavReader.open(in, "-")) {
            int got;
            do {
                got = reader.read(samples, 0, samples.length);
                count += got;
            } while (got > 0);
            assertThat(reader.truncation()).isEmpty();
        }
        long allocated = Allocation.now() - before;
        assertThat(count).isEqualTo(frames);
        return allocated;
    }

    /** So many zeros. */
    private static final class Silence extends InputStream {

        private long left;

        Silence(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }
}
