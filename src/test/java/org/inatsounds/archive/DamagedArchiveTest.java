package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.concat;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.inatsounds.DataMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken download, or a broken disk, makes of an archive. */
final class DamagedArchiveTest {

    private static final int END_MARK = 512;

    @TempDir
    Path top;

    /** Two members, a long name between them; bytes that don't compress, so that the second one isn't near the end. */
    private static byte[] tar() {
        return new TestArchives()
                .file("train/a.wav", noise(1))
                .file("train/" + "long/".repeat(20) + "b.wav", noise(2))
                .tar();
    }

    private static byte[] noise(int seed) {
        byte[] noise = new byte[200];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    @Test
    void everyTruncationOfTheGzipStreamIsDamage() {
        byte[] archive = gzip(tar());
        for (int length = 0; length < archive.length; length++) {
            assertDamaged(Arrays.copyOf(archive, length));
        }
    }

    @Test
    void everyTruncationOfTheTarIsDamage() {
        byte[] tar = tar();
        int data = tar.length - 2 * END_MARK;
        for (int length = 0; length < data + END_MARK; length++) {
            assertDamage(Arrays.copyOf(tar, length));
        }
    }

    @Test
    void everyWrongByteOfTheGzipDataIsDamage() {
        byte[] tar = tar();
        byte[] archive = gzip(tar);
        for (int i = 10; i < archive.length; i++) { // Before that: a time and a flag that mean nothing here.
            byte[] wrong = archive.clone();
            wrong[i] ^= 0x55;
            if (!Arrays.equals(gunzip(wrong), tar)) {
                assertDamaged(wrong);
            }
        }
    }

    @Test
    void everyWrongByteOfATarHeaderIsDamage() {
        byte[] tar = tar();
        for (int i = 0; i < 512; i++) {
            byte[] wrong = tar.clone();
            wrong[i] ^= 0x15;
            assertDamage(wrong);
        }
    }

    @Test
    void saysWhereAnArchiveIsCutOff() {
        byte[] archive = gzip(tar());
        int length = archive.length - 50;
        assertThatThrownBy(() -> new Box(top).extract(Arrays.copyOf(archive, length)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageMatching("train.tar.gz is damaged: it is truncated at byte " + length + " "
                        + "\\(member 'train/(long/)+b.wav' at uncompressed byte 1,024\\)\\. Fetch it again\\.");
    }

    @Test
    void saysWhatIsNotGzip() {
        byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new Box(top).extract(page))
                .isInstanceOf(DataMismatchException.class)
                .hasMessage("train.tar.gz is damaged: it isn't a gzip file: expected it to begin with 1f 8b, got 3c 68 "
                        + "(before its first member). Fetch it again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "garbage", "\u001f", "\u001f!"})
    void trailingGarbageIsDamage(String garbage) {
        byte[] archive = concat(gzip(tar()), garbage.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new Box(top).extract(archive))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining(
                        String.format(Locale.ROOT, "at byte %,d, after the end of its gzip data", gzip(tar()).length));
    }

    @Test
    void saysWhatIsNotTar() {
        byte[] archive = gzip("{\"info\": {}}".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new Box(top).extract(archive))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("expected a tar header at uncompressed byte 0");
    }

    @Test
    void headerWithoutMemberIsDamage() {
        byte[] archive = new TestArchives().pax('x', "path", "train/a.wav").tarGz();
        assertThatThrownBy(() -> new Box(top).extract(archive))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("after an extended header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9",
                "9 path=x",
                "9 path=xy",
                "9 path=x\n8",
                "8 path=x\n",
                "11 path=x\n",
                "0 path=x\n",
                "3 \n",
                "2\n",
                "x path=x\n",
                "-9 path=x\n",
                "99999999999999999999 path=x\n",
                "2147483647 path=x\n",
                "8 pathx\n",
                "9 size=x\n",
                "10 size=-1\n",
                "29 size=99999999999999999999\n",
                "10 mtime=x\n",
                "11 mtime=1e\n",
                "30 mtime=1234567890123456789\n"
            })
    void malformedPaxHeaderIsDamage(String content) {
        byte[] archive = new TestArchives()
                .extension('x', content.getBytes(StandardCharsets.UTF_8))
                .file("train/a.wav", "")
                .tarGz();
        if (!content.isEmpty()) {
            assertDamaged(archive);
        }
    }

    /** For a tar that reaches the tar reader as it is. */
    private static void assertDamage(byte[] tar) {
        ByteBuffer buffer = ByteBuffer.wrap(tar);
        TarReader reader = new TarReader(() -> buffer.hasRemaining() ? buffer : null);
        assertThatThrownBy(() -> {
                    while (reader.next() != null) {
                        // Skips its data.
                    }
                })
                .isInstanceOf(ArchiveFault.class)
                .extracting(fault -> ((ArchiveFault) fault).kind())
                .isEqualTo(ArchiveFault.Kind.DAMAGED);
    }

    /** What the JDK makes of it: a wrong byte may still say the same in other words. */
    private static byte[] gunzip(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private void assertDamaged(byte[] archive) {
        Path staging = top.resolve("staging");
        assertThatThrownBy(() -> TarGzExtractor.into(staging)
                        .wanted(member -> false) // The same bytes are read, and the disk is left alone.
                        .extract("train.tar.gz", new ByteArrayInputStream(archive)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageMatching("(?s)train.tar.gz is (damaged|refused): .* Fetch it again.*");
        assertThat(staging).isEmptyDirectory();
    }
}
