package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Indexes of any bytes: used as they are meant to, or refused. Most are given the right checksum first, for no fuzzer
 * finds it.
 */
final class IndexFuzzTest {

    private static final long MEMORY = 8 << 20;
    private static final int HEADER = 22;

    static Stream<byte[]> seeds() throws IOException {
        Path file = Files.createTempFile("inatsounds", ".index");
        try {
            List<GzipCheckpoint> checkpoints = List.of(
                    new GzipCheckpoint(100, 3, 2_000, 2_000, 0x1234_5678, new byte[2_000]),
                    new GzipCheckpoint(4_000, 0, 50_000, 48_000, 0, new byte[Window.HISTORY]),
                    new GzipCheckpoint(5_000, 7, 60_000, 0, 0, new byte[0]));
            return Stream.of(
                    index(file, 9_000, List.of(), List.of()),
                    index(file, 9_000, checkpoints.subList(0, 1), List.of(new IndexedMember("val/a", 512, 9))),
                    index(file, 9_000, checkpoints, List.of(new IndexedMember("a", 55_000, 9_000))),
                    index(file, 9_000, checkpoints, List.of(new IndexedMember("a", Long.MAX_VALUE, 0))),
                    index(file, Long.MAX_VALUE, List.of(), List.of(new IndexedMember("a", 0, Long.MAX_VALUE))));
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] index(Path file, long size, List<GzipCheckpoint> checkpoints, List<IndexedMember> members)
            throws IOException {
        try (GzipIndexWriter writer = new GzipIndexWriter(file, new IndexedArchive(size, "md5"))) {
            checkpoints.forEach(writer::add);
            members.forEach(writer::add);
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isUsedOrRefused(byte[] bytes) {
        Fuzzed.isUsedOrRefused(bytes, MEMORY, () -> use(Fuzzed.file(bytes)));
        byte[] signed = bytes.clone();
        if (sign(signed)) {
            Fuzzed.isUsedOrRefused(signed, MEMORY, () -> use(Fuzzed.file(signed)));
        }
    }

    private static void use(Path file) {
        try (GzipIndex index = GzipIndex.open(file)) {
            for (IndexedMember member : index.members()) {
                GzipIndex.Range range = index.range(member);
                assertThat(range.from()).isBetween(0L, range.to());
                assertThat(range.to()).isLessThanOrEqualTo(index.archive().size());
                decode(index.nearest(member.offset()));
            }
        }
    }

    /** Whatever an index says of an archive: the decoder finds that it isn't so. */
    private static void decode(GzipCheckpoint from) {
        try (GzipDecoder decoder = GzipDecoder.resume(from, new ByteArrayInputStream(new byte[] {3, 0, 5, 7, 1}))) {
            decoder.readNBytes(100);
        } catch (GzipException e) {
            assertThat(e).hasMessageNotContaining("null");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the checksum right; false where the bytes have no place for one. */
    private static boolean sign(byte[] bytes) {
        if (bytes.length < HEADER + IndexDirectory.TRAILER) {
            return false;
        }
        ByteBuffer index = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int trailer = bytes.length - IndexDirectory.TRAILER;
        int header = HEADER + Short.toUnsignedInt(index.getShort(HEADER - Short.BYTES));
        long directory = index.getLong(trailer);
        if (directory < header || directory > trailer) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(Arrays.copyOf(bytes, header));
        crc.update(bytes, (int) directory, trailer - (int) directory);
        index.putInt(bytes.length - 2 * Integer.BYTES, (int) crc.getValue());
        return true;
    }
}
