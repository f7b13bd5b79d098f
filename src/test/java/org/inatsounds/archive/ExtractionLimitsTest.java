package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are too much of something. */
final class ExtractionLimitsTest {

    private static final ExtractionLimits SMALL = new ExtractionLimits(1000, 100_000, 3, 100);
    private static final int MIB = 1 << 20;

    @TempDir
    Path top;

    @Test
    @Timeout(60) // The stream has no end.
    void stopsAnArchiveOfZerosEarly() {
        Counting packed = new Counting(zeros());
        assertThatThrownBy(() -> TarGzExtractor.into(top.resolve("staging"))
                        .wanted(member -> false)
                        .extract("zeros.tar.gz", packed))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageMatching("zeros.tar.gz is refused: [0-9,]+ compressed bytes become [0-9,]+, "
                        + "more than 100 times as many \\(member 'train/zeros.wav' at uncompressed byte 0\\).*");
        // 256 MiB at a thousandth, a ratio of 100 on top of that, and what the reader has in its buffer.
        assertThat(packed.count).isLessThan(MIB / 2);
    }

    @Test
    void allowsSilenceToABound() throws Exception {
        ExtractionLimits.RECORDINGS.check(256L * MIB, 0);
        ExtractionLimits.RECORDINGS.check(1_000_000_000L, 10_000_000);
        assertThatThrownBy(() -> ExtractionLimits.RECORDINGS.check(256L * MIB + 1, 0))
                .isInstanceOf(ArchiveFault.class);
    }

    @Test
    void holdsTheRealArchives() throws Exception {
        // The largest split: 81 GB packed, perhaps 120 GB unpacked.
        ExtractionLimits.RECORDINGS.check(120_000_000_000L, 81_000_000_000L);
        assertThat(ExtractionLimits.RECORDINGS.names()).isGreaterThan(137_012 + 5_569 + 1);
        assertThat(ExtractionLimits.RECORDINGS.memberBytes()).isGreaterThan(0xFFFF_FFFFL + 8);
        ExtractionLimits.ANNOTATIONS.check(200_000_000, 14_000_000);
    }

    @Test
    void refusesALargeMemberBeforeItsFirstByte() {
        byte[] archive = new TestArchives()
                .file("a", new byte[1000])
                .pax('x', "size", "1001")
                .file("b", "")
                .tarGz();
        assertRefused(
                archive, "it has 1,001 bytes, more than the 1,000 allowed (member 'b' at uncompressed byte 1,536)");
    }

    @Test
    void refusesASizeBeyondAllMeasure() {
        for (String size : List.of("999999999999999999", "9223372036854775")) {
            byte[] archive =
                    new TestArchives().pax('x', "size", size).file("b", "").tarGz();
            assertRefused(archive, "more than the 1,000 allowed");
        }
    }

    @Test
    void refusesManyMembers() {
        TestArchives three = new TestArchives().file("a", "").file("folder/b", "");
        assertRefused(three.file("folder/c", "").tarGz(), "more than 3 files and folders (member 'folder/c'");
        assertRefused(new TestArchives().folder("a/b/c/d").tarGz(), "more than 3 files and folders (member 'a/b/c/d/'");
    }

    @Test
    void refusesALargeTotal() {
        byte[] tar = Arrays.copyOf(new TestArchives().file("a", "1").tar(), 100_001);
        assertRefused(gzip(tar), "the archive has more than 100,000 bytes when decompressed");
    }

    @Test
    void acceptsWhatIsJustWithin() throws Exception {
        byte[] tar = new TestArchives()
                .file("a", new byte[1000])
                .file("folder/b", new byte[1000])
                .tar();
        TarGzExtractor.into(top)
                .limits(SMALL)
                .extract("a.tar.gz", new ByteArrayInputStream(gzip(Arrays.copyOf(tar, 100_000))));
        assertThat(top.resolve("folder/b")).hasSize(1000);
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> new ExtractionLimits(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtractionLimits(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtractionLimits(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtractionLimits(1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(byte[] archive, String reason) {
        assertThatThrownBy(() -> TarGzExtractor.into(top)
                        .limits(SMALL)
                        .wanted(member -> false)
                        .extract("a.tar.gz", new ByteArrayInputStream(archive)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining(reason);
    }

    /** One member of four gigabytes of zeros, and zeros without end behind it: a gzip member for every 16 MiB. */
    private static InputStream zeros() {
        byte[] header = Arrays.copyOf(
                new TestArchives()
                        .pax('x', "size", Long.toString(4L << 30))
                        .file("train/zeros.wav", "")
                        .tar(),
                3 * 512);
        byte[] chunk = gzip(new byte[16 * MIB]);
        Iterator<byte[]> pieces = Stream.concat(Stream.of(gzip(header)), Stream.generate(() -> chunk))
                .iterator();
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int index) {
                return new ByteArrayInputStream(pieces.next());
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        }));
    }

    private static final class Counting extends InputStream {

        private final InputStream in;
        long count;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int read = in.read(b, off, len);
            count += read;
            return read;
        }
    }
}
