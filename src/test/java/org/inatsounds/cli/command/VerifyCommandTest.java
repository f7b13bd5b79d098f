package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds verify}, on val of the miniature release, with each kind of damage made on purpose. */
final class VerifyCommandTest {

    @TempDir
    Path folder;

    private MiniatureData data;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    private MiniatureRecording recording(int i) {
        return data.release().recordings(Split.VAL).get(i);
    }

    private Path file(int i) {
        return data.folder().resolve(recording(i).fileName());
    }

    private CommandRun.Result verify(String... more) {
        String[] args = Arrays.copyOf(new String[] {"verify", "--catalog"}, 3 + more.length);
        args[2] = data.release().catalogue().toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return data.run(args);
    }

    /** File to kind, of a run that finds problems. */
    private static Map<String, String> problems(CommandRun.Result result) throws IOException {
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        JsonNode report = MiniatureData.json(result.out());
        assertThat(report.get("ok").asBoolean()).isFalse();
        Map<String, String> problems = new TreeMap<>();
        for (JsonNode problem : report.get("problems")) {
            assertThat(problem.get("split").asText()).isEqualTo("val");
            assertThat(problem.get("detail").asText()).isNotEmpty();
            problems.put(problem.get("file").asText(), problem.get("kind").asText());
        }
        return problems;
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws IOException {
        JsonNode report = MiniatureData.json(verify("--format", "json").out());
        assertThat(report.get("ok").asBoolean()).isTrue();
        assertThat(report.get("checked").asInt())
                .isEqualTo(data.release().recordings(Split.VAL).size());
        assertThat(report.get("problems")).isEmpty();
        assertThat(verify().out()).endsWith(" checked, no problems\n");
    }

    private Map<String, String> damage() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Files.delete(file(0));
        expected.put(recording(0).fileName(), "missing");
        Files.write(file(1), new byte[0]);
        expected.put(recording(1).fileName(), "empty");
        Files.write(file(2), Arrays.copyOf(recording(2).wav(), recording(2).wav().length / 2));
        expected.put(recording(2).fileName(), "truncated");
        Files.writeString(file(3), "ID3 and not a WAV at all");
        expected.put(recording(3).fileName(), "format");
        Path extra = data.folder().resolve("val/notes.txt");
        Files.writeString(extra, "mine");
        expected.put("val/notes.txt", "extra");
        return expected;
    }

