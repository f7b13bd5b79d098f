package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.internal.Checksum;
import org.inatsounds.testing.CsvTable;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureSpecies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds list}, on the miniature release. */
final class ListCommandTest {

    @TempDir
    static Path folder;

    private static MiniatureData data;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    @Test
    void listHasEveryRecordingInOrder() {
        List<Map<String, String>> rows = CsvTable.rows(data.ok("list", "--format", "csv"));
        assertThat(rows.stream().map(row -> row.get("file_name")))
                .containsExactlyElementsOf(data.recordings().stream()
                        .map(MiniatureRecording::fileName)
                        .toList());
        Map<String, String> first = rows.get(0);
        MiniatureRecording recording = data.recordings().get(0);
        assertThat(first)
                .containsOnlyKeys("split", "id", "file_name", "duration", "category_id", "name", "common_name");
        assertThat(first)
                .containsEntry("split", "train")
                .containsEntry("id", String.valueOf(recording.id()))
                .containsEntry("category_id", String.valueOf(recording.species().id()))
                .containsEntry("name", recording.species().name());
        assertThat(Double.parseDouble(first.get("duration")))
                .isEqualTo(Double.parseDouble(String.valueOf(recording.seconds())));
        assertThat(rows.stream().map(row -> row.get("common_name"))).contains("Brown Trill, lesser");
    }

    @Test
    void everyColumnIsSaidTheSameInCsvAndJson() throws IOException {
        List<Map<String, String>> rows =
                CsvTable.rows(data.ok("list", "--columns", "all", "--split", "val", "--format", "csv"));
        List<String> lines = data.ok("list", "--columns", "all", "--split", "val", "--format", "jsonl")
                .lines()
                .toList();
        assertThat(lines).hasSameSizeAs(rows);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode json = MiniatureData.json(lines.get(i));
            rows.get(i)
                    .forEach((name, value) -> assertThat(
                                    json.get(name).isNull()
                                            ? ""
                                            : json.get(name).asText())
                            .isEqualTo(value));
        }
        assertThat(rows.stream().map(row -> row.get("rights_holder")))
                .contains("鳥の声 \"field\" notes", "back\\slash\ttab");
        assertThat(rows.get(0).get("path"))
                .isEqualTo(data.folder().resolve(rows.get(0).get("file_name")).toString());
        assertThat(rows.stream().map(row -> row.get("license_group")))
                .contains("public-domain", "attribution", "non-commercial");
    }

    @Test
    void speciesAddUpToTheStatistics() throws IOException {
        JsonNode stats = MiniatureData.json(data.ok("stats", "--format", "json"));
        List<Map<String, String>> rows =
                CsvTable.rows(data.ok("list", "--species", "--columns", "all", "--format", "csv"));
        for (Split split : Split.values()) {
            assertThat(rows.stream()
                            .mapToInt(row -> Integer.parseInt(row.get(split + "_recordings")))
                            .sum())
                    .isEqualTo(stats.get("splits")
                            .get(split.label())
                            .get("recordings")
                            .intValue());
        }
        assertThat(rows).hasSize(stats.get("all").get("species").intValue());
        assertThat(rows.stream()
                        .mapToDouble(row -> Double.parseDouble(row.get("seconds")))
                        .sum())
                .isCloseTo(stats.get("all").get("seconds").doubleValue(), Offset.offset(1e-9));
        assertThat(rows.stream().map(row -> Integer.parseInt(row.get("category_id"))))
                .isSorted();
        for (Map<String, String> row : rows) {
            MiniatureSpecies species = data.release().species().stream()
                    .filter(one -> row.getOrDefault("category_id", "").equals(String.valueOf(one.id())))
                    .findFirst()
                    .orElseThrow();
            assertThat(row)
                    .containsEntry("family", species.family())
                    .containsEntry("evaluation", String.valueOf(species.evaluated()));
        }
        assertThat(data.ok("list", "--species", "--split", "val")).startsWith("category_id  name");
    }

    @Test
    void filtersChooseWhatTheySay() {
        assertThat(CsvTable.rows(data.ok("list", "--supercategory", "aves", "--format", "csv")).stream()
                        .map(row -> row.get("file_name")))
                .containsExactlyElementsOf(data.recordings().stream()
                        .filter(recording -> recording.species().taxonClass().equals("Aves"))
                        .map(MiniatureRecording::fileName)
                        .toList());
    }

    @Test
    void hashesAreThoseOfTheFiles() throws IOException {
        Path file = folder.resolve("manifest.csv");
        CommandRun.Result result =
                data.run("list", "--split", "val", "--hash", "--format", "csv", "-o", file.toString());
        assertThat(result.code()).as(result.err()).isZero();
        List<Map<String, String>> rows = CsvTable.rows(Files.readString(file));
        assertThat(rows).hasSize(data.release().recordings(Split.VAL).size());
        for (Map<String, String> row : rows) {
            assertThat(row.get("sha256"))
                    .isEqualTo(Checksum.sha256(data.folder().resolve(row.get("file_name"))));
        }
        assertThat(new HashSet<>(rows.stream().map(row -> row.get("sha256")).toList()))
                .hasSameSizeAs(rows);
        String text = data.ok("list", "--split", "val", "--columns", "id,sha256,name");
        assertThat(text).contains(rows.get(3).get("sha256"));
        int place = text.lines().findFirst().orElseThrow().indexOf("name");
        assertThat(text.lines().skip(1))
                .allSatisfy(line -> assertThat(line.charAt(place - 1)).isEqualTo(' '));
    }

    @Test
    void onlyWhoAsksForChecksumsWaitsForThem() {
        String split = Split.TEST.label();
        assertThat(data.ok("list", "--split", split, "--columns", "all", "--format", "csv")
                        .lines()
                        .findFirst())
                .hasValueSatisfying(header -> assertThat(header).doesNotContain("sha256"));
        assertThat(data.run("list", "--split", split, "--columns", "all", "--hash", "--format", "csv")
                        .out())
                .contains(",path,sha256\n");
    }

    @Test
    void missingFilesHaveNoHashAndAreCounted() {
        int missing = data.release().recordings(Split.TEST).size();
        int there = data.release().recordings(Split.VAL).size();
        CommandRun.Result result = data.run("list", "--split", "val", "--split", "test", "--hash", "--format", "jsonl");
        assertThat(result.code()).isEqualTo(ExitCode.MISMATCH);
        assertThat(result.out().lines()).hasSize(there + missing);
        assertThat(result.out().lines().filter(line -> line.contains("\"sha256\":null")))
                .hasSize(missing);
        assertThat(result.err())
                .contains(missing + " of " + (there + missing) + " recordings are not in")
                .contains(data.release().recordings(Split.TEST).get(0).fileName())
                .contains("inatsounds fetch --recordings");
    }

    @Test
    void aNameThatLeadsOutOfTheDataIsNotRead() throws IOException {
        Files.writeString(folder.resolve("secret.wav"), "x");
        Path file = Files.writeString(
                folder.resolve("odd.json"),
                "{\"audio\":[{\"id\":1,\"file_name\":\"../secret.wav\"},{\"id\":2,\"file_name\":\"a/\\u0000.wav\"}]}");
        CommandRun.Result result = data.run(
                "list", "--annotations", file.toString(), "--hash", "--columns", "id,path,sha256", "--format", "csv");
        assertThat(result.out()).isEqualTo("id,path,sha256\n1,,\n2,,\n");
        assertThat(result.code()).isEqualTo(ExitCode.MISMATCH);
    }
}
