package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.Split;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify} of what recordings hold, and of what was asked for, after each way to fetch them. */
final class VerifyContentTest {

    private static final int MIB = 1 << 20;
    private static final String TRAIN = MiniatureRelease.path(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS);

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path data;

    private FaultyServer server;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared, new MiniatureRelease.Options(4L * MIB, true, null));
    }

    @BeforeEach
    void serve() {
        server = FaultyServer.start().putFolder(release.folder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun.Result run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--format", "json", "--data", data.toString()));
        all.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", server.url()));
        if (command.equals("fetch")) {
            all.addAll(List.of("--retries", "0"));
        }
        all.addAll(List.of(more));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }

    private CommandRun.Result ok(String command, String... more) {
        CommandRun.Result result = run(command, more);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return result;
    }

    /** File to kind, of a run that finds problems. */
    private Map<String, String> problems(String... more) throws IOException {
        CommandRun.Result result = run("verify", more);
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(3);
        Map<String, String> problems = new TreeMap<>();
        MiniatureData.json(result.out())
                .get("problems")
                .forEach(each ->
                        problems.put(each.get("file").asText(), each.get("kind").asText()));
        return problems;
    }

    private JsonNode report(String... more) throws IOException {
        return MiniatureData.json(ok("verify", more).out());
    }

    private static MiniatureRecording recording(Split split, int i) {
        return release.recordings(split).get(i);
    }

    /** Changes one byte in the middle; time and length stay. */
    private void overwrite(MiniatureRecording recording) throws IOException {
        Path file = data.resolve(recording.fileName());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        var time = Files.getLastModifiedTime(file);
        Files.write(file, bytes, StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, time);
    }

    private static String[] choice(MiniatureRecording recording) {
        return new String[] {
            recording.split().label(), "--taxon", recording.species().name()
        };
    }

    /** Whole and kept, streamed, chosen from the whole archive, chosen by the index. */
    @ParameterizedTest
    @ValueSource(strings = {"whole", "kept", "stream", "some", "early", "index"})
    void oneOverwrittenInTheMiddleIsFoundAndRepaired(String way) throws IOException {
        MiniatureRecording victim = recording(Split.TRAIN, 3);
        switch (way) {
            case "whole" -> ok("fetch", "train", "--recordings");
            case "kept" -> ok("fetch", "train", "--recordings", "--keep-archives");
            case "stream" -> ok("fetch", "train", "--stream");
            case "early" -> {
                String[] some = choice(victim);
                ok("fetch", some[0], some[1], some[2], "--stop-early");
            }
            default -> {
                if (way.equals("index")) {
                    ok("fetch", choice(recording(Split.TRAIN, 0)));
                }
                ok("fetch", choice(victim));
            }
        }
        JsonNode before = report("train");
        assertThat(before.get("content_compared").asInt()).isPositive();
        boolean packed = way.equals("kept");
        assertThat(before.get("content_compared").asInt())
                .isEqualTo(before.get("checked").asInt() - (packed ? 2 : 0));

        overwrite(victim);
        assertThat(problems("train")).isEqualTo(Map.of(victim.fileName(), "content"));
        assertThat(run("verify", "train", "--quick").code()).isZero();
        // What a fetch looks at is there: only reading it tells.
        assertThat(run("verify", "train", "--repair").code()).isZero();
        assertThat(data.resolve(victim.fileName())).hasBinaryContent(victim.wav());
        JsonNode after = report("train");
        assertThat(after.get("content_compared")).isEqualTo(before.get("content_compared"));
        overwrite(victim);
        assertThat(problems("train")).isEqualTo(Map.of(victim.fileName(), "content"));
    }

    @Test
    void checksumsOutlastAFetchThatIsCutOff() throws IOException {
        ok("fetch", "train");
        String[] stream = {"train", "--stream", "--checkpoint-every", "1M"};
        server.when(Which.get(TRAIN).covering(3 * MIB).first(1), Fault.resetAfter(0));
        assertThat(run("fetch", stream).code()).isEqualTo(5);
        ok("fetch", stream);
        JsonNode report = report("train");
        assertThat(report.get("content_compared").asInt())
                .isEqualTo(release.recordings(Split.TRAIN).size());
    }

    @Test
    void aFolderWithoutChecksumsIsCheckedWithoutThem() throws IOException {
        ok("fetch", "val", "--recordings");
        Path sums = data.resolve(".inatsounds/receipts/val-recordings.sums.tsv");
        String all = Files.readString(sums);
        overwrite(recording(Split.VAL, 0));
        for (String text :
                List.of("", "no such file", "\u0000", all.replace("\t", " "), all.substring(0, 60), "\n\n\t\t\n")) {
            Files.writeString(sums, text);
            CommandRun.Result result = ok("verify", "val");
            assertThat(result.err()).contains("content not compared");
        }
        Files.delete(sums);
        assertThat(report("val").get("content_compared").asInt()).isZero();
        // As an archive of the version before was fetched: what is fetched again has checksums, what is not has none.
        Files.delete(data.resolve(recording(Split.VAL, 1).fileName()));
        ok("fetch", "val", "--recordings");
        assertThat(report("val").get("content_compared").asInt()).isEqualTo(1);
    }

    @Test
    void aReceiptIsAsTheVersionBeforeReadsIt() throws IOException {
        ok("fetch", "val", "--recordings");
        List<String> lines = Files.readAllLines(data.resolve(".inatsounds/receipts/val-recordings.tsv"));
        assertThat(lines.get(0)).startsWith("inatsounds-receipt 1\t2024\t");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches("val/[^\t]+\t[0-9]+"));
    }

    @Test
    void twoOfTheSameContentAreANoteUnlessAskedFor() throws IOException {
        ok("fetch", "val", "--recordings");
        MiniatureRecording one = recording(Split.VAL, 0);
        MiniatureRecording other = recording(Split.VAL, 1);
        Files.write(data.resolve(other.fileName()), one.wav());
        // As if the release had them so.
        Path annotations = data.resolve("val.json");
        Files.writeString(annotations, Files.readString(annotations).replace("" + other.seconds(), "" + one.seconds()));
        Files.delete(data.resolve(".inatsounds/receipts/val-recordings.sums.tsv"));
        CommandRun.Result result = ok("verify", "val");
        JsonNode note = MiniatureData.json(result.out()).get("notes").get(0);
        assertThat(note.get("kind").asText()).isEqualTo("duplicate");
        assertThat(List.of(one.fileName(), other.fileName()))
                .contains(note.get("file").asText());
        assertThat(result.err()).contains("1 of the recordings have the same content as another", "--duplicates");
        assertThat(problems("val", "--duplicates").values()).containsExactly("duplicate");
        assertThat(run("verify", "val", "--repair").code()).isZero();
        assertThat(run("verify", "val", "--quick", "--duplicates").code()).isEqualTo(2);
    }

    @Test
    void onlyWhatWasAskedForCanBeMissing() throws IOException {
        MiniatureRecording asked = recording(Split.VAL, 0);
        ok("fetch", choice(asked));
        long chosen = release.recordings(Split.VAL).stream()
                .filter(each -> each.species().equals(asked.species()))
                .count();
        long others = release.recordings(Split.VAL).size() - chosen;
        CommandRun.Result result = ok("verify", "val");
        assertThat(result.err())
                .containsOnlyOnce(others + " of " + (others + chosen) + " recordings were not downloaded");
        JsonNode report = MiniatureData.json(result.out());
        assertThat(report.get("not_fetched").asLong()).isEqualTo(others);
        assertThat(report.get("checked").asLong()).isEqualTo(chosen);

        Files.delete(data.resolve(asked.fileName()));
        assertThat(problems("val")).isEqualTo(Map.of(asked.fileName(), "missing"));
        assertThat(report("val", "--present").get("not_fetched").asLong()).isEqualTo(others + 1);
        ok("verify", "val", "--repair");
        assertThat(data.resolve(asked.fileName())).hasBinaryContent(asked.wav());
        assertThat(report("val").get("not_fetched").asLong()).isEqualTo(others);

        // Who asks for all has asked for all.
        ok("fetch", "val", "--recordings");
        assertThat(report("val").get("not_fetched").asLong()).isZero();
        MiniatureRecording last =
                recording(Split.VAL, release.recordings(Split.VAL).size() - 1);
        Files.delete(data.resolve(last.fileName()));
        assertThat(problems("val")).isEqualTo(Map.of(last.fileName(), "missing"));
        assertThat(run("verify", "val", "--present").code()).isZero();
    }

    @Test
    void aFilterOfVerifyAsksForAllThatItChooses() throws IOException {
        MiniatureRecording asked = recording(Split.VAL, 0);
        MiniatureRecording other = release.recordings(Split.VAL).stream()
                .filter(each -> !each.species().equals(asked.species()))
                .findFirst()
                .orElseThrow();
        ok("fetch", choice(asked));
        assertThat(problems(choice(other))).containsEntry(other.fileName(), "missing");
    }
}
