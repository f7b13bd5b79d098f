package org.inatsounds.spectrogram;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.Fuzzed;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays of any bytes: read, or refused. */
final class NpyFuzzTest {

    private static final long MEMORY = 4 << 20;

    static Stream<byte[]> seeds() {
        return NpyBytes.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] npy) {
        Fuzzed.isUsedOrRefused(npy, MEMORY, () -> {
            NpyArray array = NpyArray.read(Fuzzed.file(npy));
            for (int i = 0; i < array.size(); i++) {
                array.value(i);
            }
        });
    }
}
