package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.inatsounds.BadInputException;
import org.inatsounds.launcher.LauncherCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that are no WAV files. */
final class DecoderTest {

    private static final int FRAMES = 44_100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"flac", "aiff", "caf", "au"})
    void withoutLossGivesTheSamplesOfTheWav(String ending) throws IOException, InterruptedException {
        Path wav = stereo();
        Path other = converted(wav, ending);
        assertThat(samples(Decoder.AUTO, other)).isEqualTo(samples(Decoder.NONE, wav));
    }

    @ParameterizedTest
    @CsvSource({"mp3, 0.1", "ogg, 0.1", "m4a, 0.1", "opus, 0.1"})
    void withLossGivesTheSamplesNearly(String ending, double tolerance) throws IOException, InterruptedException {
        Path wav = stereo();
        List<Float> expected = samples(Decoder.NONE, wav);
        Path other = converted(wav, ending);
        int scale = rate(other) / rate(wav);
        List<Float> got = samples(Decoder.AUTO, other);
        assertThat(got.size() / (double) expected.size()).isBetween(scale * 0.99, scale * 1.15);
        assertThat(loudness(got)).isCloseTo(loudness(expected), withPercentage(100 * tolerance));
    }

    @Test
    void aWavFileIsReadWithoutFfmpegWhateverItIsCalled() throws IOException {
        Path named = Files.move(stereo(), folder.resolve("song.mp3"));
        try (WavReader reader = Decoder.AUTO.open(named, "there-is-no-such-program")) {
            assertThat(reader.frames()).hasValue(FRAMES);
        }
    }

    @Test
    void ffmpegReadsWavToo() throws IOException {
        Path wav = stereo();
        assumeFfmpeg();
        assertThat(samples(Decoder.FFMPEG, wav)).isEqualTo(samples(Decoder.NONE, wav));
    }

    @Test
    void withoutFfmpegSaysWhatToInstall() throws IOException {
        Path mp3 = Files.writeString(folder.resolve("song.mp3"), "ID3");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Decoder.AUTO.open(mp3, "there-is-no-such-program"))
                .withMessageContainingAll(
                        mp3.toString(), "ffmpeg, which decodes other formats, can't be started", "apt install ffmpeg");
    }

    @Test
    void aForbiddenDecoderIsNotStarted() throws IOException {
        Path mp3 = Files.writeString(folder.resolve("song.mp3"), "ID3");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Decoder.NONE.open(mp3))
                .withMessageContainingAll(mp3.toString(), "expected a WAV file");
    }

    @Test
    void whatFfmpegCannotReadIsBroken() throws IOException {
        assumeFfmpeg();
        Path mp3 = Files.writeString(folder.resolve("song.mp3"), "not sound at all");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> samples(Decoder.AUTO, mp3))
                .withMessageContainingAll(mp3.toString(), "ffmpeg can't decode it");
    }

    @Test
    void aCutFileIsReadAsFarAsItGoesAndSaysSo() throws IOException, InterruptedException {
        Path flac = converted(stereo(), "flac");
        byte[] bytes = Files.readAllBytes(flac);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 40; i++) {
            bytes[i] ^= (byte) 0xFF;
        }
        Files.write(flac, bytes);
        try (WavReader reader = Decoder.AUTO.open(flac)) {
            assertThat(all(reader)).hasSizeGreaterThan(1000);
            assertThat(reader.leftOut()).get().asString().contains("message of ffmpeg");
        }
    }

    /** A list of other files would be read in the recording's place. */
    @Test
    void aListOfOtherFilesIsNoRecording() throws IOException {
        assumeFfmpeg();
        Path wav = stereo();
        Path list =
                Files.writeString(folder.resolve("song.mp3"), "ffconcat version 1.0\nfile " + wav.getFileName() + "\n");
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> samples(Decoder.AUTO, list));
    }

    @Test
    void aNameThatLooksLikeAnOptionIsAName() throws IOException, InterruptedException {
        Path flac = Files.move(converted(stereo(), "flac"), folder.resolve("-y %d http:a.flac"));
        assertThat(samples(Decoder.AUTO, flac)).hasSize(FRAMES);
    }

    @Test
    void closingEarlyEndsFfmpeg() throws IOException, InterruptedException {
        Path flac = converted(stereo(), "flac");
        long before = children();
        WavReader reader = Decoder.AUTO.open(flac);
        reader.close();
        for (int i = 0; i < 500 && children() > before; i++) {
            Thread.onSpinWait();
            Thread.sleep(10);
        }
        assertThat(children()).isLessThanOrEqualTo(before);
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private Path stereo() throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * FRAMES).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * FRAMES);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 2)
                .putInt(24_000)
                .putInt(96_000)
                .putShort((short) 4)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * FRAMES);
        Random random = new Random(5);
        for (int i = 0; i < FRAMES; i++) {
            wav.putShort((short) (9000 * Math.sin(0.1 * i) + random.nextInt(200)));
            wav.putShort((short) (5000 * Math.sin(0.15 * i)));
        }
        return Files.write(folder.resolve("song.wav"), wav.array());
    }

    private static Path converted(Path wav, String ending) throws IOException, InterruptedException {
        assumeFfmpeg();
        Path other = wav.resolveSibling("song." + ending);
        Process process = new ProcessBuilder(
                        "ffmpeg", "-v", "error", "-nostdin", "-y", "-i", wav.toString(), other.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "this ffmpeg writes no " + ending + ": " + said);
        return other;
    }

    private static void assumeFfmpeg() {
        assumeTrue(LauncherCommand.isInstalled("ffmpeg"), "no ffmpeg");
    }

    private static int rate(Path file) {
        try (WavReader reader = Decoder.AUTO.open(file)) {
            return reader.format().sampleRate();
        }
    }

    private static List<Float> samples(Decoder decoder, Path file) {
        try (WavReader reader = decoder.open(file)) {
            return all(reader);
        }
    }

    private static List<Float> all(WavReader reader) {
        List<Float> all = new ArrayList<>();
        float[] some = new float[4000];
        for (int count = reader.read(some, 0, some.length); count > 0; count = reader.read(some, 0, some.length)) {
            for (int i = 0; i < count; i++) {
                all.add(some[i]);
            }
        }
        return all;
    }

    private static double loudness(List<Float> samples) {
        return Math.sqrt(
                samples.stream().mapToDouble(s -> (double) s * s).average().orElse(0));
    }
}
