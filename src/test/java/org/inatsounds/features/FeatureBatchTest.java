package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.Spectrograms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features without the command line. */
final class FeatureBatchTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    @TempDir
    private Path folder;

    private Path recordings;
    private Path features;

    @BeforeEach
    void makeRecordings() throws IOException {
        recordings = folder.resolve("recordings");
        features = folder.resolve("features");
        Files.createDirectories(recordings.resolve("a"));
        Files.copy(WAV, recordings.resolve("a/song.wav"));
        Files.copy(WAV, recordings.resolve("b.wav"));
        Files.writeString(recordings.resolve("broken.wav"), "no sound");
    }

    private FeatureBatch batch() {
        return FeatureBatch.of(Preset.INATSOUNDS_2024, BatchInputs.ofFolder(recordings))
                .into(features);
    }

    @Test
    void aFolderBecomesAFolderOfArraysAndASecondRunMakesNothingAgain() throws IOException {
        FeatureResult result = batch().run(Listener.NONE);
        assertThat(result.recordings()).isEqualTo(3);
        assertThat(result.batch().made()).isEqualTo(2);
        assertThat(result.complete()).isFalse();
        assertThat(result.batch().failed())
                .extracting(RecordingProblem::file)
                .containsExactly(recordings.resolve("broken.wav").toString());
        Path expected = folder.resolve("expected.npy");
        try (Spectrogram spectrogram = Spectrograms.of(Preset.INATSOUNDS_2024).read(WAV)) {
            spectrogram.writeNpy(expected);
        }
        assertThat(features.resolve("a/song.npy")).hasSameBinaryContentAs(expected);
        assertThat(features.resolve("manifest.csv"))
                .content()
                .contains("a/song.npy")
                .contains("b.npy");
        FeatureResult again = batch().run(Listener.NONE);
        assertThat(again.upToDate()).isEqualTo(2);
        assertThat(again.batch().made()).isZero();
    }

    @Test
    void whatIsThereIsComparedWithThePresets() throws IOException {
        Files.delete(recordings.resolve("broken.wav"));
        batch().run(Listener.NONE);
        ParityResult result = batch().compare(features, Preset.NAMED, Listener.NONE);
        assertThat(result.same()).isTrue();
        assertThat(result.rows())
                .filteredOn(ParityRow::same)
                .extracting(ParityRow::preset)
                .containsExactly("inatsounds-2024");
    }

    @Test
    void jobsThatHaveSomethingLeftAreFound() throws IOException {
        Files.delete(recordings.resolve("broken.wav"));
        assertThat(batch().unfinished(1, Listener.NONE)).containsExactly(new Unfinished(new JobShare(1, 1), 2, 2));
        batch().run(Listener.NONE);
        assertThat(batch().unfinished(3, Listener.NONE)).isEmpty();
    }

    @Test
    void nothingIsWrittenOverARecording() {
        List<BatchSource> one = BatchInputs.ofFolder(recordings.resolve("a"));
        FeatureBatch batch = FeatureBatch.of(Preset.INATSOUNDS_2024, one)
                .into(new BatchPlace.OneFile(recordings.resolve("a/song.wav")));
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> batch.run(Listener.NONE))
                .withMessageContaining("which is a recording");
    }

    @Test
    void aThreadThatIsInterruptedCancelsAndTheFolderIsFreeAgain() {
        Thread caller = Thread.currentThread();
        Listener interrupting = new Listener() {
            @Override
            public void onInterrupt(@Nullable String message) {
                if (message != null) {
                    caller.interrupt();
                }
            }
        };
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> batch().run(interrupting));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(features.resolve(BatchPlace.LOCK)).doesNotExist();
        assertThat(features.resolve("manifest.csv")).doesNotExist();
        FeatureResult result = batch().run(Listener.NONE);
        assertThat(result.upToDate() + result.batch().made()).isEqualTo(2);
    }
}
