package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.archive.gzip.Packed.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GzipIndexTest {

    private static final String IDENTITY = "md5 828e4cf96e818228cb3536469cb3fb1c";

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private final byte[] content = Kind.AUDIO.make(300_000);
    private final byte[] packed = Packed.concat(
            Packed.gzip(Arrays.copyOf(content, 140_001)),
            Packed.gzip(Arrays.copyOfRange(content, 140_001, content.length)));
    private final List<IndexedMember> members = new ArrayList<>();
    private List<GzipCheckpoint> checkpoints = List.of();

    @BeforeEach
    void writeIndex() throws IOException {
        file = folder.resolve("val.tar.gz.index");
        checkpoints = GzipCheckpointTest.checkpoints(packed, content, 20_000, 1000);
        for (int offset = 512; offset + 10_000 < content.length; offset += 40_512) {
            members.add(new IndexedMember("val/Gürteltier-%d.wav".formatted(offset), offset, 10_000));
        }
        members.add(new IndexedMember("val/empty.wav", content.length - 100, 0));
        members.add(new IndexedMember("val/last.wav", content.length - 100, 100));
        write(file);
    }

    @Test
    void givesBackWhatWasWritten() {
        try (GzipIndex index = GzipIndex.open(file)) {
            assertThat(index.archive()).isEqualTo(new IndexedArchive(packed.length, IDENTITY));
            assertThat(index.members()).isEqualTo(members);
            assertThat(index.checkpoints()).isEqualTo(checkpoints.size()).isGreaterThan(5);
            assertThat(index.nearest(0)).isEqualTo(GzipCheckpoint.START);
            GzipCheckpoint before = GzipCheckpoint.START;
            for (GzipCheckpoint checkpoint : checkpoints) {
                assertThat(index.nearest(checkpoint.uncompressedOffset() - 1)).isEqualTo(before);
                assertThat(index.nearest(checkpoint.uncompressedOffset())).isEqualTo(checkpoint);
                IndexedMember ending = new IndexedMember("a", checkpoint.uncompressedOffset() - 10, 10);
                assertThat(index.range(ending).to()).isEqualTo(checkpoint.compressedEnd());
                before = checkpoint;
            }
            assertThat(index.nearest(Long.MAX_VALUE - 1)).isEqualTo(before);
        }
    }

    @Test
    void readsEveryMemberFromItsPartOfTheArchive() throws IOException {
        try (GzipIndex index = GzipIndex.open(file)) {
            long largest = 0;
            for (IndexedMember member : index.members()) {
                GzipIndex.Range range = index.range(member);
                GzipCheckpoint from = index.nearest(member.offset());
                assertThat(range.from()).isEqualTo(from.compressedOffset());
                byte[] part = Arrays.copyOfRange(packed, (int) range.from(), (int) range.to());
                try (GzipDecoder decoder = GzipDecoder.resume(from, new ByteArrayInputStream(part))) {
                    decoder.skipNBytes(member.offset() - from.uncompressedOffset());
                    assertThat(decoder.readNBytes((int) member.size()))
                            .isEqualTo(Arrays.copyOfRange(content, (int) member.offset(), (int) member.end()));
                }
                largest = Math.max(largest, range.to() - range.from());
            }
            assertThat(largest).isLessThan(packed.length / 3);
            IndexedMember last = members.get(members.size() - 1);
            assertThat(index.range(last).to()).isEqualTo(packed.length);
        }
    }

    @Test
    void mayBeEmpty() {
        Path empty = folder.resolve("empty");
        try (GzipIndexWriter writer = new GzipIndexWriter(empty, new IndexedArchive(0, ""))) {
            writer.finish();
        }
        try (GzipIndex index = GzipIndex.open(empty)) {
            assertThat(index.members()).isEmpty();
            assertThat(index.nearest(100)).isEqualTo(GzipCheckpoint.START);
            assertThat(index.range(new IndexedMember("a", 100, 100))).isEqualTo(new GzipIndex.Range(0, 0));
        }
    }

    @Test
    void appearsWhenItIsComplete() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (GzipIndexWriter writer = new GzipIndexWriter(file, new IndexedArchive(1, "other"))) {
            writer.add(checkpoints.get(0));
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhatCannotBeReadOrWritten() {
        assertThatThrownBy(() -> GzipIndex.open(folder.resolve("missing"))).isInstanceOf(StorageException.class);
        IndexedArchive archive = new IndexedArchive(1, "");
        assertThatThrownBy(() -> new GzipIndexWriter(folder.resolve("no/such/folder"), archive))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void seesEveryCutAndEveryTurnedBit() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int directory =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(whole.length - 16);
        Random random = new Random(1);
        for (int at = 0; at < whole.length; at += at < 60 || at > directory ? 1 : 1 + random.nextInt(4000)) {
            assertDamaged(Arrays.copyOf(whole, at));
            byte[] turned = whole.clone();
            turned[at] ^= (byte) (1 << random.nextInt(8));
            assertDamaged(turned);
        }
        assertDamaged(Packed.concat(whole, new byte[1]));
        assertDamaged(packed);
        assertDamaged(new byte[0]);
    }

    /** Nonsense with a right checksum: nobody writes it by accident, but it must do no harm. */
    @Test
    void trustsNoNumberForItsChecksum() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int directory =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(whole.length - 16);
        int[] values = {0, 1, 8, 0x7F, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
        Random random = new Random(1);
        for (int at = directory; at < whole.length - 16 - Integer.BYTES; at++) {
            byte[] changed = whole.clone();
            ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(at, random.nextInt(4) == 0 ? random.nextInt() : values[random.nextInt(values.length)]);
            sign(changed, directory);
            tryAll(changed);
        }
        for (Consumer<ByteBuffer> change : List.<Consumer<ByteBuffer>>of(
                bytes -> bytes.putInt(directory, Integer.MAX_VALUE),
                bytes -> bytes.putInt(directory, -1),
                bytes -> bytes.putInt(directory, checkpoints.size() - 1),
                bytes -> bytes.putLong(directory + 4, 0), // The first compressed offset.
                bytes -> bytes.putLong(directory + 4, Long.MAX_VALUE),
                bytes -> bytes.put(directory + 12, (byte) 8), // Its bit offset.
                bytes -> bytes.putLong(directory + 13, Long.MAX_VALUE), // The uncompressed offset.
                bytes -> bytes.putLong(directory + 21, -1), // The length of the gzip member.
                bytes -> bytes.putLong(directory + 33, 0), // Where the window is.
                bytes -> bytes.putLong(directory + 33, Long.MAX_VALUE),
                bytes -> bytes.putInt(directory + 41, Integer.MAX_VALUE), // How long it is.
                bytes -> bytes.putLong(whole.length - 24, -1), // The last size.
                bytes -> bytes.putLong(whole.length - 32, 0))) { // The last offset.
            byte[] changed = whole.clone();
            change.accept(ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN));
            sign(changed, directory);
            assertDamaged(changed);
        }
    }

    /** Each is whole, and not the one that is meant: it is shorter or longer. */
    @Test
    void refusesTheWindowOfAnotherCheckpoint() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int directory =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(whole.length - 16);
        GzipCheckpoint shortest = Collections.min(checkpoints, Comparator.comparingInt(each -> each.window().length));
        assertThat(shortest.window()).hasSizeLessThan(Window.HISTORY);
        int small =
                directory + Integer.BYTES + 45 * checkpoints.indexOf(shortest) + 29; // Its place, length and CRC-32.
        for (int[] copy : new int[][] {{small, small + 45}, {small + 45, small}}) {
            byte[] changed = whole.clone();
            System.arraycopy(whole, copy[0], changed, copy[1], 16);
            sign(changed, directory);
            assertDamaged(changed);
        }
    }

    @Test
    void doesNotReadOtherVersions() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[8] = 2;
        Files.write(file, whole);
        assertThatThrownBy(() -> GzipIndex.open(file))
                .isInstanceOf(DataMismatchException.class)
                .hasMessage(file + ": expected an index of version 1, got version 2. Delete it and create it again.");
    }

    private void write(Path to) {
        try (GzipIndexWriter writer = new GzipIndexWriter(to, new IndexedArchive(packed.length, IDENTITY))) {
            checkpoints.forEach(writer::add);
            members.forEach(writer::add);
            writer.finish();
        }
    }

    private static void sign(byte[] index, int directory) {
        CRC32 crc = new CRC32();
        crc.update(index, 0, 22 + IDENTITY.length());
        crc.update(index, directory, index.length - 16 - directory);
        ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).putInt(index.length - 8, (int) crc.getValue());
    }

    private void assertDamaged(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(this::readAll)
                .isInstanceOf(DataMismatchException.class)
                .hasMessageStartingWith(file + ": expected an index of ");
    }

    /** Reads it all: either it works, or it says that it is damaged. */
    private void tryAll(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            readAll();
        } catch (DataMismatchException e) {
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    private void readAll() {
        try (GzipIndex index = GzipIndex.open(file)) {
            for (IndexedMember member : index.members()) {
                GzipIndex.Range range = index.range(member);
                assertThat(range.from()).isBetween(0L, range.to());
                assertThat(range.to()).isLessThanOrEqualTo(index.archive().size());
            }
            for (GzipCheckpoint checkpoint : checkpoints) {
                assertThat(index.nearest(checkpoint.uncompressedOffset())).isNotNull();
            }
        }
    }
}
