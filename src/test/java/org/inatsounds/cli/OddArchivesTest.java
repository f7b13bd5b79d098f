package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.inatsounds.Split;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.MiniatureRelease.Kind;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds fetch} where archives, folders or answers are not as one expects, and runs that were stopped there. */
final class OddArchivesTest {

    private static final int MIB = 1 << 20;
    private static final String TRAIN = MiniatureRelease.path(Split.TRAIN, Kind.RECORDINGS);

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path temporary;

    private FaultyServer server;
    private Path data;
    private Path catalogue;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared, new MiniatureRelease.Options(16L * MIB, true, null));
    }

    @BeforeEach
    void serve() {
        server = FaultyServer.start().putFolder(release.folder());
        data = temporary.resolve("data");
        catalogue = release.catalogue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun.Result fetch(String... more) {
        List<String> all = new ArrayList<>(List.of("fetch", "--retries", "0", "--connections", "1"));
        all.addAll(List.of("--catalog", catalogue.toString(), "--endpoint-url", server.url()));
        all.addAll(List.of("--data", data.toString()));
        all.addAll(List.of(more));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }

    private CommandRun.Result fetched(String... more) {
        CommandRun.Result result = fetch(more);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    /** Serves an archive with other members instead, of which the catalogue knows. Those that are not named stay. */
    private void repack(Split split, Kind kind, Map<String, byte[]> others) throws IOException {
        Path archive = release.archive(split, kind);
        List<TarArchiveEntry> entries = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        others.forEach((name, bytes) -> {
            entries.add(new TarArchiveEntry(name));
            contents.add(bytes);
        });
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && !others.containsKey(entry.getName().replaceFirst("^\\./", ""))) {
                    entries.add(new TarArchiveEntry(entry.getName()));
                    contents.add(tar.readAllBytes());
                }
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GzipCompressorOutputStream(packed);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < entries.size(); i++) {
                entries.get(i).setSize(contents.get(i).length);
                tar.putArchiveEntry(entries.get(i));
                tar.write(contents.get(i));
                tar.closeArchiveEntry();
            }
        }
        server.put(MiniatureRelease.path(split, kind), packed.toByteArray());
        String text = Files.readString(catalogue);
        catalogue = Files.writeString(
                temporary.resolve("catalogue.json"),
                text.replace(md5(Files.readAllBytes(archive)), md5(packed.toByteArray()))
                        .replaceAll("\"bytes\": " + Files.size(archive) + "\\b", "\"bytes\": " + packed.size()));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAllOf(Split split) {
        for (MiniatureRecording recording : release.recordings(split)) {
            assertThat(data.resolve(recording.fileName())).hasBinaryContent(recording.wav());
        }
    }

    /** As it was published: cut short or empty. The one who goes on keeps it, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void whatTheArchiveHasCutShortOutlivesAnInterruption(int bytes) throws IOException {
        MiniatureRecording odd = release.recordings(Split.TRAIN).get(0);
        byte[] cut = Arrays.copyOf(odd.wav(), bytes);
        repack(Split.TRAIN, Kind.RECORDINGS, Map.of(odd.fileName(), cut));
        fetched("train");
        server.when(Which.get(TRAIN).covering(10 * MIB).first(1), Fault.resetAfter(0));
        String[] stream = {"train", "--stream", "--checkpoint-every", "2M"};
        assertThat(fetch(stream).code()).isEqualTo(5);
        assertThat(fetched(stream).err()).contains("resumes at").doesNotContain("were not extracted");
        assertThat(data.resolve(odd.fileName())).hasBinaryContent(cut);
        server.forget();
        fetched(stream);
        fetched("train", "--supercategory", odd.species().taxonClass());
        assertThat(server.bytesServed()).isZero();
    }

    @Test
    void aStreamSaysWhatDidNotComeOfIt() throws IOException {
        fetched("val");
        MiniatureRecording recording = release.recordings(Split.VAL).get(0);
        String gone = recording.fileName().replaceFirst("....\\.wav$", "zzzz.wav");
        Path annotations = data.resolve("val.json");
        Files.writeString(annotations, Files.readString(annotations).replace(recording.fileName(), gone));
        assertThat(fetched("val", "--stream").err())
                .contains("1 of the recordings in val.json were not extracted from val.tar.gz: " + gone);
        int all = release.recordings(Split.VAL).size();
        assertThat(fetched("val", "--stream").out()).contains(String.format(Locale.ROOT, "%,d were on disk", all - 1));
    }

    @Test
    void anArchiveThatLacksARecordingKeepsNoOtherFromBeingFetched() throws IOException {
        fetched("val", "test");
        MiniatureRecording recording = release.recordings(Split.VAL).get(0);
        Path annotations = data.resolve("val.json");
        Files.writeString(
                annotations,
                Files.readString(annotations)
                        .replace(recording.fileName(), recording.fileName().replaceFirst("....\\.wav$", "zzzz.wav")));
        String name = recording.species().taxonClass();
        CommandRun.Result result = fetch("val", "test", "--supercategory", name);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("are not in val.tar.gz").doesNotContain("test.tar.gz: ");
        assertThat(release.recordings(Split.TEST))
                .filteredOn(each -> each.species().taxonClass().equals(name))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(data.resolve(each.fileName())).hasBinaryContent(each.wav()));
    }

    @Test
    void everyArchiveThatLacksARecordingIsNamed() throws IOException {
        fetched("val", "test");
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            Path annotations = data.resolve(split + ".json");
            String file = release.recordings(split).get(0).fileName();
            Files.writeString(
                    annotations,
                    Files.readString(annotations).replace(file, file.replaceFirst("....\\.wav$", "zzzz.wav")));
        }
        CommandRun.Result result = fetch("val", "test", "--min-duration", "0.1");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("are not in val.tar.gz", "are not in test.tar.gz");
    }

    @Test
    void partsThatArrivedAreKeptWhenTheOthersDoNot() throws IOException {
        fetched("train", "--stream");
        List<MiniatureRecording> aves = release.recordings(Split.TRAIN).stream()
                .filter(each -> each.species().taxonClass().equals("Aves"))
                .toList();
        for (MiniatureRecording each : aves) {
            Files.delete(data.resolve(each.fileName()));
        }
        String[] choice = {"train", "--supercategory", "Aves"};
        server.forget();
        server.when(Which.get(TRAIN).from(8), Fault.resetAfter(0));
        assertThat(fetch(choice).code()).isEqualTo(5);
        long before = server.bytesServed();
        server.heal();
        server.forget();
        assertThat(fetched(choice).err()).contains("recordings are on disk");
        assertAllOf(Split.TRAIN);
        assertThat(before).isPositive();
        long again = server.bytesServed();
        for (MiniatureRecording each : aves) {
            Files.delete(data.resolve(each.fileName()));
        }
        server.forget();
        fetched(choice);
        assertThat(again).isLessThan(server.bytesServed() - before / 2);
    }

    @Test
    void whatMacOsPacksBesideAFileIsLeft() throws IOException {
        byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
        repack(Split.VAL, Kind.ANNOTATIONS, Map.of("._val.json", junk));
        fetched("val");
        assertThat(data.resolve("val.json")).isNotEmptyFile().content().startsWith("{");
        server.forget();
        fetched("val");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void twoFilesOfAnnotationsAreRefused() throws IOException {
        repack(Split.VAL, Kind.ANNOTATIONS, Map.of("old.json", "{}".getBytes(StandardCharsets.UTF_8)));
        CommandRun.Result result = fetch("val");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("val.json.tar.gz: expected one file, val.json, found '");
        assertThat(data.resolve("val.json")).doesNotExist();
    }

    @Test
    void aKeptArchiveIsNeverReplacedByAPart() throws IOException {
        Path archive = release.archive(Split.VAL, Kind.RECORDINGS);
        Path parts = Files.createDirectories(data.resolve(".inatsounds/parts"));
        Path part = Files.write(parts.resolve("2024-val-recordings.part"), new byte[1000]);
        Files.writeString(
                parts.resolve("2024-val-recordings.part.journal"),
                String.format(
                        Locale.ROOT,
                        "inatsounds-journal 1\nurl %s\netag \nmodified \nsize %d\ndone 0 %d\n",
                        server.url(),
                        Files.size(archive),
                        Files.size(archive)));
        Files.copy(archive, data.resolve("val.tar.gz"));
        fetched("val", "--recordings", "--keep-archives");
        assertThat(part).doesNotExist();
        Files.write(part, new byte[1000]);
        fetched("val", "--recordings", "--keep-archives");
        assertThat(data.resolve("val.tar.gz")).hasSameBinaryContentAs(archive);
        assertThat(part).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--recordings", "--stream", "--supercategory=Aves"})
    void aSplitMayLieOnAnotherFileSystem(String way) throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory)).as("skipped: no /dev/shm").isTrue();
        FileStore here = Files.getFileStore(temporary);
        assumeThat(Files.getFileStore(memory)).as("skipped: one file system").isNotEqualTo(here);
        Path elsewhere = Files.createTempDirectory(memory, "inatsounds");
        try {
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve("val"), elsewhere);
            fetched("val", way);
            server.forget();
            fetched("val", way);
            assertThat(server.requests()).isEmpty();
            if (!way.contains("Aves")) {
                assertAllOf(Split.VAL);
            }
            try (Stream<Path> files = Files.walk(elsewhere)) {
                assertThat(files.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).hasExtension("wav"));
            }
        } finally {
            try (Stream<Path> files = Files.walk(elsewhere)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** One answer of many may come from elsewhere: what arrived before is not thrown away for it. */
    @ParameterizedTest
    @ValueSource(ints = {416, 200})
    void oneStrangeAnswerDoesNotThrowAwayWhatArrived(int status) {
        Fault strange = status == 200 ? Fault.header("ETag", "\"other\"") : Fault.status(status);
        server.when(Which.get(TRAIN).covering(14 * MIB).first(1), strange);
        assertThat(fetched("train", "--recordings").err()).contains("requesting it again");
        assertAllOf(Split.TRAIN);
        assertThat(server.bytesServed()).isLessThan(24L * MIB);
    }
}
