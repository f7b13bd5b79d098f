package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.TIME;
import static org.inatsounds.archive.TestArchives.concat;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TarGzExtractorTest {

    private static final String CICADA =
            "train/00241_Animalia_Arthropoda_Insecta_Hemiptera_Cicadidae_Notopsalta_sericea";
    private static final Instant OTHER_TIME = Instant.ofEpochSecond(1_234_567_890);

    @TempDir
    Path top;

    @Test
    void unpacksTheLayoutOfTheDataset() throws Exception {
        Box box = new Box(top);
        byte[] wav = noise(100_000);
        byte[] archive = new TestArchives()
                .folder("./")
                .folder("./train/", OTHER_TIME)
                .folder("./" + CICADA + "/", TIME)
                .file("./" + CICADA + "/0000.wav", wav, OTHER_TIME)
                .file("./" + CICADA + "/0001.wav", new byte[0])
                .tarGz();
        List<Member> members = new ArrayList<>();
        ExtractionResult result = box.extract(TarGzExtractor.into(box.staging()).written(members::add), archive);
        assertThat(result).isEqualTo(new ExtractionResult(2, 100_000, 0));
        assertThat(members)
                .containsExactly(
                        new Member(CICADA + "/0000.wav", 100_000, OTHER_TIME),
                        new Member(CICADA + "/0001.wav", 0, TIME));
        assertThat(box.staging().resolve(CICADA + "/0000.wav")).hasBinaryContent(wav);
        assertThat(time(box, CICADA + "/0000.wav")).isEqualTo(OTHER_TIME);
        assertThat(time(box, CICADA + "/0001.wav")).isEqualTo(TIME);
        assertThat(time(box, CICADA)).isEqualTo(TIME);
        assertThat(time(box, "train")).isEqualTo(OTHER_TIME);
        box.assertNothingElseChanged();
    }

    @Test
    void writesOnlyWhatIsWanted() throws Exception {
        Box box = new Box(top);
        byte[] archive = new TestArchives()
                .folder("train/a/")
                .file("train/a/1.wav", noise(3000))
                .file("train/b/2.wav", "two")
                .file("train/a/3.wav", noise(512))
                .tarGz();
        List<String> asked = new ArrayList<>();
        TarGzExtractor extractor = TarGzExtractor.into(box.staging()).wanted(member -> {
            asked.add(member.name());
            return member.name().startsWith("train/b/");
        });
        assertThat(box.extract(extractor, archive)).isEqualTo(new ExtractionResult(1, 3, 2));
        assertThat(asked).containsExactly("train/a/1.wav", "train/b/2.wav", "train/a/3.wav");
        assertThat(box.unpacked().keySet()).containsExactly("train/", "train/b/", "train/b/2.wav");
    }

    @Test
    void readsGzipMembersOneAfterTheOther() throws Exception {
        Box box = new Box(top);
        byte[] tar = new TestArchives().file("a", noise(2000)).file("b", "bee").tar();
        byte[] archive = concat(
                gzip(Arrays.copyOf(tar, 700)),
                gzip(new byte[0]),
                gzip(Arrays.copyOfRange(tar, 700, 701)),
                gzip(Arrays.copyOfRange(tar, 701, tar.length)));
        // One byte at a time, as a stream that never knows whether more is available.
        InputStream slow = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        TarGzExtractor.into(box.staging()).extract("train.tar.gz", slow);
        assertThat(box.staging().resolve("a")).hasBinaryContent(noise(2000));
        assertThat(box.staging().resolve("b")).hasContent("bee");
        assertThat(slow.read()).isEqualTo(-1);
    }

    @Test
    void readsToTheVeryEndOfTheStream() throws Exception {
        byte[] archive = gzip(concat(new TestArchives().file("a", "1").tar(), new byte[3_000_000], noise(5)));
        InputStream stream = new ByteArrayInputStream(archive);
        TarGzExtractor.into(top.resolve("staging")).extract("train.tar.gz", stream);
        assertThat(stream.available()).isZero();
    }

    @Test
    void anArchiveMayEndAfterOneBlockOfZeros() throws Exception {
        byte[] tar = new TestArchives().file("a", "1").tar();
        assertThat(new Box(top)
                        .extract(gzip(Arrays.copyOf(tar, tar.length - 512)))
                        .written())
                .isEqualTo(1);
    }

    @Test
    void anArchiveMayBeEmpty() throws Exception {
        assertThat(new Box(top).extract(new TestArchives().tarGz())).isEqualTo(new ExtractionResult(0, 0, 0));
    }

    @Test
    void makesTheStagingFolder() throws Exception {
        Path staging = top.resolve("not/yet");
        TarGzExtractor.into(staging)
                .extract(
                        "a",
                        new ByteArrayInputStream(
                                new TestArchives().file("a", "1").tarGz()));
        assertThat(staging.resolve("a")).hasContent("1");
    }

    @Test
    void readsLongNamesOfBothKinds() throws Exception {
        Box box = new Box(top);
        String deep = "folder/".repeat(30);
        byte[] archive = new TestArchives()
                .file(deep + "pax.wav", "1")
                .gnu()
                .file(deep + "gnu.wav", "2")
                .extension('K', "nowhere".getBytes(StandardCharsets.UTF_8))
                .file("short.wav", "3")
                .tarGz();
        assertThat(box.extract(archive).written()).isEqualTo(3);
        assertThat(box.staging().resolve(deep + "pax.wav")).hasContent("1");
        assertThat(box.staging().resolve(deep + "gnu.wav")).hasContent("2");
        assertThat(box.staging().resolve("short.wav")).hasContent("3");
    }

    @Test
    void paxHeadersWinOverTheHeaderThatFollows() throws Exception {
        Box box = new Box(top);
        byte[] archive = new TestArchives()
                .pax('g', "comment", "a global header")
                .pax('g', "mtime", "1234567890")
                .pax('x', "path", "named-by-pax")
                .file("a", "1")
                .file("b", "2")
                .pax('x', "mtime", "1600000000.987654321")
                .file("c", "3")
                .pax('x', "mtime", "")
                .file("d", "4")
                .tarGz();
        List<Member> members = new ArrayList<>();
        box.extract(TarGzExtractor.into(box.staging()).written(members::add), archive);
        assertThat(members)
                .containsExactly(
                        new Member("named-by-pax", 1, OTHER_TIME),
                        new Member("b", 1, OTHER_TIME),
                        new Member("c", 1, Instant.ofEpochSecond(1_600_000_000, 987_654_321)),
                        new Member("d", 1, TIME));
        assertThat(time(box, "b")).isEqualTo(OTHER_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1970-01-01T00:00:00Z",
        "-999999999999, 1970-01-01T00:00:00Z",
        "-0.5, 1970-01-01T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "0.5, 1970-01-01T00:00:00.5Z",
        "1., 1970-01-01T00:00:01Z",
        "253402300800, 9999-12-31T00:00:00Z",
        "999999999999, 9999-12-31T00:00:00Z"
    })
    void keepsTimesWithinWhatDisksHold(String stored, Instant modified) throws Exception {
        byte[] archive =
                new TestArchives().pax('x', "mtime", stored).file("a", "1").tarGz();
        List<Member> members = new ArrayList<>();
        new Box(top).extract(TarGzExtractor.into(top.resolve("s")).written(members::add), archive);
        assertThat(members).containsExactly(new Member("a", 1, modified));
    }

    @Test
    void anExceptionOfTheStreamComesThroughUnchanged() {
        byte[] archive = new TestArchives().file("a", noise(1_000_000)).tarGz();
        for (Exception failure :
                List.of(new IOException("reset"), new NetworkException("gone"), new RuntimeException())) {
            InputStream broken = new BrokenStream(Arrays.copyOf(archive, 500_000), failure);
            assertThatThrownBy(() -> TarGzExtractor.into(top.resolve("s" + failure.getMessage()))
                            .extract("train.tar.gz", broken))
                    .isSameAs(failure);
        }
    }

    @Test
    void anExceptionOfAListenerComesThroughUnchanged() {
        byte[] archive = new TestArchives().file("a", noise(5_000_000)).tarGz();
        RuntimeException failure = new IllegalStateException("in the listener");
        TarGzExtractor extractor = TarGzExtractor.into(top.resolve("s")).wanted(member -> {
            throw failure;
        });
        assertThatThrownBy(() -> extractor.extract("train.tar.gz", new ByteArrayInputStream(archive)))
                .isSameAs(failure);
    }

    @Test
    void followsNoSymbolicLinkThatIsInTheWay() throws Exception {
        Box box = new Box(top);
        link(box.staging().resolve("folder"), box.outside());
        link(box.staging().resolve("file"), box.outside().resolve("passwd"));
        link(box.staging().resolve("dangling"), box.outside().resolve("new"));
        for (String name : List.of("folder/passwd", "folder/deep/new", "folder/new", "folder", "file", "dangling")) {
            assertThatThrownBy(() ->
                            box.extract(new TestArchives().file(name, "evil").tarGz()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("is in the way of " + name);
        }
        box.assertNothingElseChanged();
    }

    @Test
    void writesOverNothing() throws Exception {
        Box box = new Box(top);
        Files.writeString(box.staging().resolve("a"), "mine");
        assertThatThrownBy(() -> box.extract(new TestArchives().file("a", "1").tarGz()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("in the way of a: expected an empty folder");
        assertThat(box.staging().resolve("a")).hasContent("mine");
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("symbolic links can't be made here: " + e);
        }
    }

    private static Instant time(Box box, String name) throws IOException {
        return Files.getLastModifiedTime(box.staging().resolve(name)).toInstant();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    /** Fails where it would end. */
    private static final class BrokenStream extends ByteArrayInputStream {

        private final Exception failure;

        BrokenStream(byte[] bytes, Exception failure) {
            super(bytes);
            this.failure = failure;
        }

        @Override
        public int read(byte[] b) throws IOException {
            int count = super.read(b);
            if (count >= 0) {
                return count;
            }
            if (failure instanceof IOException e) {
                throw e;
            }
            throw (RuntimeException) failure;
        }
    }
}
