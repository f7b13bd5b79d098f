package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class SpoolTest {

    /** A pipe whose writer is slower than its reader: there is more, but nothing is there yet, and it comes in pieces. */
    private static InputStream slow(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1000));
            }
        };
    }

    @Test
    void everyMemberOfGzipComesFromASlowPipe() throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int member = 0; member < 5; member++) {
            byte[] part = new byte[150_000];
            for (int i = 0; i < part.length; i++) {
                part[i] = (byte) ('0' + random.nextInt(10));
            }
            text.write(part);
            GZIPOutputStream gzip = new GZIPOutputStream(packed);
            gzip.write(part);
            gzip.finish();
        }
        try (Content content = Spool.copy(slow(packed.toByteArray()), "pipe", Reading.Watch.NONE)) {
            ByteBuffer all = ByteBuffer.allocate((int) content.size());
            content.read(0, all);
            assertThat(all.array()).isEqualTo(text.toByteArray());
        }
    }
}
