package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.MiniatureRelease.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds fetch} into a folder where files are that it did not bring: they are used, or left, and never lost. */
final class OwnFilesTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path temporary;

    private FaultyServer server;
    private Path data;
    private Path catalogue;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared);
    }

    @BeforeEach
    void serve() throws IOException {
        server = FaultyServer.start().putFolder(release.folder());
        data = Files.createDirectories(temporary.resolve("data"));
        catalogue = release.catalogue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun.Result run(String command, Path folder, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        all.addAll(List.of("--catalog", catalogue.toString(), "--endpoint-url", server.url()));
        all.addAll(List.of("--data", folder.toString()));
        all.addAll(List.of(more));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }

    private CommandRun.Result ok(String command, Path folder, String... more) {
        CommandRun.Result result = run(command, folder, more);
        assertThat(result.code()).as(command + "\n" + result.err()).isZero();
        return result;
    }

    private void assertRefused(String command, Path folder, Path kept, String... said) throws IOException {
        byte[] before = Files.readAllBytes(kept);
        CommandRun.Result result = run(command, folder);
        assertThat(result.code()).as(command + "\n" + result.err()).isEqualTo(2);
        assertThat(result.err()).contains("--force").contains(said);
        assertThat(kept).hasBinaryContent(before);
    }

    private long recordingsServed() {
        return server.requests().stream()
                .filter(request -> request.method().equals("GET"))
                .filter(request -> request.path().equals(MiniatureRelease.path(Split.VAL, Kind.RECORDINGS)))
                .count();
    }

    private Path subset() {
        ok("fetch val --recordings", data);
        Path subset = temporary.resolve("mine");
        CommandRun.Result result = CommandRun.plain()
                .run("subset", "val", "--supercategory", "Aves", "-o", subset.toString(), "--data", data.toString());
        assertThat(result.code()).as(result.err()).isZero();
        return subset;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch val",
                "fetch val --supercategory Aves",
                "fetch val --recordings",
                "fetch val --stream",
                "fetch val --supercategory Aves --dry-run"
            })
    void theAnnotationsOfASubsetStay(String command) throws IOException {
        Path subset = subset();
        server.forget();
        assertRefused(command, subset, subset.resolve("val.json"), "a subset of release '2024'", "verify val --repair");
        assertThat(server.requests()).isEmpty();
        assertThat(subset.resolve(".inatsounds")).doesNotExist();
    }

    @Test
    void aSubsetGetsWhatItLacksAndNothingElse() throws IOException {
        Path subset = subset();
        assertThat(subset.resolve("subset.tsv"))
                .hasContent("inatsounds-subset 1\t2024\nval\tval\t" + release.md5(Split.VAL, Kind.ANNOTATIONS)
                        + "\tpublished\n");
        byte[] annotations = Files.readAllBytes(subset.resolve("val.json"));
        List<MiniatureRecording> birds = release.recordings(Split.VAL).stream()
                .filter(each -> each.species().taxonClass().equals("Aves"))
                .toList();
        Files.delete(subset.resolve(birds.get(0).fileName()));
        ok("verify val --repair", subset);
        assertThat(subset.resolve("val.json")).hasBinaryContent(annotations);
        assertThat(subset.resolve(birds.get(0).fileName()))
                .hasBinaryContent(birds.get(0).wav());
        try (Stream<Path> files = Files.walk(subset.resolve("val"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(birds.size());
        }
    }

    @Test
    void aSubsetOfARenamedOneSaysWhatToDo() throws IOException {
        ok("fetch val --recordings", data);
        Path subset = temporary.resolve("mine");
        Path second = temporary.resolve("second");
        CommandRun.plain()
                .run("subset", "val", "--layout", "species", "-o", subset.toString(), "--data", data.toString());
        CommandRun.plain()
                .run("subset", "val", "--supercategory", "Aves", "-o", second.toString(), "--data", subset.toString());
        try (Stream<Path> files = Files.walk(second.resolve("val"))) {
            Files.delete(files.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        CommandRun.Result result = run("verify val --repair", second);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("have other names", "run the same `inatsounds subset` again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fetch val", "fetch val --supercategory Aves", "fetch val --recordings", "fetch val --stream"})
    void annotationsThatSomebodyWroteStay(String command) throws IOException {
        release.unpackAnnotations(Split.VAL, data);
        Path annotations = data.resolve("val.json");
        Files.writeString(annotations, Files.readString(annotations).replaceFirst("\\{", "{ "));
        assertRefused(command, data, annotations, "is not the one of the release");
        assertThat(recordingsServed()).isZero();
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(annotations);
        }
        ok(command + " --force", data);
        assertThat(run("fetch val", data).err()).contains("nothing to do");
    }

    @Test
    void annotationsThatWereChangedSinceTheyWereFetchedStay() throws IOException {
        ok("fetch val", data);
        Path annotations = data.resolve("val.json");
        Files.writeString(annotations, Files.readString(annotations).replaceFirst("\\{", "{ "));
        assertRefused("fetch val --taxon Aves", data, annotations, "was changed since");
        Files.writeString(annotations, "{\"audio\": [");
        ok("fetch val", data);
        assertThat(annotations).content().endsWith("}\n");
    }

    @Test
    void aFolderInTheirPlaceIsNamedBeforeAnythingIsFetched() throws IOException {
        Files.createDirectories(data.resolve("val.json"));
        CommandRun.Result result = run("fetch val", data);
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("expected the annotations, got a folder");
        Files.delete(data.resolve("val.json"));
        Files.writeString(data.resolve("val"), "");
        result = run("fetch val --recordings", data);
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("expected the folder of the recordings, got a file");
        assertThat(server.bytesServed()).isZero();
    }

    private void age() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(each, FileTime.from(LONG_AGO));
            }
        }
    }

    private void assertUntouched(List<MiniatureRecording> recordings) {
        assertThat(recordings).allSatisfy(each -> {
            Path file = data.resolve(each.fileName());
            assertThat(file).hasBinaryContent(each.wav());
            assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(LONG_AGO);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSplitThatWasUnpackedByHandIsNotFetchedAgain(boolean annotations) throws Exception {
        if (annotations) {
            release.unpackAnnotations(Split.VAL, data);
        }
        release.unpackRecordings(Split.VAL, data);
        age();
        assertThat(ok("fetch val --recordings", data).err()).contains("nothing to do");
        assertUntouched(release.recordings(Split.VAL));
        assertThat(recordingsServed()).isZero();
        ok("verify val", data);
        server.forget();
        assertThat(ok("fetch val --recordings", data).err()).contains("nothing to do: all files exist");
        assertThat(ok("fetch val --stream", data).err()).contains("nothing to do");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch val --recordings", "fetch val --stream"})
    void ofASplitThatIsPartlyThereTheRestIsFetched(String command) throws Exception {
        ok("fetch val", data);
        release.unpackRecordings(Split.VAL, data);
        age();
        List<MiniatureRecording> all = release.recordings(Split.VAL);
        Files.delete(data.resolve(all.get(1).fileName()));
        Files.write(
                data.resolve(all.get(2).fileName()), Arrays.copyOf(all.get(2).wav(), 1000));
        assertThat(ok(command, data).out()).contains("val");
        assertThat(data.resolve(all.get(1).fileName()))
                .hasBinaryContent(all.get(1).wav());
        assertThat(data.resolve(all.get(2).fileName()))
                .hasBinaryContent(all.get(2).wav());
        assertUntouched(all.subList(3, all.size()));
        assertThat(data.resolve(".inatsounds/receipts/val-recordings.tsv"))
                .content()
                .hasLineCount(all.size() + 1);
        server.forget();
        ok("fetch val --recordings", data);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch val --recordings", "fetch val --stream", "fetch val --min-duration 0.01"})
    void recordingsThatSomebodyConvertedStay(String command) throws Exception {
        ok("fetch val", data);
        release.unpackRecordings(Split.VAL, data);
        List<MiniatureRecording> all = release.recordings(Split.VAL);
        Path own = data.resolve(all.get(0).fileName());
        byte[] other = all.get(0).wav().clone();
        other[24] = 0x44;
        other[25] = (byte) 0xac; // 44,100 Hz
        Files.write(own, other);
        Files.delete(data.resolve(all.get(1).fileName()));
        CommandRun.Result result = ok(command, data);
        assertThat(result.err())
                .contains(
                        "1 recording is complete, but different from the annotations",
                        all.get(0).fileName());
        assertThat(own).hasBinaryContent(other);
        assertThat(data.resolve(all.get(1).fileName()))
                .hasBinaryContent(all.get(1).wav());
        ok("fetch val --recordings --force", data);
        assertThat(own).hasBinaryContent(all.get(0).wav());
    }

    @Test
    void anArchiveThatIsSomethingElseIsNotReplacedByTheKeptOne() throws IOException {
        Path archive = Files.writeString(data.resolve("val.tar.gz"), "my backup");
        assertRefused(
                "fetch val --recordings --keep-archives",
                data,
                archive,
                "--keep-archives",
                "is not the expected archive");
        ok("fetch val --recordings", data);
        assertThat(archive).hasContent("my backup");
    }

    @Test
    void aCatalogueOfOneSplitNeedsNoWord() throws IOException {
        String text = Files.readString(release.catalogue());
        String one =
                text.replaceAll("\\{\"split\": \"(train|test)\"[^}]*\\},?", "").replaceAll(",\\s*\\]", "]");
        catalogue = Files.writeString(temporary.resolve("one.json"), one);
        for (String command : List.of("fetch", "fetch all --recordings", "fetch --stream")) {
            CommandRun.Result result = ok(command, temporary.resolve(command));
            assertThat(result.out()).contains("val").doesNotContain("train");
        }
        CommandRun.Result named = run("fetch train", data);
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).contains("has no archives of the split 'train'");
    }

    @Test
    void aDryRunByAnIndexTellsTheBytesOfTheParts() throws IOException {
        ok("fetch val --stream", data);
        MiniatureRecording gone = release.recordings(Split.VAL).get(4);
        Files.delete(data.resolve(gone.fileName()));
        String choice = "fetch val --taxon GENUS --dry-run --format json"
                .replace("GENUS", gone.species().name().replaceFirst(" .*", ""));
        JsonNode plan = MiniatureData.json(ok(choice, data).out());
        long archive = Files.size(release.archive(Split.VAL, Kind.RECORDINGS));
        assertThat(plan.get("bytes_to_fetch").asLong()).isBetween(1L, archive);
        assertThat(plan.at("/files/0/bytes")).isEqualTo(plan.get("bytes_to_fetch"));
    }

    /** The plan counted it as here, and the disk filled up. */
    @Test
    void anArchiveThatWasCutShortCountsAsNotHere() throws IOException {
        ok("fetch val", data);
        Path archive = release.archive(Split.VAL, Kind.RECORDINGS);
        Files.write(data.resolve("val.tar.gz"), Arrays.copyOf(Files.readAllBytes(archive), 1000));
        JsonNode plan = MiniatureData.json(
                ok("fetch val --recordings --dry-run --format json", data).out());
        assertThat(plan.get("bytes_to_fetch").asLong()).isEqualTo(Files.size(archive));
        assertThat(ok("fetch val --recordings", data).err()).contains("is not the expected archive");
        ok("verify val --quick", data);
    }

    @Test
    void aJournalWithoutItsPartCountsAsNothing() throws IOException {
        Path archive = release.archive(Split.VAL, Kind.RECORDINGS);
        Path parts = Files.createDirectories(data.resolve(".inatsounds/parts"));
        Files.writeString(
                parts.resolve("2024-val-recordings.part.journal"),
                "inatsounds-journal 1\nurl %s\netag \nmodified \nsize %d\ndone 0 %d\n"
                        .formatted(server.url(), Files.size(archive), Files.size(archive)));
        JsonNode plan = MiniatureData.json(
                ok("fetch val --recordings --dry-run --format json", data).out());
        assertThat(plan.get("bytes_to_fetch").asLong()).isGreaterThan(Files.size(archive));
    }

    /** Both forms mean the same, and add up; the variable gives way to words. */
    @Test
    void splitsAreNamedByWordsOrByTheOption() throws Exception {
        MiniatureData there = MiniatureData.in(temporary.resolve("there"));
        String[] commands = {"fetch", "verify --quick", "stats", "list --format csv", "attribution"};
        for (String command : commands) {
            String word = output(there, command + " val");
            assertThat(output(there, command + " --split val")).as(command).isEqualTo(word);
            assertThat(output(there, command + " val --split val")).as(command).isEqualTo(word);
            CommandRun.Result wrong = there.run((command + " vla").split(" ", -1));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("SPLIT: expected train, val, test or all, got 'vla'; did you mean 'val'?");
        }
        assertThat(output(there, "stats val --split test")).isEqualTo(output(there, "stats val test"));
        assertThat(output(there, "stats all")).isEqualTo(output(there, "stats"));
        CommandRun.Result spectrograms = there.run(
                "spectrogram",
                "val",
                "--split",
                "val",
                "-o",
                temporary.resolve("out").toString(),
                "--format",
                "json");
        assertThat(spectrograms.code()).as(spectrograms.err()).isZero();
        String byVariable = CommandRun.plain()
                .with("INATSOUNDS_SPLIT", "train")
                .run("list", "val", "--format", "csv", "--data", there.folder().toString())
                .out();
        assertThat(byVariable).isEqualTo(there.ok("list", "--split", "val", "--format", "csv"));
    }

    private String output(MiniatureData there, String command) {
        boolean network = command.startsWith("fetch") || command.startsWith("verify");
        CommandRun.Result result = network ? run(command, there.folder()) : there.run(command.split(" ", -1));
        assertThat(result.code()).as(command + "\n" + result.err()).isZero();
        return result.out().replaceAll("(elapsed|in) [0-9.]+.*", "");
    }
}
