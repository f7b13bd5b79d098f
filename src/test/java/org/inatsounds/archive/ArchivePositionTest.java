package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.junit.jupiter.api.Test;

/** Places in an archive, as text and back. */
final class ArchivePositionTest {

    @Test
    void comesBackFromItsText() {
        byte[] window = new byte[1 << 15];
        new Random(7).nextBytes(window);
        ArchivePosition position = new ArchivePosition(
                new GzipCheckpoint(81_000_000_000L, 5, 90_000_000_000L, 70_000, 4_294_967_295L, window),
                90_000_000_512L);
        assertThat(ArchivePosition.parse(position.text())).isEqualTo(position);
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : new String[] {"", "1:2:3", "512:x:0:0:0:0:", "512:0:0:0:0:0:!!", "0:1:0:512:512:0:AAAA"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> ArchivePosition.parse(text));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchivePosition(new GzipCheckpoint(100, 0, 512, 512, 0, new byte[512]), 511));
    }
}
