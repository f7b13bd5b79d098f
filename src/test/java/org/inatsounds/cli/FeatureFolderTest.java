package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.features.FeatureIndex;
import org.inatsounds.features.FeatureLog;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of features knows what its features were made from, whatever the times of files say. */
final class FeatureFolderTest {

    static final Path WAV = Path.of("src/test/resources/spectrogram/wav");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private CommandRun.Result run(Object... args) {
        String[] words = Stream.concat(Stream.of("spectrogram"), Arrays.stream(args))
                .map(Object::toString)
                .toArray(String[]::new);
        return CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.resolve("data").toString())
                .run(words);
    }

    static void recording(Path file, String name) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(WAV.resolve(name + ".wav"), file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    static int number(String summary, String row) {
        return Integer.parseInt(summary.replaceAll("(?s).*" + row + " +([0-9]+).*", "$1"));
    }

    private void assertMade(int written, int upToDate, Object... args) {
        CommandRun.Result result = run(args);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(number(result.out(), "written")).isEqualTo(written);
        assertThat(number(result.out(), "up to date")).isEqualTo(upToDate);
    }

    private Path fresh(String name) {
        Path made = folder.resolve("fresh-" + name);
        assertThat(run(WAV.resolve(name + ".wav"), "-o", made).code()).isZero();
        return made.resolve(name + ".npy");
    }

    private Object[] words(String kind) {
        Object[] words = {in, "-o", out, "--to", kind};
        Object[] small = {in, "-o", out, "--to", kind, "--shard-size", "1"};
        return kind.equals("webdataset") ? small : words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"npy", "windows", "png", "webdataset"})
    void featuresOfACutRecordingAreMadeAgainWhenItIsRestoredWithItsOldTime(String kind) throws IOException {
        Path file = in.resolve("x/a.wav");
        recording(file, "noise");
        recording(in.resolve("x/b.wav"), "chirp");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertMade(2, 0, words(kind));
        assertMade(0, 2, words(kind));
        Files.delete(file);
        recording(file, "noise");
        CommandRun.Result again = run(words(kind));
        // Of shards, those after it too.
        assertThat(number(again.out(), "written")).isEqualTo(kind.equals("webdataset") ? 2 : 1);
        assertThat(again.err()).contains("1 recording is not what the features here were made from");
        assertMade(0, 2, words(kind));
    }

    /** Same length, same time: only its bytes tell. */
    @Test
    void aRecordingOfTheSameLengthAndTimeIsAnother() throws IOException {
        Path file = in.resolve("a.wav");
        recording(file, "noise");
        assertMade(1, 0, in, "-o", out);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 64;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, LONG_AGO);
        assertMade(1, 0, in, "-o", out);
        assertMade(0, 1, in, "-o", out);
        // And back again.
        recording(file, "noise");
        assertMade(1, 0, in, "-o", out);
        assertThat(out.resolve("a.npy")).hasSameBinaryContentAs(fresh("noise"));
    }

    @Test
    void aNewTimeAloneIsNoChange() throws IOException {
        recording(in.resolve("a.wav"), "noise");
        assertMade(1, 0, in, "-o", out);
        Files.setLastModifiedTime(in.resolve("a.wav"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertMade(0, 1, in, "-o", out);
    }

    @Test
    void featuresOfOneFolderAreNotThoseOfAnother() throws IOException {
        Path other = folder.resolve("other");
        recording(in.resolve("x/a.wav"), "noise");
        recording(in.resolve("x/b.wav"), "chirp");
        recording(other.resolve("x/a.wav"), "chirp");
        recording(other.resolve("x/b.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        byte[] before = Files.readAllBytes(out.resolve("x/a.npy"));
        CommandRun.Result refused = run(other, "-o", out);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("x/a.npy was made from " + in.toAbsolutePath().resolve("x/a.wav"))
                .contains("another recording than " + other.toAbsolutePath().resolve("x/a.wav"), "--force");
        assertThat(out.resolve("x/a.npy")).hasBinaryContent(before);
        assertMade(2, 0, other, "-o", out, "--force");
        assertThat(out.resolve("x/a.npy")).hasSameBinaryContentAs(fresh("chirp"));
        assertThat(run(in, "-o", out).code()).isEqualTo(2);
    }

    @Test
    void aDataFolderThatWasMovedKeepsItsFeatures() throws IOException {
        recording(in.resolve("x/a.wav"), "noise");
        recording(in.resolve("x/b.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        Path moved = folder.resolve("moved");
        Files.move(in, moved);
        assertMade(0, 2, moved, "-o", out);
        recording(moved.resolve("x/b.wav"), "noise");
        CommandRun.Result changed = run(moved, "-o", out);
        assertThat(changed.code()).isZero();
        assertThat(number(changed.out(), "written")).isEqualTo(1);
        assertThat(changed.err()).contains("not what the features here were made from");
    }

    @Test
    void aCopyOfAFeaturesFolderWithNewTimesIsAsGood() throws IOException {
        recording(in.resolve("a.wav"), "noise");
        recording(in.resolve("b.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        Path copy = folder.resolve("copy");
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.toList()) {
                Files.copy(file, copy.resolve(out.relativize(file).toString()));
            }
        }
        Files.setLastModifiedTime(
                copy.resolve(BatchPlace.RECORD), FileTime.from(Instant.now().plusSeconds(60)));
        assertMade(0, 2, in, "-o", copy);
    }

    /** A version that kept no record of recordings: what is newer than its recording, and of its length, counts. */
    @Test
    void aFolderOfAnOlderVersionIsTakenOver() throws IOException {
        recording(in.resolve("a.wav"), "noise");
        recording(in.resolve("b.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        forget(out);
        assertMade(0, 2, in, "-o", out);
        assertThat(Files.readAllLines(out.resolve(FeatureIndex.MANIFEST))).hasSize(3);
        assertMade(0, 2, in, "-o", out);
        // From here on times say nothing.
        recording(in.resolve("b.wav"), "noise");
        assertMade(1, 1, in, "-o", out);
        forget(out);
        Files.write(out.resolve("a.npy"), NpyBytes.of(1, NpyBytes.header("|u1", false, "128, 3"), new byte[384]));
        assertMade(1, 1, in, "-o", out);
    }

    /** There nothing tells what they were made from; but the system knows that the recording came later. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no time of change")
    void featuresOfAnOlderVersionAreMadeAgainWhereTheRecordingWasRestored() throws IOException {
        recording(in.resolve("a.wav"), "noise");
        recording(in.resolve("b.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        forget(out);
        recording(in.resolve("a.wav"), "noise");
        assertMade(1, 1, in, "-o", out);
    }

    @Test
    void jobsTakeAFolderOfAnOlderVersionOverOneByOne() throws IOException {
        for (int i = 0; i < 12; i++) {
            recording(in.resolve(i + ".wav"), "chirp");
        }
        assertMade(12, 0, in, "-o", out);
        forget(out);
        int kept = 0;
        for (int i = 1; i <= 3; i++) {
            kept += number(run(in, "-o", out, "--shard", i + "/3").out(), "up to date");
        }
        assertThat(kept).isEqualTo(12);
        assertMade(0, 12, in, "-o", out);
    }

    /** As if no version had ever recorded what features were made from. */
    private static void forget(Path features) throws IOException {
        try (Stream<Path> all = Files.list(features.resolve(FeatureLog.FOLDER))) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(features.resolve(FeatureLog.FOLDER));
        Files.deleteIfExists(features.resolve(FeatureIndex.MANIFEST));
    }

    @Test
    void aLogThatWasCutInTheMiddleOfALineCostsThatRecordingOnly() throws IOException {
        recording(in.resolve("a.wav"), "noise");
        recording(in.resolve("b\\tc d.wav"), "chirp");
        recording(in.resolve("e.wav"), "chirp");
        assertMade(3, 0, in, "-o", out);
        Path log = out.resolve(FeatureLog.FOLDER).resolve("all.tsv");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 20));
        assertMade(1, 2, in, "-o", out);
        assertMade(0, 3, in, "-o", out);
    }

    @Test
    void whatIsInTheFolderIsListed() throws IOException {
        recording(in.resolve("x/a, b.wav"), "noise");
        recording(in.resolve("c.wav"), "chirp");
        assertMade(2, 0, in, "-o", out);
        int[] noise = NpyArray.read(out.resolve("x/a, b.npy")).shape();
        List<String> lines = Files.readAllLines(out.resolve("manifest.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("path,category_id,frames,seconds");
        assertThat(lines.get(1)).startsWith("c.npy,,513,");
        assertThat(lines.get(2)).startsWith("\"x/a, b.npy\",," + noise[1] + ",");
        // What is gone is not listed, and what another run adds is.
        Files.delete(out.resolve("c.npy"));
        recording(in.resolve("d.wav"), "chirp");
        assertMade(1, 0, in.resolve("d.wav"), "-o", out);
        assertThat(Files.readAllLines(out.resolve("manifest.csv")))
                .hasSize(3)
                .noneMatch(line -> line.startsWith("c.npy"))
                .anyMatch(line -> line.startsWith("d.npy,,513,"));
    }

    @Test
    void jobsTogetherListEverything() throws IOException {
        for (int i = 0; i < 20; i++) {
            recording(in.resolve(i + ".wav"), "chirp");
        }
        assertMade(20, 0, in, "-o", folder.resolve("whole"));
        Stream.of(3, 1, 4, 2).parallel().forEach(i -> {
            CommandRun.Result result = run(in, "-o", out, "--shard", i + "/4");
            assertThat(result.code()).as(result.err()).isZero();
        });
        assertThat(out.resolve("manifest.csv")).hasSameTextualContentAs(folder.resolve("whole/manifest.csv"));
    }

    @Test
    void theJobsThatAreNotDoneAreTold() throws IOException {
        for (int i = 0; i < 20; i++) {
            recording(in.resolve(i + ".wav"), "chirp");
        }
        for (String kind : List.of("npy", "webdataset")) {
            Path to = folder.resolve(kind);
            assertThat(run(in, "-o", to, "--to", kind, "--unfinished", "4").out())
                    .isEqualTo("1,2,3,4\n");
            assertThat(to).doesNotExist();
            run(in, "-o", to, "--to", kind, "--shard", "2/4");
            run(in, "-o", to, "--to", kind, "--shard", "4/4");
            CommandRun.Result told = run(in, "-o", to, "--to", kind, "--unfinished", "4");
            assertThat(told.out()).isEqualTo("1,3\n");
            assertThat(told.err()).contains("part 1 of 4: ");
            run(in, "-o", to, "--to", kind, "--shard", "1/4");
            run(in, "-o", to, "--to", kind, "--shard", "3/4");
            CommandRun.Result done = run(in, "-o", to, "--to", kind, "--unfinished", "4");
            assertThat(done.out()).isEmpty();
            assertThat(done.err()).contains("all 4 parts are done");
            assertThat(done.code()).isZero();
        }
        assertThat(run(in, "-o", out, "--unfinished", "4", "--shard", "1/4").code())
                .isEqualTo(2);
        assertThat(run(in, "-o", out, "--shard", "0/4").err()).contains("SLURM", "--array=1-4");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "names are shorter there")
    void aNameAsLongAsCanBeStopsNobody() throws IOException {
        String longest = "n".repeat(251);
        recording(in.resolve(longest + ".wav"), "chirp");
        for (int i = 0; i < 8; i++) {
            recording(in.resolve(i + ".wav"), "chirp");
        }
        assertMade(9, 0, in, "-o", out);
        assertThat(out.resolve(longest + ".npy")).exists();
    }

    @Test
    void anOutputThatCantBeWrittenStopsNoOther() throws IOException {
        for (int i = 0; i < 4; i++) {
            recording(in.resolve(i + ".wav"), "chirp");
        }
        recording(in.resolve("sub/a.wav"), "chirp");
        Files.createDirectories(out.resolve("2.npy/in the way"));
        Files.writeString(out.resolve("sub"), "a file where a folder should be");
        CommandRun.Result result = run(in, "-o", out, "--format", "json");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(out.resolve("3.npy")).isNotEmptyFile();
        assertThat(MiniatureData.json(result.out()).get("failed").findValuesAsText("file"))
                .containsExactly(
                        in.resolve("2.wav").toString(), in.resolve("sub/a.wav").toString());
        assertThat(result.err()).doesNotContain("Make room");
        assertThat(Files.readAllLines(out.resolve("manifest.csv"))).hasSize(4);
    }
}
