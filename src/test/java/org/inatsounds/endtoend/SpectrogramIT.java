package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds spectrogram}, as a process. */
final class SpectrogramIT {

    private static final Path WAV = LauncherProcess.project().resolve("src/test/resources/spectrogram/wav");
    private static final int RECORDINGS = 100;

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private void manyRecordings() throws IOException {
        byte[] song = Files.readAllBytes(WAV.resolve("birdsong.wav"));
        for (int i = 0; i < RECORDINGS; i++) {
            Files.write(in.resolve("%03d.wav".formatted(i)), song);
        }
    }

    private LauncherCommand spectrogram(Object... args) {
        String[] words = Stream.concat(Stream.of("spectrogram"), Stream.of(args))
                .map(Object::toString)
                .toArray(String[]::new);
        return LauncherCommand.inatsounds(words).env("INATSOUNDS_DATA", folder.resolve("data"));
    }

    /** Files under their final name; parts come and go while one looks. */
    private LauncherCommand make(Path to, String kind) {
        return kind.equals("webdataset")
                ? spectrogram(in, "-o", to, "--to", kind, "--shard-size", "1M")
                : spectrogram(in, "-o", to, "--to", kind);
    }

    private int finished() {
        String[] names = out.toFile().list((folder, name) -> name.endsWith(".npy") || name.endsWith(".tar"));
        return names == null ? 0 : names.length;
    }

    /** Of what a run makes; not of its notes on what things were made from, which tell of the times of files. */
    private static Map<String, Long> sizes(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.startsWith(folder.resolve(".inatsounds.made")))
                    .toList()) {
                sizes.put(folder.relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }

    /** Other signals, kinds of output and moments: CrashIT. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void interruptedItSaysHowToGoOnAndEndsTheSame() throws IOException, InterruptedException {
        manyRecordings();
        try (LauncherProcess process = make(out, "npy").start()) {
            while (process.isAlive() && finished() < 4) {
                Thread.sleep(5);
            }
            process.signal("INT");
            LauncherProcess.Result stopped = process.await();
            assertThat(stopped.exitCode()).isEqualTo(130);
            assertThat(stopped.stderr())
                    .contains("run the same command again to resume")
                    .doesNotContain("error");
        }
        Map<String, Long> left = sizes(out);
        assertThat(left).hasSizeLessThan(RECORDINGS);
        assertThat(left.keySet()).noneMatch(name -> name.endsWith(".part"));
        LauncherProcess.Result again = make(out, "npy").run();
        assertThat(again.exitCode()).as(again.stderr()).isZero();
        assertThat(again.stdout()).doesNotContain("up to date          0");
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(make(undisturbed, "npy").run().exitCode()).isZero();
        assertThat(sizes(out)).isEqualTo(sizes(undisturbed));
        for (String name : sizes(out).keySet()) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(undisturbed.resolve(name));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsAPipeAndWritesOne() throws IOException {
        Path launcher = LauncherProcess.project().resolve("scripts/inatsounds");
        LauncherProcess.Result result = LauncherCommand.quick(LauncherCommand.command(
                        "sh",
                        "-c",
                        "cat \"$0\" | \"$1\" spectrogram - -o - > \"$2\"",
                        WAV.resolve("noise.wav").toString(),
                        launcher.toString(),
                        folder.resolve("noise.npy").toString()))
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(spectrogram(WAV.resolve("noise.wav"), "-o", out).run().exitCode())
                .isZero();
        assertThat(folder.resolve("noise.npy")).hasSameBinaryContentAs(out.resolve("noise.npy"));
    }

    @Test
    void exitCodes() throws IOException {
        Files.copy(WAV.resolve("noise.wav"), in.resolve("good.wav"));
        Files.writeString(in.resolve("bad.wav"), "bad");
        LauncherProcess.Result some = spectrogram(in, "-o", out).run();
        assertThat(some.exitCode()).isEqualTo(3);
        assertThat(some.stderr()).contains("bad.wav: malformed WAV").doesNotContain("\tat ");
        assertThat(out.resolve("good.npy")).exists();
        assertThat(spectrogram(in.resolve("bad.wav"), "-o", out).run().exitCode())
                .isEqualTo(4);
        assertThat(spectrogram(in, "-o", out, "--hop", "0").run().exitCode()).isEqualTo(2);
        LauncherProcess.Result unwritable = spectrogram(in.resolve("good.wav"), "-o", in.resolve("bad.wav/x"))
                .run();
        assertThat(unwritable.exitCode()).as(unwritable.stderr()).isEqualTo(6);
        LauncherProcess.Result shown = LauncherCommand.inatsounds(
                        "show", in.resolve("good.wav").toString())
                .run();
        assertThat(shown.exitCode()).as(shown.stderr()).isZero();
        assertThat(shown.stdout()).contains("kHz");
    }
}
