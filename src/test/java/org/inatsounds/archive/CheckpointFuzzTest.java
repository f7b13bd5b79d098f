package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as the position in an archive where an earlier run stopped: what is none is refused, and the rest does no harm. */
final class CheckpointFuzzTest {

    private static final long MEMORY = 16 << 20;

    private static final byte[] PACKED = packed();

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> positions = new ArrayList<>();
        StreamUnpacker.Watcher watcher = new Way.Notes(member -> true) {
            @Override
            public void settled(ArchivePosition position) {
                positions.add(Fuzzed.text(position.text()));
            }
        };
        new StreamUnpacker(Fuzzing.STAGING, Fuzzing.LIMITS, Way.SPACING, watcher)
                .unpack(Way.NAME, null, new ByteArrayInputStream(PACKED));
        Fuzzing.clear();
        assertThat(positions).isNotEmpty();
        long far = Long.MAX_VALUE;
        positions.add(Fuzzed.text("0:0:0:0:0:0:"));
        positions.add(Fuzzed.text(far + ":" + PACKED.length + ":7:" + far + ":0:0:"));
        positions.add(Fuzzed.text(far + ":" + far + ":1:0:0:0:"));
        return positions.stream();
    }

    private static byte[] packed() {
        TestArchives archive = new TestArchives();
        for (int i = 0; i < 8; i++) {
            archive.file("train/%d.wav".formatted(i), new byte[300]);
        }
        return TestArchives.blocks(archive.tar());
    }

    @MethodSource("seeds")
    @FuzzTest
    void goesOnOrRefuses(byte[] text) {
        ArchivePosition position;
        try {
            position = ArchivePosition.parse(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return; // As it says.
        }
        Fuzzed.isUsedOrRefused(text, MEMORY, () -> {
            try {
                Way.resume(Fuzzing.STAGING, Fuzzing.LIMITS, position, PACKED);
            } finally {
                Fuzzing.clear();
            }
        });
    }
}
