package org.inatsounds.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a tar archive, compressed and with the right checksums, which no fuzzer finds. */
final class TarFuzzTest {

    private static final long MEMORY = 32 << 20;

    static Stream<byte[]> seeds() {
        return Stream.concat(
                        HostileArchiveTest.members()
                                .map(arguments -> ((TestArchives) arguments.get()[1]).tar()),
                        HostileTricks.all().map(trick -> trick.archive().tar()))
                .filter(tar -> tar.length <= 1 << 16);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isUnpackedOrRefused(byte[] bytes) {
        byte[] tar = bytes.clone();
        for (int at = 0; at + TarHeaders.RECORD <= tar.length; at += TarHeaders.RECORD) {
            // Data that looks like a header is signed as well: it is only data.
            if (new String(tar, at + TarHeaders.MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
                TarHeaders.sign(tar, at);
            }
        }
        byte[] packed = TestArchives.gzip(tar);
        Fuzzed.isUsedOrRefused(bytes, MEMORY, () -> Fuzzing.unpack(packed));
    }
}
