package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.inatsounds.internal.Md5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class IncomingTest {

    private static final int KEPT = 64;

    private final byte[] bytes = new byte[600_000];
    private final Random random = new Random(1);

    private static String md5(byte[] bytes, int count) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Arrays.copyOf(bytes, count)));
    }

    @Test
    void theStateIsKnownAtTheBytesReadLast() throws Exception {
        random.nextBytes(bytes);
        try (DigestFollower follower = new DigestFollower(new Md5())) {
            Incoming in = new Incoming(new ByteArrayInputStream(bytes), 0, follower);
            byte[] buffer = new byte[300_000];
            int before = 0;
            int read = 0;
            int asked = 0;
            for (int length : new int[] {1, 0, 63, 64, 65, 10, 3, 290_000, 17, 131_072, 131_073, 5}) {
                int count = in.read(buffer, 7, length);
                assertThat(count).isEqualTo(length);
                assertThat(Arrays.equals(buffer, 7, 7 + count, bytes, read, read + count))
                        .isTrue();
                before = length == 0 ? before : read;
                read += count;
                int earliest = Math.max(asked, before - KEPT);
                int offset = earliest + random.nextInt(read - earliest + 1);
                assertThat(new Md5(in.state(offset).get()).hex()).isEqualTo(md5(bytes, offset));
                asked = offset;
                int now = read;
                assertThatThrownBy(() -> in.state(now + 1L)).isInstanceOf(IllegalArgumentException.class);
                if (offset > 0) {
                    assertThatThrownBy(() -> in.state(offset - 1L)).isInstanceOf(IllegalArgumentException.class);
                }
            }
            for (int i = 0; i < 300; i++) {
                assertThat(in.read()).isEqualTo(bytes[read++] & 0xFF);
            }
            in.readAllBytes();
            assertThat(in.read()).isNegative();
            assertThat(in.md5()).isEqualTo(md5(bytes, bytes.length));
        }
    }

    @Test
    void goesOnInTheMiddle() throws Exception {
        random.nextBytes(bytes);
        Md5 begun = new Md5();
        begun.update(bytes, 0, 1000);
        try (DigestFollower follower = new DigestFollower(begun)) {
            Incoming in = new Incoming(new ByteArrayInputStream(bytes, 1000, bytes.length), 1000, follower);
            in.readNBytes(50);
            assertThat(new Md5(in.state(1010).get()).hex()).isEqualTo(md5(bytes, 1010));
            in.readAllBytes();
            assertThat(in.md5()).isEqualTo(md5(bytes, bytes.length));
        }
    }

    @Test
    void withoutADigestItIsTheBytesAlone() throws IOException {
        Incoming in = new Incoming(new ByteArrayInputStream(new byte[] {1, -1}), 5, null);
        assertThat(in.read()).isEqualTo(1);
        assertThat(in.read()).isEqualTo(255);
        assertThat(in.read()).isEqualTo(-1);
        assertThatThrownBy(in::md5).isInstanceOf(IllegalStateException.class);
    }
}
