package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class SpoolTest {

    /** A pipe whose writer pauses between two pieces: there is more, but nothing of it is there yet. */
    private static InputStream slow(List<byte[]> pieces) {
        InputStream all = new SequenceInputStream(Collections.enumeration(
                pieces.stream().map(ByteArrayInputStream::new).toList()));
        return new FilterInputStream(all) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    @Test
    void everyMemberOfGzipComesFromASlowPipe() throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<byte[]> members = new ArrayList<>();
        for (int member = 0; member < 5; member++) {
            byte[] part = new byte[300_000];
            for (int i = 0; i < part.length; i++) {
                part[i] = (byte) ('0' + random.nextInt(10));
            }
            text.write(part);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(part);
            }
            members.add(packed.toByteArray());
        }
        try (Content content = Spool.copy(slow(members), "pipe", Reading.Watch.NONE)) {
            ByteBuffer all = ByteBuffer.allocate((int) content.size());
            content.read(0, all);
            assertThat(all.array()).isEqualTo(text.toByteArray());
        }
    }
}
