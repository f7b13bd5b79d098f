package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
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

    /** A second of a tone in floats. */
    private static byte[] floats(double peak) {
        int count = 22_050;
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * count);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 3)
                .putShort((short) 1)
                .putInt(count)
                .putInt(4 * count)
                .putShort((short) 4);
        wav.putShort((short) 32).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * count);
        for (int i = 0; i < count; i++) {
            // A quarter of the samples is at a peak.
            wav.putFloat((float) (peak * Math.sin(i * Math.PI / 2)));
        }
        return wav.array();
    }

    @Test
    void floatsInUnitsOfIntegersAreSaidOnce() throws IOException {
        Files.write(in.resolve("a.wav"), floats(20_000));
        Files.write(in.resolve("b.wav"), floats(300));
        for (double peak : new double[] {0, 0.5, 1, 4, 15.9}) {
            Files.write(in.resolve("fine-" + peak + ".wav"), floats(peak));
        }
        CommandRun.Result result = run(in, "-o", out, "--format", "json");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .containsOnlyOnce("2 recordings have samples on another scale; " + in.resolve("a.wav")
                        + ": expected float samples from -1 to 1, got up to 20,000; divide them by")
                .doesNotContain("fine");
        assertThat(MiniatureData.json(result.out()).get("out_of_scale")).hasSize(2);
        assertThat(run(in, "-o", out).err()).doesNotContain("scale");
        assertThat(CommandRun.plain()
                        .run("show", in.resolve("b.wav").toString(), "--data", folder.toString())
                        .err())
                .contains("b.wav: expected float samples from -1 to 1, got up to 300;");
    }

    @Test
    void floatsInUnitsOfIntegersAreSaidOfPredictionsToo() throws IOException {
        Files.write(in.resolve("a.wav"), floats(20_000));
        Path info = Files.writeString(folder.resolve("model.json"), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}], "labels": [%s]}
                """.replace(
                        "%s", String.join(", ", Collections.nCopies(24, "\"Fluta aurea\""))));
        CommandRun.Result result = CommandRun.plain()
                .run(
                        "predict",
                        "src/test/resources/model/wave.onnx",
                        in.toString(),
                        "--model-info",
                        info.toString(),
                        "-o",
                        folder.resolve("p.csv").toString());
        assertThat(result.err()).containsOnlyOnce("1 recording has samples on another scale; ");
        assertThat(result.out()).containsPattern("other scale +1\n");
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