    @Test
    void tellsEveryProblemInFullAndInQuick() throws IOException {
        Map<String, String> expected = damage();
        // A file whose header and size are right, but whose length is another one.
        Files.write(file(5), recording(4).wav());
        boolean longer = recording(4).wav().length != recording(5).wav().length;
        assertThat(longer).isTrue();
        expected.put(recording(5).fileName(), "duration");
        assertThat(problems(verify("--quick", "--format", "json"))).isEqualTo(expected);
        Map<String, String> full = problems(verify("--format", "json"));
        assertThat(full).isEqualTo(expected);
        // One of the two that hold the same is told as such, too, where that is asked for.
        assertThat(problems(verify("--duplicates", "--format", "json")).values())
                .contains("duplicate");
        String text = verify("--quick").out();
        assertThat(text)
                .contains("missing: 1\n", "truncated: 1\n", "extra: 1\n")
                .endsWith(" 6 problems\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void oneThatCantBeReadHidesNoOther() throws IOException {
        Files.delete(file(0));
        Files.createSymbolicLink(file(0), folder.resolve("nowhere"));
        Path loop = data.folder().resolve("val/loop");
        Files.createSymbolicLink(loop, data.folder().resolve("val"));
        Files.write(file(1), new byte[0]);
        assertThat(problems(verify("--format", "json")))
                .isEqualTo(Map.of(
                        recording(0).fileName(),
                        "unreadable",
                        "val/loop",
                        "extra",
                        recording(1).fileName(),
                        "empty"));
    }

    @Test
    void theSameContentInTwoSplitsIsFound() throws IOException {
        MiniatureRecording train = data.release().recordings(Split.TRAIN).get(0);
        Path there = data.folder().resolve(train.fileName());
        Files.createDirectories(there.getParent());
        Files.write(there, recording(0).wav());
        CommandRun.Result result = verify("--format", "json");
        assertThat(result.out()).contains("\"duplicate\"").contains("the same content as " + train.fileName());
    }

    @Test
    void filtersNarrowWhatIsLookedAt() throws IOException {
        damage();
        String other = recording(0).species().taxonClass().equals("Aves") ? "Insecta" : "Aves";
        CommandRun.Result result = verify("--supercategory", other);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(verify("--supercategory", "Nobody").code()).isEqualTo(2);
    }

    @Test
    void aKeptArchiveIsHeldAgainstItsChecksum() throws IOException {
        byte[] archive = Files.readAllBytes(data.release().archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS));
        Path kept = data.folder().resolve("val.tar.gz");
        Files.write(kept, archive);
        assertThat(verify("val").code()).isZero();
        MiniatureData onlyPacked = new MiniatureData(data.release(), folder.resolve("packed"));
        Files.createDirectories(onlyPacked.folder());
        Files.copy(data.folder().resolve("val.json"), onlyPacked.folder().resolve("val.json"));
        Files.copy(kept, onlyPacked.folder().resolve("val.tar.gz"));
        assertThat(onlyPacked.ok(
                        "verify", "--catalog", data.release().catalogue().toString()))
                .isEqualTo("1 checked, no problems\n");
        // Where the archive is not looked at, there is nothing to look at.
        assertThat(onlyPacked.run("verify", "--quick").code()).isEqualTo(3);
        assertThat(onlyPacked.run("verify", "val", "--quick").out()).contains("missing: ");
        CommandRun.Result chosen = onlyPacked.run(
                "verify", "val", "--taxon", recording(0).species().name());
        assertThat(chosen.code()).isEqualTo(3);
        assertThat(chosen.out()).contains("missing: ");
        archive[archive.length / 2] ^= 1;
        Files.write(kept, archive);
        assertThat(problems(verify("val", "--format", "json"))).isEqualTo(Map.of("val.tar.gz", "archive"));
        assertThat(verify("val", "--quick").code()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs links")
    void aLinkToNothingIsToldWhereItIsLookedAt() throws IOException {
        MiniatureRecording first = recording(0);
        Path link = file(0).resolveSibling("zz.wav");
        Files.createSymbolicLink(link, Path.of("/nowhere"));
        String name = first.fileName().replaceFirst("[^/]+$", "zz.wav");
        assertThat(problems(verify("val", "--format", "json"))).isEqualTo(Map.of(name, "extra"));
        assertThat(verify("val", "--taxon", first.species().name()).code()).isZero();
        Files.delete(file(0));
        Files.move(link, file(0));
        assertThat(problems(verify("val", "--format", "json"))).isEqualTo(Map.of(first.fileName(), "unreadable"));
    }

    @Test
    void aFolderInThePlaceOfARecordingIsNamedBeforeAnythingIsFetched() throws IOException {
        Files.delete(file(0));
        Files.createDirectory(file(0));
        assertThat(problems(verify("val", "--format", "json")))
                .isEqualTo(Map.of(recording(0).fileName(), "unreadable"));
        try (FaultyServer server = FaultyServer.start().putFolder(data.release().folder())) {
            CommandRun.Result result = verify("val", "--repair", "--endpoint-url", server.url());
            assertThat(result.code()).isEqualTo(6);
            assertThat(result.err()).contains(file(0) + ": expected a recording, got a folder; move it away, then");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void repairsWhatAnotherCopyHelps() throws IOException {
        damage();
        try (FaultyServer server = FaultyServer.start().putFolder(data.release().folder())) {
            CommandRun.Result result = verify("val", "--repair", "--endpoint-url", server.url(), "--format", "json");
            assertThat(problems(result)).isEqualTo(Map.of("val/notes.txt", "extra"));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(file(i)).hasBinaryContent(recording(i).wav());
        }
        assertThat(data.folder().resolve("val/notes.txt")).hasContent("mine");
    }

    @Test
    void whatIsOfAnotherReleaseIsNotRepaired() throws IOException {
        Path fetched = folder.resolve("fetched");
        String catalogue = data.release().catalogue().toString();
        Path other = folder.resolve("other.json");
        Files.writeString(
                other, Files.readString(Path.of(catalogue)).replace("\"name\": \"2024\"", "\"name\": \"other\""));
        try (FaultyServer server = FaultyServer.start().putFolder(data.release().folder())) {
            String[] place = {"--data", fetched.toString(), "--endpoint-url", server.url()};
            data.ok(List.of("fetch", "val", "--recordings", "--catalog", catalogue), place);
            Files.delete(fetched.resolve(recording(0).fileName()));
            server.forget();
            CommandRun.Result result = data.run(
                    "verify", "val", "--repair", "--catalog", other.toString(), place[0], place[1], place[2], place[3]);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("of release '2024', not of 'other'");
            // What was found is told all the same.
            assertThat(result.out()).contains("missing", recording(0).fileName());
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void namesTheSplitsThatItLeavesOut() {
        assertThat(verify().err()).contains("train: not checked, no recordings on disk", "test: not checked");
        assertThat(verify("val").err()).doesNotContain("not checked");
    }

    @Test
    void saysWhatToDoWithoutAnnotations() {
        CommandRun.Result result = CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.resolve("nothing").toString())
                .run("verify", "train");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("inatsounds fetch train");
    }

    @Test
    void saysWhatToDoWithoutAnything() {
        CommandRun.Result result = CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.resolve("nothing").toString())
                .run("verify");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("no annotations with recordings in", "inatsounds fetch val --recordings");
    }
}
