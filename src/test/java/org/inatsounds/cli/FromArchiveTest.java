package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Split;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Trees;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.MiniatureRelease.Kind;
import org.inatsounds.testing.SmallModels;
import org.inatsounds.testing.Sweep;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spectrograms and predictions of recordings that are read out of an archive while it arrives, and never written. */
final class FromArchiveTest {

    private static final long TRAIN_BYTES = 12L << 20;

    @TempDir
    static Path shared;

    private static MiniatureRelease release;
    private static Path unpacked;
    private static Path model;

    @TempDir
    Path folder;

    private FaultyServer server;
    private Path data;

    @BeforeAll
    static void write() throws IOException {
        release = MiniatureRelease.writeTo(
                shared.resolve("release"), new MiniatureRelease.Options(TRAIN_BYTES, true, null));
        unpacked = shared.resolve("unpacked");
        for (Split split : Split.values()) {
            release.unpackAnnotations(split, unpacked);
            release.unpackRecordings(split, unpacked);
        }
        model = SmallModels.mel(shared.resolve("mel.onnx"), release.species());
    }

    @BeforeEach
    void serve() throws IOException {
        server = FaultyServer.start().putFolder(release.folder());
        data = folder.resolve("data");
        for (Split split : Split.values()) {
            release.unpackAnnotations(split, data);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private CommandRun.Result archive(Object... words) {
        List<String> args =
                new ArrayList<>(Stream.of(words).map(Object::toString).toList());
        args.addAll(
                List.of("--from", "archive", "--catalog", release.catalogue().toString()));
        args.addAll(List.of("--endpoint-url", server.url(), "--data", data.toString(), "--retries", "0"));
        return CommandRun.plain().run(args.toArray(String[]::new));
    }

    private static CommandRun.Result disk(Object... words) {
        List<String> args =
                new ArrayList<>(Stream.of(words).map(Object::toString).toList());
        args.addAll(List.of("--data", unpacked.toString()));
        CommandRun.Result result = CommandRun.plain().run(args.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static void assertFine(CommandRun.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static long size(Split... splits) throws IOException {
        long size = 0;
        for (Split split : splits) {
            size += Files.size(release.archive(split, Kind.RECORDINGS));
        }
        return size;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static Map<String, String> content(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.size(file) + " " + Checksum.sha256(file));
            }
        }
        // What features were made from.
        content.keySet().removeIf(name -> name.contains(".inatsounds.made"));
        return content;
    }

    @Test
    void predictionsAreThoseOfRecordingsOnDisk() throws IOException {
        assertFine(archive("predict", model, "test", "val", "-o", at("out.npy")));
        assertThat(server.bytesServed()).isEqualTo(size(Split.TEST, Split.VAL));
        disk("predict", model, "test", "val", "-o", at("expected.npy"));
        for (String ending : List.of(".npy", ".npy.json", ".rows.txt", ".columns.txt")) {
            assertThat(at("out" + ending)).hasSameBinaryContentAs(at("expected" + ending));
        }
        assertThat(files())
                .noneMatch(name -> name.endsWith(".wav") || name.contains(".predict") || name.contains("tar"));
    }

    static Stream<Arguments> someKinds() {
        return Sweep.of(Stream.of("npy 1G", "windows 1G", "png 1G", "webdataset 100K", "webdataset 1G")
                .map(words -> Arguments.of((Object[]) words.split(" ", -1))));
    }

    @ParameterizedTest
    @MethodSource("someKinds")
    void featuresAreThoseOfRecordingsOnDisk(String kind, String shard) throws IOException {
        List<String> more = kind.equals("webdataset")
                ? List.of("spectrogram", "test", "val", "--to", kind, "--shard-size", shard, "-o")
                : List.of("spectrogram", "test", "val", "--to", kind, "-o");
        List<Object> words = new ArrayList<>(more);
        words.add(at("out"));
        assertFine(archive(words.toArray()));
        assertThat(server.bytesServed()).isEqualTo(size(Split.TEST, Split.VAL));
        words.set(words.size() - 1, at("expected"));
        disk(words.toArray());
        assertThat(content(at("out"))).isEqualTo(content(at("expected")));
        assertThat(files()).noneMatch(name -> name.endsWith(".wav") || name.contains("waiting"));

        // Everything is there: nobody is asked.
        server.forget();
        words.set(words.size() - 1, at("out"));
        assertFine(archive(words.toArray()));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void featuresOfAnArchiveCountForTheRecordingsOnDiskToo() throws IOException {
        assertFine(archive("spectrogram", "val", "-o", at("out")));
        CommandRun.Result later = disk("spectrogram", "val", "-o", at("out"));
        assertThat(later.out())
                .contains("up to date")
                .containsPattern("up to date *" + release.recordings(Split.VAL).size());
    }

    @Test
    void filtersChooseAndShardsShare() throws IOException {
        assertFine(archive("predict", model, "val", "--supercategory", "Aves", "-o", at("out.csv")));
        disk("predict", model, "val", "--supercategory", "Aves", "-o", at("expected.csv"));
        assertThat(at("out.csv")).hasSameBinaryContentAs(at("expected.csv"));
        for (int i = 1; i <= 2; i++) {
            assertFine(archive("spectrogram", "val", "-o", at("out"), "--shard", i + "/2"));
        }
        disk("spectrogram", "val", "-o", at("expected"));
        assertThat(content(at("out"))).isEqualTo(content(at("expected")));
    }

    @Test
    void anArchiveInTheDataFolderIsUsed() throws IOException {
        Files.copy(release.archive(Split.VAL, Kind.RECORDINGS), data.resolve("val.tar.gz"));
        assertFine(archive("predict", model, "val", "-o", at("out.csv")));
        assertThat(server.requests()).isEmpty();
        disk("predict", model, "val", "-o", at("expected.csv"));
        assertThat(at("out.csv")).hasSameBinaryContentAs(at("expected.csv"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWrongChecksumLeavesNothing(boolean local) throws IOException {
        Path wrong = at("wrong.json");
        Files.writeString(
                wrong,
                Files.readString(release.catalogue())
                        .replace(release.md5(Split.VAL, Kind.RECORDINGS), "00000000000000000000000000000000"));
        if (local) {
            Files.copy(release.archive(Split.VAL, Kind.RECORDINGS), data.resolve("val.tar.gz"));
        }
        for (String[] words : new String[][] {
            {"predict", model.toString(), "val", "-o", at("out.csv").toString()},
            {"spectrogram", "val", "-o", at("out").toString()},
            {"spectrogram", "val", "-o", at("out").toString(), "--to", "webdataset"}
        }) {
            if (Files.exists(at("out"))) {
                Trees.delete(at("out"));
            }
            List<String> args = new ArrayList<>(List.of(words));
            args.addAll(List.of("--from", "archive", "--catalog", wrong.toString()));
            args.addAll(List.of("--endpoint-url", server.url(), "--data", data.toString()));
            CommandRun.Result result = CommandRun.plain().run(args.toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isEqualTo(3);
            assertThat(result.err()).contains("expected MD5 0000").doesNotContain("\tat ");
            assertThat(files())
                    .noneMatch(name -> name.contains("out.csv") || name.endsWith(".npy") || name.endsWith(".tar"));
        }
    }

    static Stream<String> someResults() {
        return Sweep.of(Stream.of("predict", "npy", "webdataset"));
    }

    @ParameterizedTest
    @MethodSource("someResults")
    void resumesWhereTheNetworkFailedWithTheSameBytesInTheEnd(String kind) throws IOException {
        List<Object> words = new ArrayList<>(
                kind.equals("predict")
                        ? List.of("predict", model, "train")
                        : List.of("spectrogram", "train", "--to", kind));
        if (kind.equals("webdataset")) {
            words.addAll(List.of("--shard-size", "1M"));
        }
        words.add("-o");
        Path out = Files.createDirectories(at("work")).resolve(kind.equals("predict") ? "out.npy" : "out");
        Path expected = Files.createDirectories(at("right")).resolve(kind.equals("predict") ? "out.npy" : "out");
        List<Object> right = new ArrayList<>(words);
        right.add(expected);
        disk(right.toArray());
        words.addAll(List.of(out, "--checkpoint-every", "2M", "--connections", "1"));
        long size = size(Split.TRAIN);
        server.when(
                Which.get(MiniatureRelease.path(Split.TRAIN, Kind.RECORDINGS)).covering(size * 2 / 3),
                Fault.closeAfter(0));
        CommandRun.Result failed = archive(words.toArray());
        assertThat(failed.code()).as(failed.err()).isEqualTo(5);
        assertThat(files()).noneMatch(name -> name.equals("work/out.npy") || name.matches("work/out/train.*"));
        server.heal();
        server.forget();
        CommandRun.Result resumed = archive(words.toArray());
        assertFine(resumed);
        assertThat(resumed.err()).contains("train.tar.gz: resumes at");
        // Of shards, the one that was not full is made again.
        assertThat(server.bytesServed()).isLessThan(kind.equals("webdataset") ? size - (1L << 20) : size * 2 / 3);
        assertThat(content(at("work"))).isEqualTo(content(at("right")));
    }

    /** One recording is broken, and one is not in the archive: the others come, and it is said also by the run that resumes. */
    @ParameterizedTest
    @ValueSource(strings = {"predict", "spectrogram"})
    void whatCanNotBeUsedIsNamedAlsoAfterAnInterruption(String command) throws Exception {
        List<MiniatureRecording> all = release.recordings(Split.TRAIN);
        String broken = all.get(3).fileName();
        String missing = all.get(5).fileName();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(new GZIPOutputStream(archive))) {
            for (MiniatureRecording each : all) {
                byte[] wav = each.fileName().equals(broken) ? "no sound".getBytes(StandardCharsets.UTF_8) : each.wav();
                if (!each.fileName().equals(missing)) {
                    tar.add(each.fileName(), wav.length, out -> out.write(wav));
                }
            }
        }
        byte[] bytes = archive.toByteArray();
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        Path catalogue = at("other.json");
        Files.writeString(catalogue, """
                {"schema_version": 1, "releases": [{"name": "other", "default": true, "bucket": "b", "files": [
                  {"split": "train", "kind": "recordings", "key": "train.tar.gz", "md5": "%s"}]}]}
                """.formatted(md5));
        server.put("/b/train.tar.gz", bytes);
        server.when(Which.get("/b/train.tar.gz").covering(bytes.length * 2 / 3), Fault.closeAfter(0));
        Path out = at("result");
        List<String> args = new ArrayList<>(List.of(command));
        if (command.equals("predict")) {
            args.add(model.toString());
        }
        args.addAll(List.of("train", "--from", "archive", "--catalog", catalogue.toString(), "--format", "json"));
        args.addAll(List.of("--endpoint-url", server.url(), "--data", data.toString(), "--retries", "0"));
        args.addAll(List.of("-o", out.toString(), "--checkpoint-every", "2M", "--connections", "1"));
        assertThat(CommandRun.plain().run(args.toArray(String[]::new)).code()).isEqualTo(5);
        assertThat(out.resolve("train")).doesNotExist();
        server.heal();
        CommandRun.Result resumed = CommandRun.plain().run(args.toArray(String[]::new));
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(3);
        assertThat(resumed.err()).contains("resumes at", broken, missing + ": it is not in train.tar.gz");
        assertThat(MiniatureData.json(resumed.out()).get("failed")).hasSize(2);
        if (command.equals("predict")) {
            assertThat(Files.readAllLines(out)).hasSize(1 + all.size() - 2);
        } else {
            try (Stream<Path> files = Files.walk(out)) {
                assertThat(files.filter(file -> file.toString().endsWith(".npy")))
                        .hasSize(all.size() - 2);
            }
        }
        // Again: predictions are made anew; of features, only these two are looked for.
        CommandRun.Result again = CommandRun.plain().run(args.toArray(String[]::new));
        assertThat(again.code()).isEqualTo(3);
        assertThat(MiniatureData.json(again.out()).get("failed")).hasSize(2);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(archive("predict", model, unpacked, "-o", at("x.csv")).err())
                .contains("expected train, val or test");
        assertThat(disk("spectrogram", "val", "-o", at("disk"), "--from", "disk")
                        .code())
                .isZero();
        assertThat(CommandRun.plain()
                        .run("predict", model.toString(), "val", "--limit-rate", "3M", "--data", unpacked.toString())
                        .err())
                .contains("--limit-rate: expected --from archive");
        assertThat(archive("spectrogram", "val", "-o", at("out.npy")).code()).isEqualTo(2);
        assertThat(archive("spectrogram", "val", "-o", at("out"), "--to", "webdataset", "--shuffle")
                        .err())
                .contains("--shuffle");
    }
}
