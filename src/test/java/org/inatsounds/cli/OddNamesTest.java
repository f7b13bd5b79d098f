package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Terminal;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of annotations that holds a name, with every odd name, through every command that reads annotations: it is used or
 * refused in words, and nothing that a terminal obeys is shown.
 */
final class OddNamesTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    /** As in JSON. Recordings are below val/, and end with .wav. */
    private static final List<String> ODD = List.of(
            "\\ud800",
            "\\udc00\\ud800",
            "\\u0000",
            "\\u001b[2J",
            "\\u009b2J",
            "\\u007f",
            "\\r",
            "a\\nb",
            "\\t",
            "..",
            ".",
            "../..",
            "",
            " ",
            "/",
            "//",
            "/etc/passwd",
            "C:/x",
            "C:",
            "a\\\\b",
            "CON",
            "nul.wav",
            "a:b",
            "x".repeat(256),
            "ä".repeat(200),
            "d/".repeat(40),
            "\\u202e",
            "\\u200b",
            "\\ufeff",
            "\\ufffd",
            "\\u2028",
            "é",
            "e\\u0301",
            "*?<>|",
            "$(id)",
            "%s%n",
            "-rf",
            "<script>",
            "| a |",
            "\\ud83d\\ude00",
            "x".repeat(70_000));

    /** All other names at once are the third. */
    private static final List<String> FIELDS = List.of("file_name", "folder", "text");

    private static final Terminal SCREEN = new Terminal(true, false, false, 80, 24);

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path folder;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared);
    }

    static Stream<List<String>> oddNames() {
        return Sweep.of(FIELDS.stream().flatMap(field -> ODD.stream().map(odd -> List.of(field, odd))));
    }

    private static String fileName(String field, String odd) {
        return switch (field) {
            case "file_name" -> odd;
            case "folder" -> "val/" + odd + "/a.wav";
            default -> "val/a/a.wav";
        };
    }

    private static String json(String field, String odd) {
        return """
                {"audio": [{"id": 7, "file_name": "%s", "license": 1, "rights_holder": "%s"}],
                 "categories": [{"id": 5, "name": "%s", "common_name": "%s", "supercategory": "%s", "audio_dir_name": "%s"}],
                 "annotations": [{"id": 1, "audio_id": 7, "category_id": 5}],
                 "licenses": [{"id": 1, "name": "%s", "url": "http://example.org/%s"}]}
                """.formatted(
                        fileName(field, odd),
                        text(field, odd),
                        text(field, odd),
                        text(field, odd),
                        text(field, odd),
                        text(field, odd),
                        text(field, odd),
                        text(field, odd));
    }

    private static String text(String field, String odd) {
        return field.equals("text") ? odd : "some";
    }

    /** What makes paths of names, or what shows texts. */
    private List<List<String>> commands(boolean name) {
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("list", "--columns", "all", "--format", "text"));
        commands.add(List.of("list", "--columns", "all", "--format", "csv"));
        commands.add(List.of("show", "7"));
        commands.add(List.of(
                "subset", "--layout", "species", "-o", folder.resolve("species").toString()));
        commands.add(List.of(
                "spectrogram",
                "val",
                "--to",
                "webdataset",
                "-o",
                folder.resolve("shards").toString()));
        if (name) {
            commands.add(List.of("verify", "val"));
            commands.add(List.of("verify", "val", "--quick", "--format", "json"));
            commands.add(List.of("subset", "-o", folder.resolve("mine").toString()));
            commands.add(
                    List.of("spectrogram", "val", "-o", folder.resolve("arrays").toString()));
            commands.add(
                    List.of("eval", "--split", "val", folder.resolve("p.csv").toString()));
            return commands;
        }
        for (String format : List.of("jsonl", "markdown")) {
            commands.add(List.of("list", "--columns", "all", "--format", format));
        }
        for (String format : List.of("text", "csv", "markdown")) {
            commands.add(List.of("list", "--species", "--format", format));
            commands.add(List.of("attribution", "--format", format));
            commands.add(List.of("stats", "--format", format));
        }
        commands.add(List.of("attribution", "--format", "json"));
        return commands;
    }

    @ParameterizedTest
    @MethodSource("oddNames")
    void areUsedOrRefusedInWords(List<String> odd) throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("val/a"));
        Files.copy(WAV, data.resolve("val/a/a.wav"));
        Files.writeString(data.resolve("val.json"), json(odd.get(0), odd.get(1)), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("p.csv"), "id,5\n7,0.5\n");
        boolean name = !odd.get(0).equals("text");
        for (List<String> command : commands(name)) {
            CommandRun.Result result = CommandRun.plain()
                    .with("INATSOUNDS_DATA", data.toString())
                    .on(SCREEN)
                    .run(command.toArray(String[]::new));
            String all = command + ": " + result.out() + result.err();
            if (name) {
                // A good name of a file that is not there is a difference.
                assertThat(result.code()).as(all).isIn(0, 3, 4);
            } else {
                assertThat(result.code()).as(all).isIn(0, 4);
            }
            assertThat(obeyed(result.out(), command.get(0).equals("show")))
                    .as(all)
                    .isEmpty();
            assertThat(obeyed(result.err(), false)).as(all).isEmpty();
            assertThat(result.err()).doesNotContain("Exception", "defect");
        }
        try (Stream<Path> around = Files.list(folder)) {
            assertThat(around.map(path -> path.getFileName().toString()))
                    .isSubsetOf("data", "mine", "species", "arrays", "shards", "p.csv");
        }
    }

    /** Control characters. A picture is drawn with colours, which begin with an escape of their own. */
    private static String obeyed(String text, boolean picture) {
        String plain = picture ? text.replaceAll("\u001b\\[[0-9;]*m", "") : text;
        return plain.chars()
                .filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
                .mapToObj(c -> String.format("U+%04x ", c))
                .collect(Collectors.joining());
    }

    /** {@code fetch --stream} and {@code verify --repair} make paths of the same names. */
    @Test
    void areRefusedBeforeAnythingIsFetched() throws IOException {
        Path data = folder.resolve("data");
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            String[] at = {
                "--catalog", release.catalogue().toString(), "--endpoint-url", server.url(), "--data", data.toString()
            };
            assertThat(run(List.of("fetch", "val"), at).code()).isZero();
            Path annotations = data.resolve("val.json");
            int size = (int) Files.size(annotations);
            for (String odd : List.of("\\ud800", "\\u0000", "../x", "/x", "a\\\\b", "x".repeat(256), "\\u001b[2J")) {
                // As long as the one that was fetched: else that is fetched again.
                String json = json("folder", odd);
                Files.writeString(annotations, json + " ".repeat(size - json.getBytes(StandardCharsets.UTF_8).length));
                server.forget();
                for (List<String> command : List.of(
                        List.of("fetch", "val", "--stream"),
                        List.of("fetch", "val", "--taxon", "some"),
                        List.of("verify", "val", "--repair"))) {
                    CommandRun.Result result = run(command, at);
                    assertThat(result.code()).as(command + odd + result.err()).isEqualTo(ExitCode.BAD_INPUT);
                    assertThat(result.err()).contains("expected file names like val/folder/file.wav");
                    assertThat(server.requests()).isEmpty();
                }
            }
        }
    }

    private static CommandRun.Result run(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }
}
