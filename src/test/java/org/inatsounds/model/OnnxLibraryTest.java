package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inatsounds.UsageException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.internal.Scratch;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The native library: loaded, missing, used by several threads, and stopped in the middle of its work. */
final class OnnxLibraryTest {

    private static final int STOPS = Sweep.of(6);

    private static final Path RECORDING = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");

    @TempDir
    private Path folder;

    @Test
    void aSystemWithoutOneIsNamed() {
        assertThatThrownBy(() -> OnnxLibrary.extract(OrtEnvironment.class, "osx-x64"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("no library for this system (osx-x64)", "Everything but models works");
    }

    @Test
    void nothingStaysInTheFolderForTemporaryFiles() throws IOException {
        assertThat(OnnxLibrary.environment()).isNotNull();
        Path put = OnnxLibrary.extract(OrtEnvironment.class, OnnxLibrary.systemName());
        assertThat(put.getParent()).isEqualTo(Scratch.folder());
        try (Stream<Path> files = Files.walk(put).sorted(Comparator.reverseOrder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(System.getProperty("onnxruntime.native.path")).isNull();
    }

    @Test
    void severalThreadsGiveWhatOneGives() throws Exception {
        Path file = described("mel.onnx");
        try (Model model = Model.open(file, ModelDescription.find(file, null), 1)) {
            List<float[]> expected = scores(model);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<List<float[]>>> running = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    running.add(threads.submit((Callable<List<float[]>>) () -> scores(model)));
                }
                for (Future<List<float[]>> one : running) {
                    assertThat(one.get()).usingRecursiveComparison().isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<float[]> scores(Model model) {
        List<float[]> scores = new ArrayList<>();
        Scorer scorer = model.scorer();
        for (int i = 0; i < 3; i++) {
            try (WavReader reader = WavReader.open(RECORDING)) {
                scorer.score(reader, "birdsong", window -> scores.add(window.scores()));
            }
        }
        return scores;
    }

    /** ONNX Runtime frees what it uses when a process ends, also while a session is being made. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there without being told")
    void stoppedAtAnyMomentItEndsAsAnyOther() throws Exception {
        Path file = described("wave.onnx");
        for (int i = 0; i < STOPS; i++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpeningProgram.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                // Newer JDKs warn first that a native library is loaded.
                String line = out.readLine();
                while (line != null && (line.isBlank() || line.startsWith("WARNING:"))) {
                    line = out.readLine();
                }
                assertThat(line).isEqualTo("opening");
                // The moments are spread over some sessions' time: there is nothing to wait for.
                Thread.sleep(42L * i / STOPS);
                process.toHandle().destroy();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue())
                        .as(String.join("\n", out.lines().toList()))
                        .isEqualTo(128 + 15);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private Path described(String model) throws IOException {
        Path file = Files.copy(GoldenModelTest.MODELS.resolve(model), folder.resolve(model));
        Files.writeString(
                folder.resolve("MODEL.json"), model.startsWith("mel") ? GoldenModelTest.MEL : GoldenModelTest.WAVE);
        return file;
    }
}
