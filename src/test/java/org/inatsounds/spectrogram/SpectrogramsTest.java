package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.Resampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpectrogramsTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    @TempDir
    private Path folder;

    private static byte[] npy(Spectrogram spectrogram) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        spectrogram.writeNpy(out);
        return out.toByteArray();
    }

    private static float[] samples(Path file) {
        try (WavReader wav = WavReader.open(file)) {
            float[] samples = new float[(int) wav.frames().orElseThrow()];
            assertThat(wav.read(samples, 0, samples.length)).isEqualTo(samples.length);
            return samples;
        }
    }

    @Test
    void aFileAndItsSamplesGiveTheSameSpectrogramAsTheBuilderAlone() throws IOException {
        float[] samples = samples(WAV);
        SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024);
        builder.feed(samples, 0, samples.length);
        Spectrograms spectrograms = Spectrograms.of(Preset.INATSOUNDS_2024);
        try (Spectrogram expected = builder.finish();
                Spectrogram file = spectrograms.read(WAV);
                Spectrogram array = spectrograms.of(samples, 22_050)) {
            assertThat(file.shape()).isEqualTo(new int[] {128, (samples.length - 512) / 128 + 1});
            assertThat(npy(file)).isEqualTo(npy(expected));
            assertThat(npy(array)).isEqualTo(npy(expected));
            file.writeNpy(folder.resolve("song.npy"));
            assertThat(folder.resolve("song.npy")).hasBinaryContent(npy(expected));
        }
    }

    @Test
    void anotherSampleRateIsRefusedUnlessItIsToBeConverted() throws IOException {
        float[] samples = new float[48_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (10_000 * Math.sin(0.1 * i));
        }
        Spectrograms strict = Spectrograms.of(Preset.INATSOUNDS_2024);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> strict.of(samples, 48_000))
                .withMessageContaining("expected a sample rate of 22,050 Hz, got 48,000");
        SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024);
        Resampler resampler = new Resampler(48_000, 22_050);
        resampler.feed(samples, 0, samples.length, builder::feed);
        resampler.finish(builder::feed);
        try (Spectrogram expected = builder.finish();
                Spectrogram converted = strict.resampling().of(samples, 48_000)) {
            assertThat(npy(converted)).isEqualTo(npy(expected));
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        Spectrograms spectrograms = Spectrograms.of(Preset.LIBROSA);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> spectrograms.of(new float[0], 22_050))
                .withMessage("the array of samples: expected sound, but it holds no samples");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> spectrograms.of(new float[] {0, Float.NaN, 0}, 22_050))
                .withMessageStartingWith("the array of samples: ");
        Path missing = folder.resolve("none.wav");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> spectrograms.read(missing))
                .withMessageContaining(missing.toString());
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> spectrograms.read(text))
                .withMessageContaining(text.toString());
    }
}
