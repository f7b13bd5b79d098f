package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as people have them, and arrays that they compare with. */
final class UnusualRecordingsTest {

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private static CommandRun.Result run(Object... args) {
        String[] words = Stream.concat(Stream.of("spectrogram"), Arrays.stream(args))
                .map(Object::toString)
                .toArray(String[]::new);
        return CommandRun.plain().run(words);
    }

    @Test
    void ofASongAndItsConversionTheWavIsUsed() throws IOException {
        FeatureFolderTest.recording(in.resolve("song.wav"), "chirp");
        Files.writeString(in.resolve("song.mp3"), "ID3");
        Files.writeString(in.resolve("other.mp3"), "ID3 and so on");
        Files.writeString(in.resolve("other.flac"), "fLaC");
        CommandRun.Result result = run(in, "-o", out);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("1 file is left out, since the WAV file of the same name is used: " + in.resolve("song.mp3"))
                .contains("other.mp3: ", "other.flac: ", "ffmpeg");
        assertThat(run(in, "-o", out, "--decoder", "none").err()).contains("other.mp3: expected a WAV file");
        assertThat(FeatureFolderTest.number(result.out(), "written")).isEqualTo(1);
        assertThat(run(in.resolve("song.mp3"), in.resolve("song.wav"), "-o", out)
                        .code())
                .isZero();
        FeatureFolderTest.recording(in.resolve("song.wave"), "noise");
        assertThat(run(in, "-o", out).err()).contains("would both be written to song");
    }

    @Test
    void arraysOfAnyTypeAreCompared() throws IOException {
        FeatureFolderTest.recording(in.resolve("noise.wav"), "noise");
        assertThat(run(in, "-o", out).code()).isZero();
        NpyArray made = NpyArray.read(out.resolve("noise.npy"));
        double[] values = new double[made.size()];
        double[] turned = new double[made.size()];
        int rows = made.shape()[0];
        int columns = made.shape()[1];
        for (int i = 0; i < values.length; i++) {
            values[i] = made.value(i);
            turned[i % columns * rows + i / columns] = values[i];
        }
        Path old = Files.createDirectories(folder.resolve("old"));
        for (String type : List.of("<f8", ">f8", ">f4", "<i8", ">u2")) {
            for (boolean fortran : new boolean[] {false, true}) {
                Files.write(
                        old.resolve("noise.npy"),
                        NpyBytes.of(
                                1,
                                NpyBytes.header(type, fortran, rows + ", " + columns),
                                NpyBytes.elements(type, fortran ? turned : values)));
                CommandRun.Result same = run(in, "--check", old, "--preset", "inatsounds-2024");
                assertThat(same.code())
                        .as(type + fortran + same.out() + same.err())
                        .isZero();
            }
        }
    }

    @Test
    void lowSampleRatesAreSaidOnce() throws IOException {
        for (String name : List.of("a", "b")) {
            byte[] slow = Files.readAllBytes(FeatureFolderTest.WAV.resolve("chirp.wav"));
            slow[24] = 0x40; // 8,000 Hz.
            slow[25] = 0x1f;
            Files.write(in.resolve(name + ".wav"), slow);
        }
        FeatureFolderTest.recording(in.resolve("c.wav"), "noise");
        CommandRun.Result result = run(in, "-o", out, "--resample");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .containsOnlyOnce("2 recordings have a lower sample rate")
                .containsOnlyOnce("there is nothing above 4,000 Hz");
    }

    @Test
    void aSecondChunkOfSamplesIsSaid() throws IOException {
        byte[] wav = Files.readAllBytes(FeatureFolderTest.WAV.resolve("chirp.wav"));
        byte[] twice = Arrays.copyOf(wav, wav.length + 8 + 44_100);
        System.arraycopy("data".getBytes(StandardCharsets.US_ASCII), 0, twice, wav.length, 4);
        twice[wav.length + 4] = (byte) 44_100;
        twice[wav.length + 5] = (byte) (44_100 >> 8);
        Files.write(in.resolve("a.wav"), twice);
        byte[] two = Arrays.copyOf(wav, 2 * wav.length);
        System.arraycopy(wav, 0, two, wav.length, wav.length);
        Files.write(in.resolve("b.wav"), two);
        FeatureFolderTest.recording(in.resolve("c.wav"), "noise");
        CommandRun.Result result = run(in, "-o", out);
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("a.wav: a second data chunk is left out: ", "1.0 s are not")
                .contains("b.wav: a second WAV file inside it is not used")
                .doesNotContain("c.wav");
        CommandRun.Result shown =
                CommandRun.plain().run("show", in.resolve("a.wav").toString());
        assertThat(shown.err()).contains("a second data chunk is left out");
    }
}
