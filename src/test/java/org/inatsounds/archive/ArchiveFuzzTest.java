package org.inatsounds.archive;

import static org.inatsounds.archive.TestArchives.concat;
import static org.inatsounds.archive.TestArchives.gzip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a {@code .tar.gz}. */
final class ArchiveFuzzTest {

    /** Buffers of both ways, and two decoders. */
    private static final long MEMORY = 32 << 20;

    static Stream<byte[]> seeds() {
        byte[] tar = new TestArchives()
                .folder("train")
                .file("train/a.wav", "1")
                .pax('x', "path", "train/b.wav")
                .file("x", "22")
                .tar();
        byte[] packed = gzip(tar);
        return Stream.of(
                packed,
                concat(gzip(Arrays.copyOf(tar, 700)), gzip(Arrays.copyOfRange(tar, 700, tar.length))),
                concat(packed, gzip(new byte[0])),
                concat(packed, new byte[] {0x1f, (byte) 0x8b, 8}),
                gzip(packed),
                gzip(new byte[2 << 20]));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isUnpackedOrRefused(byte[] packed) {
        Fuzzed.isUsedOrRefused(packed, MEMORY, () -> Fuzzing.unpack(packed));
    }
}
