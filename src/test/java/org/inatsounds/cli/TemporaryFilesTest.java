package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Split;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.testing.MiniatureRecording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files take no name that anything else has, and are where they should be. */
final class TemporaryFilesTest {

    @TempDir
    Path folder;

    private MiniatureData data;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    private String here(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void predictionsNamedLikeAPartOfTheResultStay() throws IOException {
        for (String name : List.of("r.json.part", "r.json.new", "r.json.tmp", ".r.json.part")) {
            Path file = Files.copy(data.release().predictions(Split.VAL), folder.resolve(name));
            data.ok("eval", file.toString(), "--split", "val", "--format", "json", "-o", here("r.json"));
            assertThat(file).hasSameBinaryContentAs(data.release().predictions(Split.VAL));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void linksWithSuchNamesAreNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path out = Files.createDirectory(folder.resolve("out"));
        for (String name : List.of("q.html", "c.csv", "out/spectrogram.json", "out/val-000000.tar")) {
            Files.createSymbolicLink(folder.resolve(name + ".part"), precious);
        }
        String predictions = data.release().predictions(Split.VAL).toString();
        data.ok("report", predictions, "--split", "val", "--resamples", "0", "-o", here("q.html"));
        data.ok("eval", predictions, "--split", "val", "--per-class", here("c.csv"));
        data.ok("spectrogram", "val", "--to", "webdataset", "-o", out.toString());
        assertThat(precious).hasContent("mine");
        assertThat(Files.isSymbolicLink(folder.resolve("q.html"))).isFalse();
    }

    /** Names that others can know are in a folder of the program's own; a link there is not followed either. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void aLinkInPlaceOfTheLockIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve(BatchPlace.LOCK), precious);
        CommandRun.Result result = data.run("spectrogram", "val", "-o", out.toString());
        assertThat(result.code()).as(result.err()).isEqualTo(6);
        assertThat(precious).hasContent("mine");
    }

    @Test
    void whatAKilledRunLeftGoes() throws IOException {
        Path out = folder.resolve("out");
        MiniatureRecording recording = data.release().recordings(Split.VAL).get(0);
        Path left = out.resolve(recording.fileName()).resolveSibling(".inatsounds-all-1a2b.part");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half");
        data.ok("spectrogram", "val", "-o", out.toString());
        assertThat(left).doesNotExist();

        Path subset = Files.createDirectory(folder.resolve("subset"));
        Files.writeString(subset.resolve(".inatsounds-all-1a2b.part"), "half");
        data.ok("subset", "--split", "val", "-o", subset.toString());
        assertThat(names(subset)).noneMatch(name -> name.startsWith(".inatsounds"));
    }

    @Test
    void temporaryFilesAreWhereTmpdirSays() throws IOException {
        assumeThat(System.getProperty("os.name"))
                .as("deleted files keep no name")
                .isEqualTo("Linux");
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path packed = folder.resolve("p.csv.gz");
        Files.write(packed, gzip(Files.readAllBytes(data.release().predictions(Split.VAL))));
        CommandRun.Result result = CommandRun.plain()
                .with("INATSOUNDS_DATA", data.folder().toString())
                .with("TMPDIR", scratch.toString())
                .run("eval", packed.toString(), "--split", "val");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(scratch).isEmptyDirectory();

        // That it was there, a folder tells which can't have files.
        Path file = Files.writeString(folder.resolve("file"), "");
        for (String words : List.of("eval " + packed + " --split val", "eval " + folder.resolve("long.csv"))) {
            Files.writeString(folder.resolve("long.csv"), "file_name,category,score\n" + longRows());
            result = CommandRun.plain()
                    .with("INATSOUNDS_DATA", data.folder().toString())
                    .with("INATSOUNDS_SPLIT", "val")
                    .with("TMPDIR", file.toString())
                    .run(words.replace(" --split val", "").split(" "));
            assertThat(result.code()).as(words + result.err()).isEqualTo(6);
            assertThat(result.err()).contains("can't write a temporary file in " + file, "TMPDIR");
            assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
        }
    }

    private String longRows() {
        StringBuilder rows = new StringBuilder();
        data.release()
                .recordings(Split.VAL)
                .forEach(each -> rows.append(each.fileName()).append(",1,0.5\n"));
        return rows.toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** One package makes them all; this looks at the text of the others. */
    @Test
    void noOtherPlaceMakesTemporaryFiles() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("internal"))
                            .filter(TemporaryFilesTest::makesItsOwn)
                            .map(file -> String.valueOf(file.getFileName())))
                    .as("these make temporary files, or take the JVM's folder for them")
                    .isEmpty();
        }
    }

    private static boolean makesItsOwn(Path source) {
        try {
            String text = Files.readString(source, StandardCharsets.UTF_8);
            return Stream.of("createTempFile", "createTempDirectory(\"", "java.io.tmpdir", "DELETE_ON_CLOSE")
                    .anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
