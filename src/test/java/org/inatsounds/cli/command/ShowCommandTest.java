package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.inatsounds.Split;
import org.inatsounds.archive.TarGzExtractor;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.terminal.Terminal;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds show}, and filters on a split, on recordings of the miniature release. */
final class ShowCommandTest {

    private static final Path BIRDSONG = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");

    @TempDir
    static Path folder;

    private static Path data;
    private static MiniatureRelease release;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        release = MiniatureRelease.writeTo(folder.resolve("release"));
        data = folder.resolve("data");
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            try (var in = Files.newInputStream(release.archive(split, MiniatureRelease.Kind.ANNOTATIONS))) {
                TarGzExtractor.into(Files.createDirectories(data)).extract(split + ".json.tar.gz", in);
            }
            for (MiniatureRecording recording : release.recordings(split)) {
                Path file = data.resolve(recording.fileName());
                Files.createDirectories(file.getParent());
                Files.write(file, recording.wav());
            }
        }
    }

    private CommandRun.Result run(String... args) {
        return CommandRun.plain().with("INATSOUNDS_DATA", data.toString()).run(args);
    }

    @Test
    void drawsInTheSizeOfTheTerminal() {
        CommandRun.Result plain = run("show", BIRDSONG.toString(), "--width", "60", "--height", "12");
        assertThat(plain.code()).as(plain.err()).isZero();
        List<String> lines = plain.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo(BIRDSONG.toString());
        assertThat(lines.get(1)).contains("5.0 s, 22,050 Hz, 16-bit PCM, mono");
        assertThat(lines.subList(2, lines.size()))
                .hasSize(12)
                .allSatisfy(line -> assertThat(line).hasSize(60).matches("[ -~]*"));
        CommandRun.Result coloured = CommandRun.plain()
                .on(new Terminal(true, false, true, 70, 20))
                .with("TERM", "xterm-256color")
                .with("LANG", "en_GB.UTF-8")
                .run("show", BIRDSONG.toString());
        assertThat(coloured.out()).contains("\u001b[", "▀", "48;5;").doesNotContain("48;2;");
        assertThat(coloured.out().lines().toList()).hasSize(2 + 17);
        assertThat(CommandRun.plain()
                        .on(new Terminal(true, false, true, 70, 20))
                        .with("TERM", "xterm")
                        .with("COLORTERM", "truecolor")
                        .with("LANG", "en_GB.UTF-8")
                        .run("show", BIRDSONG.toString())
                        .out())
                .contains("48;2;");
    }

    @Test
    void findsARecordingByAnyOfItsNames() {
        MiniatureRecording recording = release.recordings(Split.TEST).get(3);
        String key = recording.fileName().replace(".wav", "");
        for (String name : List.of(
                String.valueOf(recording.id()),
                recording.fileName(),
                key,
                "./" + key,
                key.substring(key.lastIndexOf('/') + 1),
                data.resolve(recording.fileName()).toString())) {
            CommandRun.Result result = run("show", name);
            assertThat(result.code()).as(name + result.err()).isZero();
            assertThat(result.out())
                    .startsWith(recording.fileName())
                    .contains(recording.species().name(), "taxonomy");
        }
        CommandRun.Result nothing = run("show", "nobody");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("nobody", data.toString());
    }

    /** A file that is there is that file, whatever a recording is called. */
    @Test
    void aFileIsNoOtherRecording() throws IOException {
        MiniatureRecording recording = release.recordings(Split.TEST).get(3);
        Path base = Path.of(recording.fileName()).getFileName();
        for (String name : List.of(base.toString(), String.valueOf(recording.id()))) {
            Path file = Files.copy(BIRDSONG, data.resolve(name));
            CommandRun.Result result = run("show", file.toString());
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out())
                    .startsWith(file.toString())
                    .contains("5.0 s")
                    .doesNotContain("taxonomy");
            Files.delete(file);
        }
    }

    @Test
    void aRecordingThatIsKnownButNotThereSaysWhatBringsIt() throws IOException {
        MiniatureRecording recording = release.recordings(Split.TEST).get(5);
        Path file = data.resolve(recording.fileName());
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        try {
            CommandRun.Result result = run("show", recording.fileName());
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.err()).contains("inatsounds fetch test --recordings");
        } finally {
            Files.write(file, content);
        }
    }

    @Test
    void aNameWithoutAnnotationsToLookInSaysWhatBringsThem() {
        CommandRun.Result result = run(
                "show",
                "test/00001_A/a.wav",
                "--data",
                folder.resolve("nothing").toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("`inatsounds fetch` downloads annotations");
    }

    @Test
    void writesAPicture() throws IOException {
        Path picture = folder.resolve("song.png");
        CommandRun.Result result = run("show", BIRDSONG.toString(), "-o", picture.toString(), "--colours", "magma");
        assertThat(result.code()).as(result.err()).isZero();
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getHeight()).isEqualTo(128);
        assertThat(image.getWidth()).isEqualTo(858);
        assertThat(run("show", BIRDSONG.toString(), "-o", picture.toString(), "--axes")
                        .code())
                .isZero();
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(900);
    }

    @Test
    void wrongSizesAreNamed() {
        assertThat(run("show", BIRDSONG.toString(), "--width", "5").err()).contains("--width: expected 20 to");
        assertThat(run("show", BIRDSONG.toString(), "-o", "x.png", "--scale", "99")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void optionsThatWouldChangeNothingAreRefused() {
        String song = BIRDSONG.toString();
        assertThat(run("show", song, "--axes").err()).contains("--axes: expected -o with it");
        assertThat(run("show", song, "--scale", "-5").err()).contains("--scale: expected -o with it");
        for (String option : List.of("--width", "--height")) {
            CommandRun.Result result = run("show", song, "-o", "x.png", option, "50");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(option + ": expected no -o with it");
        }
        assertThat(run("show", song, "--height", "1").out()).isEmpty();
    }

    @Test
    void filtersChooseAmongTheRecordingsOfASplit() throws IOException {
        Path out = folder.resolve("features");
        CommandRun.Result result =
                run("spectrogram", "val", "--split", "test", "--supercategory", "aves", "-o", out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        long birds = List.of(Split.VAL, Split.TEST).stream()
                .flatMap(split -> release.recordings(split).stream())
                .filter(recording -> recording.species().audioDirName().contains("_Aves_"))
                .peek(recording -> assertThat(out.resolve(recording.fileName().replace(".wav", ".npy")))
                        .exists())
                .count();
        try (var made = Files.walk(out)) {
            assertThat(made.filter(file -> file.toString().endsWith(".npy"))).hasSize((int) birds);
        }
        assertThat(run("spectrogram", "val", "--taxon", "Avez", "-o", out.toString())
                        .err())
                .contains("did you mean 'Aves'?");
        assertThat(run("spectrogram", "val", "--taxon", "Aves,Insecta", "--max-duration", "0.01", "-o", out.toString())
                        .err())
                .contains("no recording matches: taxon Aves or Insecta, at most 0.01 s");
        assertThat(run("spectrogram", BIRDSONG.toString(), "--taxon", "Aves", "-o", out.toString())
                        .code())
                .isEqualTo(2);
    }
}
