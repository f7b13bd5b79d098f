package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.testing.CsvTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stats}, {@code list} and {@code attribution} on the miniature release: they tell of the same recordings. */
final class SelectionCommandsTest {

    @TempDir
    static Path folder;

    private static MiniatureData data;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    @Test
    void creditsAddUpToTheStatistics() throws IOException {
        List<Map<String, String>> csv = CsvTable.rows(data.ok("attribution", "--format", "csv"));
        JsonNode json = MiniatureData.json(data.ok("attribution", "--format", "json"));
        JsonNode stats =
                MiniatureData.json(data.ok("stats", "--format", "json")).get("all");
        assertThat(json.get("credits").size()).isEqualTo(csv.size());
        assertThat(json.get("rights_holders").intValue())
                .isEqualTo(stats.get("recordists").get("number").intValue());
        assertThat(json.get("recordings").intValue())
                .isEqualTo(stats.get("recordings").intValue());
        assertThat(csv.stream()
                        .mapToInt(row -> Integer.parseInt(row.get("recordings")))
                        .sum())
                .isEqualTo(stats.get("recordings").intValue());
        for (JsonNode license : stats.get("licenses")) {
            assertThat(csv.stream()
                            .filter(row -> row.getOrDefault("license", "")
                                    .equals(license.get("license").asText()))
                            .mapToInt(row -> Integer.parseInt(row.get("recordings")))
                            .sum())
                    .isEqualTo(license.get("recordings").intValue());
        }
    }

    @Test
    void theAttributionBeginsWithTheDataset() {
        String markdown = data.ok("attribution", "--taxon", "Flutidae");
        assertThat(markdown)
                .startsWith("# Attribution\n")
                .contains(
                        "taxon Flutidae",
                        "https://arxiv.org/abs/2506.00343",
                        "## Terms of use",
                        "No redistribution",
                        "[Attribution License](http://creativecommons.org/licenses/by/4.0/)",
                        "| rights holder | licence | recordings |");
        assertThat(markdown.indexOf("2506.00343")).isLessThan(markdown.indexOf("| rights holder |"));
        assertThat(data.ok("attribution", "--format", "text")).contains("Núñez Ó Súilleabháin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--supercategory Aves",
                "--taxon Flutidae,Coaxidae",
                "--species-file SPECIES",
                "--bbox -80,30,-60,50",
                "--bbox 170,50,-170,70",
                "--license non-commercial",
                "--min-duration 1",
                "--max-duration 0.5",
                "--since 2015",
                "--until 2015-06",
                "--max-per-species 2 --seed 4",
                "--evaluated-only",
                "--split val --split test",
                "--split val --taxon Aves --license attribution"
            })
    void everyFilterMeansTheSameToEveryCommand(String options) throws IOException {
        Path species = Files.writeString(folder.resolve("species.txt"), "Fluta aurea # one\nKing's Trill\n");
        List<String> filter =
                Arrays.asList(options.replace("SPECIES", species.toString()).split(" "));
        List<Map<String, String>> listed =
                CsvTable.rows(data.ok(with("list", filter), "--columns", "all", "--format", "csv"));
        assertThat(listed).hasSizeBetween(1, data.recordings().size() - 1);
        JsonNode stats = MiniatureData.json(data.ok(with("stats", filter), "--format", "json"))
                .get("all");
        assertThat(stats.get("recordings").intValue()).isEqualTo(listed.size());
        assertThat(stats.get("seconds").doubleValue())
                .isCloseTo(
                        listed.stream()
                                .mapToDouble(row -> Double.parseDouble(row.get("duration")))
                                .sum(),
                        Offset.offset(1e-9));
        List<Map<String, String>> names = CsvTable.rows(
                data.ok(with("list", filter), "--species", "--format", "csv", "--columns", "name,recordings"));
        assertThat(names).hasSize(stats.get("species").intValue());
        assertThat(names.stream().map(row -> row.get("name")).collect(Collectors.toSet()))
                .isEqualTo(listed.stream().map(row -> row.get("name")).collect(Collectors.toSet()));
        Map<List<String>, Integer> credits = new HashMap<>();
        for (Map<String, String> row : CsvTable.rows(data.ok(with("attribution", filter), "--format", "csv"))) {
            credits.put(List.of(row.get("rights_holder"), row.get("license")), Integer.parseInt(row.get("recordings")));
        }
        Map<List<String>, Integer> expected = new HashMap<>();
        listed.forEach(row -> expected.merge(List.of(row.get("rights_holder"), row.get("license")), 1, Integer::sum));
        assertThat(credits).isEqualTo(expected);
    }

    private static List<String> with(String command, List<String> filter) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(filter);
        return args;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list --columns nam            | 2 | there is no column 'nam'; did you mean 'name'?
            list --species --columns path | 2 | there is no column 'path'
            list --species --hash         | 2 | --hash: expected a list of recordings
            list --format json            | 2 | --format: expected text, csv, jsonl or markdown, got 'json'
            stats --taxon Avez            | 2 | did you mean 'Aves'?
            attribution --since yesterday | 2 | --since: expected yyyy
            stats --split tain            | 2 | did you mean 'train'?
            stats --annotations NONE      | 3 | no such file
            list --annotations BROKEN     | 4 | broken.json
            stats -o NONE/x               | 6 | there is no folder
            stats --split val --annotations A --annotations B | 2 | got 1 for 2
            list --supercategory Birds    | 2 | unknown name 'Birds'; expected A
            list --license cc-by          | 2 | unknown name 'cc-by'
            demo -o BROKEN                | 2 | --output: expected a folder, got the file
            list --seed 9                 | 2 | --seed: expected --max-per-species with it
            stats --allow-missing         | 2 | --allow-missing: expected --species-file with it
            list --since 2022 --until 2020 | 2 | --since: expected at most --until, 2020, got 2022
            list --annotations A --annotations A | 2 | expected one file per split, got two of val
            """)
    void whatGoesWrongIsSaid(String command, int code, String message) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"audio\": [");
        String line = command.replace("NONE", folder.resolve("none").toString())
                .replace("BROKEN", broken.toString())
                .replaceAll("\\bA\\b", data.folder().resolve("val.json").toString())
                .replaceAll("\\bB\\b", data.folder().resolve("test.json").toString());
        CommandRun.Result result = data.run(line.split(" "));
        assertThat(result.err()).contains(message);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutAnnotationsFetchIsNamed() {
        for (String command : List.of("stats", "list", "attribution")) {
            CommandRun.Result result = CommandRun.plain()
                    .run(command, "--data", folder.resolve("empty").toString());
            assertThat(result.code()).isEqualTo(ExitCode.MISMATCH);
            assertThat(result.err()).contains("there are no annotations in", "inatsounds fetch");
        }
    }

    @Test
    void nothingThatMatchesIsAnEmptyList() throws IOException {
        CommandRun.Result list = data.run("list", "--min-duration", "1000", "--format", "csv");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSize(1);
        assertThat(list.err()).contains("no recording matches: at least 1000 s");
        JsonNode stats = MiniatureData.json(data.ok("stats", "--min-duration", "1000", "--format", "json"));
        assertThat(stats.get("all").get("recordings").intValue()).isZero();
        assertThat(stats.get("all").get("duration").isNull()).isTrue();
        assertThat(stats.get("all").get("notes").get("duration").asText()).isNotEmpty();
        assertThat(data.ok("stats", "--min-duration", "1000")).contains("at least 1000 s");
        for (String command : List.of("stats", "attribution")) {
            assertThat(data.run(command, "--min-duration", "1000").err())
                    .contains("no recording matches: at least 1000 s");
        }
    }
}
