package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.cli.terminal.ExitCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations whose recordings have names that lead elsewhere: nothing is read or made there. */
final class HostileAnnotationsTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../victim/a.wav",
                "val/../../victim/a.wav",
                "val/./a.wav",
                "/victim/a.wav",
                "C:/victim/a.wav",
                "val\\\\..\\\\a.wav",
                "val/a\\u0000.wav",
                "val/a\\u001b[2J.wav",
                "a.wav"
            })
    void areRefused(String name) throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("val"));
        Files.copy(WAV, Files.createDirectories(folder.resolve("victim")).resolve("a.wav"));
        Files.copy(WAV, data.resolve("a.wav"));
        Files.copy(WAV, data.resolve("val/a.wav"));
        Files.writeString(
                data.resolve("val.json"), "{\"audio\": [{\"id\": 7, \"file_name\": \"%s\"}]}".formatted(name));
        List<Path> before = tree();
        Path output = folder.resolve("out/deep");
        assertRefused(data, "spectrogram", "val", "-o", output.toString());
        if (name.contains("/") || name.contains("\\")) {
            // One in no folder may be looked at: nothing is written under its name.
            assertRefused(data, "show", "7");
        }
        assertThat(tree()).isEqualTo(before);
    }

    private static void assertRefused(Path data, String... command) {
        CommandRun.Result result =
                CommandRun.plain().with("INATSOUNDS_DATA", data.toString()).run(command);
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("expected file names like val/folder/file.wav");
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }
}
