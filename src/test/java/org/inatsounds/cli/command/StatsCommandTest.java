package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.testing.CsvTable;
import org.inatsounds.testing.MiniatureRecording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds stats}, on the miniature release. */
final class StatsCommandTest {

    @TempDir
    static Path folder;

    private static MiniatureData data;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    @Test
    void statsCountWhatIsInTheRelease() throws IOException {
        JsonNode stats = MiniatureData.json(data.ok("stats", "--format", "json"));
        assertThat(stats.get("schema_version").intValue()).isEqualTo(1);
        for (Split split : Split.values()) {
            JsonNode one = stats.get("splits").get(split.label());
            List<MiniatureRecording> recordings = data.release().recordings(split);
            assertThat(one.get("recordings").intValue()).isEqualTo(recordings.size());
            assertThat(one.get("species").longValue())
                    .isEqualTo(recordings.stream()
                            .map(recording -> recording.species().id())
                            .distinct()
                            .count());
            Map<String, Long> groups = recordings.stream()
                    .collect(Collectors.groupingBy(
                            recording -> recording.species().taxonClass(), Collectors.counting()));
            assertThat(one.get("supercategories").size()).isEqualTo(groups.size());
            groups.forEach((name, count) -> assertThat(one.get("supercategories")
                            .get(name)
                            .get("recordings")
                            .longValue())
                    .isEqualTo(count));
        }
        assertThat(stats.get("all").get("recordings").intValue())
                .isEqualTo(data.recordings().size());
        assertThat(stats.get("published").get("compared")).isEmpty();
        assertThat(stats.get("all").get("notes")).isEmpty();
    }

    @Test
    void statsAreTheSameInEveryFormat() throws IOException {
        JsonNode stats = MiniatureData.json(data.ok("stats", "--format", "json"));
        List<Map<String, String>> rows = CsvTable.rows(data.ok("stats", "--format", "csv"));
        for (Map<String, String> row : rows) {
            JsonNode of = row.getOrDefault("split", "").equals("all")
                    ? stats.get("all")
                    : stats.get("splits").get(row.get("split"));
            JsonNode group = row.getOrDefault("supercategory", "").equals("total")
                    ? of
                    : of.get("supercategories").get(row.get("supercategory"));
            assertThat(row.get("recordings")).isEqualTo(group.get("recordings").asText());
            assertThat(row.get("species")).isEqualTo(group.get("species").asText());
            assertThat(Double.parseDouble(row.get("seconds")))
                    .isEqualTo(group.get("seconds").doubleValue());
        }
        int total = stats.get("all").get("recordings").intValue();
        String text = data.ok("stats");
        assertThat(text).startsWith("train, val, test: all recordings\n").containsPattern("total .* " + total + "\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        String markdown = data.ok("stats", "--format", "markdown");
        assertThat(markdown).contains("## train, val, test", "### recordings", "|  | train | val | test | all |");
        // One split needs no column for all.
        assertThat(data.ok("stats", "--split", "val", "--format", "markdown")).contains("|  | val |\n");
    }

    @Test
    void annotationsOfAnyNameAreTaken() throws IOException {
        Path file = Files.copy(data.folder().resolve("val.json"), folder.resolve("copy.json"));
        CommandRun.Result result = CommandRun.plain()
                .with("INATSOUNDS_DATA", folder.resolve("elsewhere").toString())
                .run("stats", "--annotations", file.toString(), "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(MiniatureData.json(result.out()).get("splits").get("val"))
                .isEqualTo(MiniatureData.json(data.ok("stats", "--format", "json"))
                        .get("splits")
                        .get("val"));
        assertThat(MiniatureData.json(data.ok(
                                "stats", "--annotations", file.toString(), "--split", "test", "--format", "json"))
                        .get("splits")
                        .fieldNames())
                .toIterable()
                .containsExactly("test");
    }

    @Test
    void aSplitWithoutLabelsIsCountedAsFarAsThatGoes() throws IOException {
        Path hidden = Files.createDirectories(folder.resolve("hidden"));
        Files.copy(data.folder().resolve("val.json"), hidden.resolve("val.json"));
        String labelled = Files.readString(data.folder().resolve("test.json"));
        Files.writeString(
                hidden.resolve("test.json"),
                labelled.replaceFirst("\"annotations\": \\[.*?\\], \"licenses\"", "\"licenses\""));
        String folderOption = hidden.toString();
        JsonNode stats = MiniatureData.json(data.ok("stats", "--data", folderOption, "--format", "json"));
        JsonNode test = stats.get("splits").get("test");
        assertThat(test.get("recordings").intValue())
                .isEqualTo(data.release().recordings(Split.TEST).size());
        assertThat(test.get("species").isNull()).isTrue();
        assertThat(test.get("notes").get("species").asText()).contains("give no species");
        assertThat(stats.get("all").get("species"))
                .isEqualTo(stats.get("splits").get("val").get("species"));
        assertThat(data.ok("stats", "--data", folderOption)).contains("total");
        List<Map<String, String>> rows =
                CsvTable.rows(data.ok("list", "--data", folderOption, "--split", "test", "--format", "csv"));
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("name")).isEmpty());
        assertThat(data.run("list", "--data", folderOption, "--split", "test", "--species")
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
        CommandRun.Result species = data.run("list", "--data", folderOption, "--species");
        assertThat(species.code()).isZero();
        assertThat(species.err()).contains("left out test");
        assertThat(data.run("stats", "--data", folderOption, "--taxon", "Aves").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void theReleaseIsComparedWithItsTable() throws IOException {
        StringBuilder categories = new StringBuilder();
        for (int id = 0; id < 1212; id++) {
            categories
                    .append(id == 0 ? "" : ",")
                    .append("{\"id\":" + id + ",\"name\":\"Avis " + id + "\",\"supercategory\":\"Aves\"}");
        }
        Path file = Files.writeString(
                folder.resolve("part.json"),
                "{\"audio\":[{\"id\":1,\"file_name\":\"val/a/1.wav\",\"duration\":1}],\"categories\":[" + categories
                        + "],\"annotations\":[{\"id\":1,\"audio_id\":1,\"category_id\":7}]}");
        CommandRun.Result result = data.run("stats", "--annotations", file.toString());
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("10 numbers differ from those published with release 2024");
        assertThat(result.out()).containsPattern("val +Aves +recordings +37,597 +1\n");
        JsonNode published = MiniatureData.json(data.run("stats", "--annotations", file.toString(), "--format", "json")
                        .out())
                .get("published");
        assertThat(published.get("compared").get(0).asText()).isEqualTo("val");
        assertThat(published.get("differences").size()).isEqualTo(10);
        CommandRun.Result filtered = data.run("stats", "--annotations", file.toString(), "--min-duration", "0.5");
        assertThat(filtered.err()).isEmpty();
        // A subset has all categories of the release, too.
        Files.writeString(folder.resolve("manifest.csv"), "split,id\n");
        CommandRun.Result subset = data.run("stats", "--annotations", file.toString());
        assertThat(subset.code()).isZero();
        assertThat(subset.err()).isEmpty();
        assertThat(subset.out()).doesNotContain("37,597");
    }
}
