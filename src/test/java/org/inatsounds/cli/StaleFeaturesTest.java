package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.FaultyServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spectrograms that are there count only where they are of the recording as it is, made with the numbers that are asked for. */
final class StaleFeaturesTest {

    @TempDir
    Path folder;

    private MiniatureData data;
    private Path features;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        features = folder.resolve("features");
    }

    private Path wav(int number) {
        return data.folder()
                .resolve(data.release().recordings(Split.VAL).get(number).fileName());
    }

    private Path npy(int number) {
        String name = data.release().recordings(Split.VAL).get(number).fileName();
        return features.resolve(name.replace(".wav", ".npy"));
    }

    private String made(String... more) {
        return data.ok(List.of("spectrogram", "val", "-o", features.toString()), more);
    }

    private int upToDate(String summary) {
        return Integer.parseInt(summary.replaceAll("(?s).*up to date +([0-9]+).*", "$1"));
    }

    private void cut(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() / 2);
        }
    }

    @Test
    void thoseOfARepairedRecordingAreMadeAgain() throws IOException {
        cut(wav(0));
        made();
        try (FaultyServer server = FaultyServer.start().putFolder(data.release().folder())) {
            data.run(
                    "verify",
                    "val",
                    "--repair",
                    "--endpoint-url",
                    server.url(),
                    "--catalog",
                    data.release().catalogue().toString());
        }
        assertThat(wav(0))
                .hasBinaryContent(data.release().recordings(Split.VAL).get(0).wav());
        int all = data.release().recordings(Split.VAL).size();
        assertThat(upToDate(made())).isEqualTo(all - 1);
        assertThat(upToDate(made())).isEqualTo(all);
        data.ok("spectrogram", "val", "--check", features.toString(), "--preset", "inatsounds-2024");
    }

    /** Other bytes, the same length. */
    private static byte[] damage(Path file) throws IOException {
        byte[] before = Files.readAllBytes(file);
        byte[] after = before.clone();
        after[after.length - 7] ^= 0x40;
        Files.write(file, after);
        return before;
    }

    @Test
    void thoseThatWereDamagedAtTheSameLengthAreMadeAgain() throws IOException {
        made();
        byte[] before = damage(npy(1));
        CommandRun.Result again = data.run("spectrogram", "val", "-o", features.toString());
        int all = data.release().recordings(Split.VAL).size();
        assertThat(upToDate(again.out())).isEqualTo(all - 1);
        assertThat(again.err()).contains("the features of 1 recording were changed since they were written");
        assertThat(npy(1)).hasBinaryContent(before);
        assertThat(upToDate(made())).isEqualTo(all);
    }

    @Test
    void shardsThatWereDamagedAreMadeAgain() throws IOException {
        made("--to", "webdataset");
        byte[] before = damage(features.resolve("val-000000.tar"));
        assertThat(upToDate(made("--to", "webdataset"))).isZero();
        assertThat(features.resolve("val-000000.tar")).hasBinaryContent(before);
    }

    /** A copy has other times. Its files are read once, and then known. */
    @Test
    void thoseThatWereOnlyCopiedAreKept() throws IOException {
        made();
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(features)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(features.relativize(file).toString()));
            }
        }
        Path log = copy.resolve(".inatsounds.made/all.tsv");
        List<String> before = Files.readAllLines(log);
        CommandRun.Result again = data.run("spectrogram", "val", "-o", copy.toString());
        int all = data.release().recordings(Split.VAL).size();
        assertThat(upToDate(again.out())).isEqualTo(all);
        assertThat(again.err()).doesNotContain("made again");
        List<String> known = Files.readAllLines(log);
        assertThat(known).isNotEqualTo(before);
        data.ok("spectrogram", "val", "-o", copy.toString());
        assertThat(log).hasContent(String.join("\n", known));
    }

    /** Lines of a version that recorded the size of features alone. */
    @Test
    void thoseOfAnOlderVersionAreKept() throws IOException {
        made();
        Path log = features.resolve(".inatsounds.made/all.tsv");
        Files.write(
                log,
                Files.readAllLines(log).stream()
                        .map(line -> line.replaceFirst("(\\d+)(:\\d+){2}:[0-9a-f]{8}\t", "$1\t"))
                        .toList());
        int all = data.release().recordings(Split.VAL).size();
        assertThat(upToDate(made())).isEqualTo(all);
        assertThat(upToDate(made())).isEqualTo(all);
        cut(npy(0));
        assertThat(upToDate(made())).isEqualTo(all - 1);
    }

    @Test
    void thoseOfAnotherPresetAreMadeAgain() {
        made();
        made("--force", "--shard", "1/2", "--preset", "torchaudio");
        assertThat(upToDate(made("--preset", "torchaudio")))
                .isLessThan(data.release().recordings(Split.VAL).size());
        for (int i = 0; i < data.release().recordings(Split.VAL).size(); i++) {
            assertThat(NpyArray.read(npy(i)).type().toString()).isEqualTo("float32");
        }
    }

    @Test
    void thoseThatNobodyVouchesForAreMadeAgain() throws IOException {
        made();
        Files.delete(features.resolve("spectrogram.json"));
        assertThat(upToDate(made("--preset", "librosa"))).isZero();
    }

    @Test
    void anEmptyShardIsNoneAtAll() throws IOException {
        Files.createDirectories(features);
        Files.writeString(features.resolve("val-000000.tar"), "");
        made("--to", "webdataset");
        assertThat(features.resolve("val-000000.tar")).isNotEmptyFile();
        assertThat(features.resolve("val-000001.tar")).doesNotExist();
    }

    @Test
    void shardsOfHalvesAreNoneOfThirds() {
        made("--to", "webdataset", "--shard", "1/2");
        made("--to", "webdataset", "--shard", "2/2");
        CommandRun.Result result =
                data.run("spectrogram", "val", "-o", features.toString(), "--to", "webdataset", "--shard", "1/3");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("of2-000000.tar, a shard of another --shard i/n");
    }

    @Test
    void aRateThatCantBeConvertedStopsNoOther() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        byte[] slow = Files.readAllBytes(wav(0));
        slow[24] = 10; // Hz, and nothing more.
        slow[25] = 0;
        Files.write(in.resolve("0slow.wav"), slow);
        Files.copy(wav(1), in.resolve("1.wav"));
        CommandRun.Result result = data.run("spectrogram", in.toString(), "-o", features.toString(), "--resample");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("0slow.wav");
        assertThat(features.resolve("1.npy")).isNotEmptyFile();
    }

    @Test
    void standardInputIsCheckedAgainstOnePreset() throws IOException {
        Files.createDirectories(features);
        CommandRun.Result result = data.run("spectrogram", "-", "--check", features.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--check: expected --preset with it for standard input");
    }

    @Test
    void whatIsNoRecordingGoesIntoNoSubset() throws IOException {
        Files.write(wav(0), new byte[5000]);
        CommandRun.Result result = data.run(
                "subset", "--split", "val", "-o", folder.resolve("subset").toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("1 of the recordings that are chosen are empty, truncated or can't be read");
        assertThat(folder.resolve("subset")).doesNotExist();
    }
}
