package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.archive.gzip.GzipException;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedArchive;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.archive.gzip.IndexedPart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of an archive, each part of it read by itself, as many readers at once would do it. */
final class MemberReaderTest {

    private static final int SPACING = 20_000;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private byte[] packed = {};
    private Path index = Path.of("");

    @BeforeEach
    void pack() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            // One of them is longer than a part, one is empty.
            byte[] bytes = new byte[i == 7 ? 400_000 : i == 9 ? 0 : 3000 + random.nextInt(20_000)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) ('a' + random.nextInt(16));
            }
            files.put(String.format(Locale.ROOT, "./val/%02d.wav", i), bytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(new GZIPOutputStream(out))) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                tar.add(each.getKey(), each.getValue().length, to -> to.write(each.getValue()));
            }
        }
        packed = out.toByteArray();
        index = folder.resolve("val.tar.gz.index");
        try (GzipIndexWriter writer = new GzipIndexWriter(index, new IndexedArchive(packed.length, "a test"))) {
            new StreamUnpacker(folder, ExtractionLimits.RECORDINGS, SPACING, new IndexNotes(writer))
                    .unpack("val.tar.gz", null, new ByteArrayInputStream(packed));
            writer.finish();
        }
    }

    private List<IndexedPart> parts(List<IndexedMember> members, long bytes) {
        try (GzipIndex opened = GzipIndex.open(index)) {
            return IndexedPart.of(opened, members, bytes);
        }
    }

    private List<IndexedMember> members() {
        try (GzipIndex opened = GzipIndex.open(index)) {
            return opened.members();
        }
    }

    private InputStream bytes(IndexedPart part) {
        return new ByteArrayInputStream(
                Arrays.copyOfRange(packed, (int) part.from().compressedOffset(), (int) part.end()));
    }

    private List<String> read(List<IndexedPart> parts) throws IOException {
        List<String> names = new ArrayList<>();
        for (IndexedPart part : parts) {
            try (MemberReader reader = MemberReader.of(part.from(), bytes(part))) {
                for (IndexedMember member : part.members()) {
                    assertThat(reader.open(member).readAllBytes())
                            .as(member.name())
                            .isEqualTo(files.get(member.name()));
                    names.add(member.name());
                }
            }
        }
        return names;
    }

    @Test
    void everyMemberIsInOnePartAndEachPartIsEnoughForItsOwn() throws IOException {
        for (long size : new long[] {1, 60_000, 1_000_000_000}) {
            assertThat(read(parts(members(), size))).containsExactlyElementsOf(files.keySet());
        }
        assertThat(parts(members(), 100_000)).hasSizeBetween(4, 12);
        assertThat(parts(members(), 1_000_000_000)).hasSize(1);
        assertThat(parts(List.of(), 100_000)).isEmpty();
    }

    @Test
    void whatLiesBetweenIsLeftOut() throws IOException {
        List<IndexedMember> some = List.of(members().get(0), members().get(38));
        List<IndexedPart> parts = parts(some, 1_000_000_000);
        assertThat(parts).hasSize(2);
        assertThat(read(parts)).containsExactly("./val/00.wav", "./val/38.wav");
        assertThat(parts.get(1).from().compressedOffset()).isGreaterThan(packed.length / 2);
    }

    @Test
    void aMemberMayBeLeftUnread() throws IOException {
        IndexedPart part = parts(members(), 1_000_000_000).get(0);
        try (MemberReader reader = MemberReader.of(part.from(), bytes(part))) {
            assertThat(reader.open(members().get(2)).read()).isBetween((int) 'a', (int) 'p');
            reader.open(members().get(3));
            assertThat(reader.open(members().get(5)).readAllBytes()).isEqualTo(files.get("./val/05.wav"));
            assertThatThrownBy(() -> reader.open(members().get(2))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void thatAnArchiveIsCutOffIsItsOwnFaultAndStays() throws IOException {
        IndexedPart part = parts(members(), 100_000).get(0);
        byte[] cut = bytes(part).readNBytes(25_000);
        try (MemberReader reader = MemberReader.of(part.from(), new ByteArrayInputStream(cut))) {
            assertThat(reader.open(part.members().get(0)).readAllBytes())
                    .isEqualTo(files.get(part.members().get(0).name()));
            IndexedMember last = part.members().get(part.members().size() - 1);
            assertThatThrownBy(() -> reader.open(last).readAllBytes()).isInstanceOf(GzipException.class);
            assertThatThrownBy(() -> reader.open(last).readAllBytes()).isInstanceOf(GzipException.class);
            assertThat(reader.failure()).isNull();
        }
    }

    @Test
    void aStreamThatFailsIsNot() throws IOException {
        IndexedPart part = parts(members(), 100_000).get(1);
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(bytes(part).readNBytes(60_000)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the network is down");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                });
        try (MemberReader reader = MemberReader.of(part.from(), failing)) {
            IndexedMember last = part.members().get(part.members().size() - 1);
            assertThatThrownBy(() -> reader.open(last).readAllBytes()).hasMessage("the network is down");
            assertThat(reader.failure()).hasMessage("the network is down");
        }
    }

    @Test
    void anotherArchiveIsFoundToBe() throws IOException {
        IndexedPart part = parts(members(), 100_000).get(1);
        byte[] other = "something else altogether, and not packed".repeat(2000).getBytes(StandardCharsets.UTF_8);
        try (MemberReader reader = MemberReader.of(part.from(), new ByteArrayInputStream(other))) {
            assertThatThrownBy(() -> reader.open(part.members().get(0)).readAllBytes())
                    .isInstanceOf(IOException.class);
        }
    }
}
