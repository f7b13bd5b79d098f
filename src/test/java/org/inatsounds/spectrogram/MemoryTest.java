package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long spectrograms, of which all but the newest block is on disk: they read as if all was in memory. */
final class MemoryTest {

    private static final int SAMPLES = 128 * 1088 * 3 + 40_000;

    @TempDir
    Path folder;

    static Stream<Preset> presets() {
        return Stream.concat(
                Preset.NAMED.stream(),
                Stream.of(
                        Preset.INATSOUNDS_2024.asMagnitude(),
                        Preset.LIBROSA.withOutput(
                                new Loudness(Loudness.Log.POWER, 1e-10, 60, -40, 30), ElementType.UINT8)));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void isTheSameFromDiskAsFromMemory(Preset preset) throws IOException {
        SpectrogramBuilder builder = new SpectrogramBuilder(preset, new Memory(1, folder));
        // A recording that was given up must leave nothing to the next.
        builder.feed(new float[400_000], 0, 400_000);
        builder.reset();
        double[] samples = samples();
        builder.feed(samples, 0, samples.length);
        try (Spectrogram onDisk = builder.finish()) {
            Spectrogram inMemory = Golden.spectrogram(preset, samples);
            assertThat(onDisk.frames()).isEqualTo(inMemory.frames()).isGreaterThan(Spectrogram.BLOCK / 2);
            assertThat(Parity.of(Golden.array(inMemory), onDisk).different()).isZero();
            if (preset.layout() != AxisOrder.TIME_MEL) {
                assertThat(Parity.of(Golden.array(new Windows(inMemory)), new Windows(onDisk))
                                .different())
                        .isZero();
            }
            assertThat(onDisk.value(7, 0)).isEqualTo(inMemory.value(7, 0));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatFitsStaysInMemory() {
        Path nowhere = folder.resolve("missing");
        SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024, new Memory(1 << 20, nowhere));
        double[] samples = samples();
        builder.feed(samples, 0, samples.length);
        try (Spectrogram spectrogram = builder.finish()) {
            assertThat(spectrogram.frames()).isGreaterThan(3 * Spectrogram.BLOCK);
        }
    }

    @Test
    void noPlaceForTheRestIsAFailureToStore() {
        Path nowhere = folder.resolve("missing");
        SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024, new Memory(1, nowhere));
        double[] samples = samples();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> builder.feed(samples, 0, samples.length))
                .withMessageContaining(nowhere.toString());
    }

    @Test
    void comparesWithAFileElementByElement() throws IOException {
        double[] samples = samples();
        for (Preset preset : new Preset[] {Preset.INATSOUNDS_2024, Preset.TORCHAUDIO_1024_256}) {
            Path file = folder.resolve(preset.name() + ".npy");
            Spectrogram spectrogram = Golden.spectrogram(preset, samples);
            spectrogram.writeNpy(file);
            assertThat(Parity.of(file, spectrogram)).satisfies(p -> {
                assertThat(p.compared()).isEqualTo(128L * spectrogram.frames());
                assertThat(p.different()).isZero();
                assertThat(p.largest()).isZero();
                assertThat(p.peak()).isPositive();
            });
            samples[70_000] += 20_000;
            Spectrogram other = Golden.spectrogram(preset, samples);
            Parity parity = Parity.of(file, other);
            assertThat(parity)
                    .isEqualTo(Parity.of(NpyArray.read(file), other))
                    .satisfies(p -> assertThat(p.different()).isPositive());
        }
    }

    @Test
    void refusesToCompareWhatDiffersInShapeOrIsCut() throws IOException {
        Path file = folder.resolve("expected.npy");
        Golden.spectrogram(Preset.INATSOUNDS_2024, new double[5120]).writeNpy(file);
        assertThatExceptionOfType(DataMismatchException.class)
                .isThrownBy(() -> Parity.of(file, Golden.spectrogram(Preset.INATSOUNDS_2024, new double[5120 + 128])))
                .withMessageContaining("[128, 37]")
                .withMessageContaining("[128, 38]");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Parity.of(file, Golden.spectrogram(Preset.INATSOUNDS_2024, new double[5120])))
                .withMessageContaining("ends too early");
    }

    private static double[] samples() {
        Random random = new Random(3);
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.rint(3000 * random.nextGaussian() * Math.exp(-i / 100_000.0));
        }
        return samples;
    }
}
