package org.inatsounds.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.DatasetStatistics;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotations of any bytes: read and counted, or refused. */
final class AnnotationFuzzTest {

    private static final long MEMORY = 8 << 20;

    static Stream<byte[]> seeds() {
        return Stream.of(
                Samples.bytes("small.json"),
                Samples.bytes("draft.json"),
                new byte[] {0x1f, (byte) 0x8b, 8},
                new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0x11, 0, 0}, // UTF-32, and no character.
                Fuzzed.text("{\"info\":null,\"audio\":[{\"id\":1,\"file_name\":\"a\",\"duration\":NaN}],\"x\":[[{}]]}"),
                Fuzzed.text("[".repeat(2000)),
                Fuzzed.text(
                        "{\"audio\":[{\"id\":1,\"file_name\":\"a\",\"duration\":1e999999999,\"latitude\":-1e-999999999}]}"),
                Fuzzed.text("{\"audio\":[{\"id\":" + "9".repeat(2000) + "}]}"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] json) {
        Fuzzed.isUsedOrRefused(json, MEMORY, () -> {
            Annotations annotations = AnnotationReader.read(Fuzzed.file(json));
            Selection all = new Selection("train", annotations, annotations.recordings());
            DatasetStatistics.of(List.of(all), Runnable::run);
        });
    }
}
