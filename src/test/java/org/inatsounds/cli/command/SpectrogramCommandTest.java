package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.archive.TarListing;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.features.FeatureIndex;
import org.inatsounds.features.FeatureLog;
import org.inatsounds.npy.NpyArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds spectrogram}, inside the test. */
final class SpectrogramCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/spectrogram");
    private static final Path WAV = GOLDEN.resolve("wav");
    private static final Pattern WORDS = Pattern.compile(" ");
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    private void recordings(String... names) throws IOException {
        for (String name : names) {
            Path file = in.resolve(name + ".wav");
            Files.createDirectories(file.getParent());
            Files.copy(
                    WAV.resolve(file.getFileName().toString().equals("noise.wav") ? "noise.wav" : "chirp.wav"), file);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-01T00:00:00Z")));
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().contains(FeatureLog.FOLDER))
                    .toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"inatsounds-2024", "inatsounds-2025", "librosa", "torchaudio"})
    void goldensHoldThroughTheCommandLine(String preset) {
        CommandRun.Result result = run(WAV, "-o", out, "--preset", preset, "--jobs", "2");
        assertThat(result.code()).as(result.err()).isZero();
        Path expected = GOLDEN.resolve("expected").resolve(preset);
        for (String name : List.of("birdsong", "noise", "impulses", "chirp")) {
            NpyArray golden = NpyArray.read(expected.resolve(name + ".npy"));
            NpyArray made = NpyArray.read(out.resolve(name + ".npy"));
            assertThat(made.shape()).isEqualTo(golden.shape());
            // How close they are is GoldenTest's; here it is whether the options reach the kernel.
            double most = golden.size() * 0.06;
            int far = 0;
            for (int i = 0; i < golden.size(); i++) {
                far += Math.abs(golden.value(i) - made.value(i)) > 0.02 * Math.abs(golden.value(i)) + 1 ? 1 : 0;
            }
            assertThat((double) far).as(name).isLessThan(most);
        }
    }

    /** How it was made is written nowhere: what is there may be of another recording, or of other numbers. */
    @Test
    void oneFileIsAlwaysMadeAnew() {
        Path file = folder.resolve("one.npy");
        assertThat(run(WAV.resolve("birdsong.wav"), "-o", file).code()).isZero();
        assertThat(run(WAV.resolve("noise.wav"), "-o", file, "--mels", "64").out())
                .containsPattern("written +1")
                .containsPattern("up to date +0");
        assertThat(NpyArray.read(file).shape()[0]).isEqualTo(64);
    }

    @Test
    void whatWouldBeIgnoredIsRefused() throws IOException {
        recordings("a");
        Path wav = in.resolve("a.wav");
        assertThat(run(wav, "-o", out, "--axes").err()).contains("--axes: expected --to png");
        assertThat(run(wav, "-o", out, "--shard-size", "1M").err()).contains("--shard-size: expected --to webdataset");
        CommandRun.Result picture = run(wav, "-o", folder.resolve("a.png"));
        assertThat(picture.code()).isEqualTo(2);
        assertThat(picture.err()).contains("*.npy, got", "pictures are made by --to png");
        assertThat(folder.resolve("a.png")).doesNotExist();
        assertThat(run(in, "-o", out, "--to", "png").code()).isZero();
        assertThat(run(in, "-o", out, "--to", "png", "--axes").err()).contains("\"axes\": false there");
    }

    @Test
    void oneBrokenFileNeverStopsTheRest() throws IOException {
        recordings("good", "deep/er/noise");
        Files.write(in.resolve("empty.wav"), new byte[0]);
        Files.writeString(in.resolve("broken.wav"), "RIFFxxxxWAVEjunk");
        Files.writeString(in.resolve("song.mp3"), "ID3 and so on");
        Files.writeString(in.resolve("notes.txt"), "hello");
        Files.writeString(in.resolve("._good.wav"), "what macOS leaves");
        Files.write(in.resolve("cut.wav"), Arrays.copyOf(Files.readAllBytes(WAV.resolve("noise.wav")), 5000));

        CommandRun.Result result = run(in, "-o", out, "--format", "json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(files(out))
                .containsOnlyKeys("good.npy", "deep/er/noise.npy", "cut.npy", BatchPlace.RECORD, FeatureIndex.MANIFEST);
        assertThat(result.err())
                .contains("empty.wav: malformed WAV", "broken.wav: malformed", "song.mp3: ", "truncated")
                .contains("skipped, since not named *.wav: notes.txt")
                .doesNotContain("._good");
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("recordings").asInt()).isEqualTo(6);
        assertThat(json.get("written").asInt()).isEqualTo(3);
        assertThat(json.get("failed").findValuesAsText("file"))
                .containsExactly(
                        in.resolve("broken.wav").toString(),
                        in.resolve("empty.wav").toString(),
                        in.resolve("song.mp3").toString());
        assertThat(json.get("failed").get(1).get("reason").asText()).startsWith("malformed WAV at byte 0");
        assertThat(json.get("truncated").findValuesAsText("file"))
                .containsExactly(in.resolve("cut.wav").toString());
        assertThat(json.get("preset").asText()).isEqualTo("inatsounds-2024");
        assertThat(json.get("audio_seconds").asDouble()).isGreaterThan(1);
        assertThat(json.get("frames").asLong()).isGreaterThan(500);
    }

    @Test
    void oneBrokenFileAloneIsBadInput() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.wav"), "no");
        assertThat(run(broken, "-o", out).code()).isEqualTo(4);
        assertThat(run(folder.resolve("missing.wav"), "-o", out).code()).isEqualTo(2);
    }

    @Test
    void whatIsThereIsNotMadeAgain() throws IOException {
        recordings("a", "b");
        assertThat(run(in, "-o", out).code()).isZero();
        Path a = out.resolve("a.npy");
        Path b = out.resolve("b.npy");
        FileTime mine = FileTime.from(Instant.parse("2024-04-01T00:00:00Z"));
        Files.setLastModifiedTime(a, mine);
        Files.write(b, Arrays.copyOf(Files.readAllBytes(b), 1000));
        CommandRun.Result second = run(in, "-o", out, "--format", "json");
        assertThat(Files.getLastModifiedTime(a)).isEqualTo(mine);
        assertThat(Files.size(b)).isEqualTo(Files.size(a));
        JsonNode json = JSON.readTree(second.out());
        assertThat(json.get("written").asInt()).isEqualTo(1);
        assertThat(json.get("up_to_date").asInt()).isEqualTo(1);
        assertThat(run(in, "-o", out, "--force").code()).isZero();
        assertThat(Files.getLastModifiedTime(a)).isNotEqualTo(mine);
        assertThat(Files.mismatch(a, b)).isEqualTo(-1);
    }

    @Test
    void oneFolderHoldsSpectrogramsOfOneKind() throws IOException {
        recordings("a");
        assertThat(run(in, "-o", out).code()).isZero();
        CommandRun.Result other = run(in, "-o", out, "--hop", "64");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("\"hop\": 128 there, \"hop\": 64 now", "--force");
        assertThat(run(in, "-o", out, "--to", "windows").code()).isEqualTo(2);
        assertThat(run(in, "-o", out, "--hop", "64", "--force").code()).isZero();
        assertThat(NpyArray.read(out.resolve("a.npy")).shape()[1]).isGreaterThan(1000);
        assertThat(Files.readString(out.resolve(BatchPlace.RECORD))).contains("\"hop\": 64");
    }

    @Test
    void everyNumberIsAnOption() throws IOException {
        recordings("a");
        String options =
                "--dtype float32 --sample-scale 0.5 --window blackman --window-length 400 --hop 160 --fft-size 800"
                        + " --padding reflect --power 2 --by-window-sum false --mels 40 --min-hz 50 --max-hz 8000"
                        + " --mel-scale slaney --mel-slopes hertz --mel-norm slaney --with-constant true --log power"
                        + " --floor 1e-5 --top-db 60 --min-db -30 --max-db 90 --order time-mel";
        List<String> words = new ArrayList<>(List.of(in.toString(), "-o", out.toString()));
        Collections.addAll(words, WORDS.split(options, -1));
        CommandRun.Result result = run(words.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(NpyArray.read(out.resolve("a.npy")).shape()[1]).isEqualTo(40);
        JsonNode numbers = JSON.readTree(out.resolve(BatchPlace.RECORD).toFile());
        assertThat(numbers.get("window").asText()).isEqualTo("blackman");
        assertThat(numbers.get("top_db").asDouble()).isEqualTo(60);
        assertThat(numbers.get("order").asText()).isEqualTo("time-mel");
        assertThat(numbers.get("mel_norm").asText()).isEqualTo("slaney");
        assertThat(run(in, "-o", out, "--preset", "libroza").err()).contains("did you mean 'librosa'?");
        assertThat(run(in, "-o", out, "--hop", "0").code()).isEqualTo(2);
        assertThat(run(in, "-o", out, "--dtype", "uint8", "--preset", "librosa").err())
                .contains("uint8 output needs");
    }

    /** A script that was written for librosa, for torchaudio, or for an older version of this program. */
    @Test
    void numbersHaveTheNamesThatLibrariesGiveThem() throws IOException {
        recordings("a");
        String ours = "--window-length 400 --hop 160 --fft-size 512 --padding zero --mels 40 --min-hz 50 --max-hz 8000"
                + " --floor 1e-5 --sample-rate 22050";
        String librosa = "--win-length 400 --hop-length 160 --n-fft 512 --pad-mode constant --n-mels 40 --fmin 50"
                + " --fmax 8000 --amin 1e-5 --sr 22050";
        String torchaudio = "--win-length 400 --hop-length 160 --n-fft 512 --pad-mode zero --n-mels 40 --f-min 50"
                + " --f-max 8000 --floor 1e-5 --sample-rate 22050";
        for (String options : List.of(ours, librosa, torchaudio)) {
            List<String> words = new ArrayList<>(List.of(in.toString(), "-o", out.toString()));
            Collections.addAll(words, WORDS.split(options, -1));
            CommandRun.Result result = run(words.toArray());
            assertThat(result.code()).as(result.err()).isZero();
        }
        assertThat(run(in, "-o", out, "--fft-size", "many").err()).contains("--n-fft: expected a whole number");
        assertThat(run(in, "-o", out, "--pad-mode", "edge").err()).contains("expected none, zero or reflect");
    }

    /** Folders of a time when the preset was called torchaudio: neither refused nor made again. */
    @Test
    void aPresetThatHasANewNameIsKnownByItsOldOne() throws IOException {
        recordings("a", "b");
        assertThat(run(in, "-o", out, "--preset", "torchaudio").code()).isZero();
        Path record = out.resolve(BatchPlace.RECORD);
        String now = Files.readString(record);
        assertThat(now).contains("\"preset\": \"torchaudio-1024-256\"");
        Files.writeString(record, now.replace("torchaudio-1024-256", "torchaudio"));
        assertThat(run(in, "-o", out, "--preset", "torchaudio-1024-256").out()).containsPattern("up to date +2");
    }

    @Test
    void shardsOfAJobTogetherAreTheWhole() throws IOException {
        recordings("a", "b", "c/d", "c/e", "f", "g", "h", "i");
        assertThat(run(in, "-o", folder.resolve("whole")).code()).isZero();
        for (int i = 1; i <= 3; i++) {
            assertThat(run(in, "-o", out, "--shard", i + "/3").code()).isZero();
        }
        Map<String, byte[]> whole = files(folder.resolve("whole"));
        assertThat(files(out))
                .hasSameSizeAs(whole)
                .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(whole.get(name)));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        recordings("a", "b", "noise", "d", "e", "f", "g");
        Map<String, byte[]> one = shards("1");
        assertThat(one).hasSizeGreaterThan(3);
        assertThat(shards("5"))
                .hasSameSizeAs(one)
                .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(one.get(name)));
    }

    private Map<String, byte[]> shards(String jobs) throws IOException {
        Path to = folder.resolve("jobs" + jobs);
        CommandRun.Result result = run(in, "-o", to, "--to", "webdataset", "--shard-size", "100K", "--jobs", jobs);
        assertThat(result.code()).as(result.err()).isZero();
        return files(to);
    }

    @Test
    void shardsAreKeptGoneOnWithAndMadeAgain() throws IOException {
        recordings("a", "b", "c", "d");
        Object[] command = {in, "-o", out, "--to", "webdataset", "--shard-size", "1", "--format", "json"};
        assertThat(run(command).code()).isZero();
        Map<String, byte[]> undisturbed = files(out);
        assertThat(undisturbed).hasSize(7).containsKeys("recordings-000003.tar", "shards.json", "manifest.csv");
        assertThat(TarListing.names(out.resolve("recordings-000001.tar"))).containsExactly("b.npy", "b.json");
        assertThat(JSON.readTree(run(command).out()).get("up_to_date").asInt()).isEqualTo(4);
        // As if it had been killed after two.
        Files.delete(out.resolve("recordings-000002.tar"));
        Files.delete(out.resolve("recordings-000003.tar"));
        Files.writeString(out.resolve(".inatsounds-all-1a2b.part"), "half");
        assertThat(JSON.readTree(run(command).out()).get("written").asInt()).isEqualTo(2);
        assertThat(files(out))
                .hasSameSizeAs(undisturbed)
                .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(undisturbed.get(name)));
        // One recording has changed: its shard and those after it are made again.
        Files.copy(WAV.resolve("noise.wav"), in.resolve("b.wav"), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(in.resolve("b.wav"), FileTime.from(Instant.parse("2024-05-01T00:00:00Z")));
        assertThat(JSON.readTree(run(command).out()).get("written").asInt()).isEqualTo(3);
        // Others are not lost by mistake.
        Files.delete(in.resolve("a.wav"));
        CommandRun.Result other = run(command);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("recordings-000000.tar holds a", "--force");
        assertThat(files(out)).hasSize(7);
    }

    @Test
    void outputsMayBeOneFileOrStandardOutput() throws IOException {
        recordings("a");
        assertThat(run(in.resolve("a.wav"), "-o", folder.resolve("x.npy")).code())
                .isZero();
        assertThat(NpyArray.read(folder.resolve("x.npy")).shape()).containsExactly(128, 513);
        CommandRun.Result printed = run(in.resolve("a.wav"), "-o", "-");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("NUMPY", "(128, 513)");
        assertThat(run(in.resolve("a.wav"), "-o", "-", "--format", "json").code())
                .isEqualTo(2);
        recordings("b");
        assertThat(run(in, "-o", folder.resolve("y.npy")).err()).contains("expected a folder for 2 recordings");
    }

    @Test
    void namesThatCollideAreRefusedBeforeAnythingIsWritten() throws IOException {
        recordings("a", "x/a");
        CommandRun.Result result = run(in.resolve("a.wav"), in.resolve("x/a.wav"), "-o", out);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("would both be written to a");
        assertThat(out).doesNotExist();
        assertThat(run(in, in.resolve("a.wav"), "-o", out).err()).contains("is named twice");
    }

    @Test
    void otherRatesAreRefusedOrConverted() throws IOException {
        Files.copy(Path.of("src/test/resources/audio/pcm16-mono-48000hz-ffmpeg.wav"), in.resolve("a.wav"));
        CommandRun.Result refused = run(in, "-o", out);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("a.wav: expected a sample rate of 22,050 Hz, got 48,000; --resample");
        assertThat(run(in, "-o", out, "--resample").code()).isZero();
        assertThat(out.resolve("a.npy")).exists();
        Path native48 = folder.resolve("native");
        assertThat(run(in, "-o", native48, "--sample-rate", "48000", "--max-hz", "24000")
                        .code())
                .isZero();
    }

    @Test
    void checksAgainstArraysThatAreThere() throws IOException {
        recordings("chirp", "noise");
        Path expected = GOLDEN.resolve("expected/inatsounds-2025");
        CommandRun.Result guess = run(in, "--check", expected, "--format", "json");
        assertThat(guess.code()).as(guess.err()).isZero();
        JsonNode json = JSON.readTree(guess.out());
        assertThat(json.get("same").asBoolean()).isTrue();
        JsonNode row = json.get("presets").get(1);
        assertThat(row.get("preset").asText()).isEqualTo("inatsounds-2025");
        assertThat(row.get("recordings").asInt()).isEqualTo(2);
        assertThat(row.get("largest").asDouble()).isEqualTo(1);
        assertThat(row.get("share").asDouble()).isLessThan(0.0005);
        assertThat(json.get("presets").get(0).get("same").asBoolean()).isFalse();
        CommandRun.Result other = run(in, "--check", expected, "--preset", "inatsounds-2024");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.out()).contains("inatsounds-2024", "different");
        recordings("missing");
        CommandRun.Result missing = run(in, "--check", expected, "--preset", "inatsounds-2025");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.out()).contains("There is no file", "missing.npy");
        assertThat(run(in, "--check", folder.resolve("nothing")).code()).isEqualTo(2);
        assertThat(files(folder)).allSatisfy((name, bytes) -> assertThat(name).startsWith("in/"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void linksAreFollowedAndLoopsLeft() throws IOException {
        recordings("a");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(WAV.resolve("noise.wav"), elsewhere.resolve("b.wav"));
        Files.createSymbolicLink(in.resolve("linked"), elsewhere);
        Files.createSymbolicLink(in.resolve("loop"), in);
        assertThat(run(in, "-o", out).code()).isZero();
        assertThat(files(out)).containsOnlyKeys("a.npy", "linked/b.npy", BatchPlace.RECORD, FeatureIndex.MANIFEST);
    }

    @Test
    void aPlaceThatCantBeWrittenIsNamed() throws IOException {
        recordings("a");
        CommandRun.Result result = run(in, "-o", in.resolve("a.wav/x"));
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("can't write " + in.resolve("a.wav/x"));
    }

    @Test
    void wrongUsageIsNamed() throws IOException {
        recordings("a");
        assertThat(run(in).err()).contains("--output: expected the features folder");
        assertThat(run("-o", out).err()).contains("inatsounds fetch --recordings");
        assertThat(run("val", "-o", out).code()).isEqualTo(3);
        assertThat(run(in, "-o", out, "--jobs", "0").err()).contains("--jobs: expected 1 to 1024, got 0");
        assertThat(run(Files.createDirectories(folder.resolve("none")), "-o", out)
                        .err())
                .contains("expected recordings (*.wav)");
    }
}
