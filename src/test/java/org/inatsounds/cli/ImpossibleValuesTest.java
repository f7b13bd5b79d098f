package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, dates and places that can't be are unknown to every command: to filters and lists as to {@code stats}. */
final class ImpossibleValuesTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    @TempDir
    Path data;

    /** One recording with fields of its own, and another whose values are all in order. */
    private void annotate(String odd) throws IOException {
        Files.createDirectories(data.resolve("val/a"));
        Files.copy(WAV, data.resolve("val/a/odd.wav"));
        Files.copy(WAV, data.resolve("val/a/good.wav"));
        Files.writeString(data.resolve("val.json"), """
                {"audio": [
                  {"id": 1, "file_name": "val/a/odd.wav"%s},
                  {"id": 2, "file_name": "val/a/good.wav", "duration": 2, "date": "2020-02-29", "latitude": -90, "longitude": 180}],
                 "categories": [{"id": 5, "name": "Fluta aurea"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 5}, {"id": 2, "audio_id": 2, "category_id": 5}]}
                """.formatted(odd), StandardCharsets.UTF_8);
    }

    private String ok(String... args) {
        CommandRun.Result result =
                CommandRun.plain().with("INATSOUNDS_DATA", data.toString()).run(args);
        assertThat(result.code()).as(String.join(" ", args) + result.err()).isZero();
        return result.out();
    }

    private JsonNode stats() throws IOException {
        return MiniatureData.json(ok("stats", "--format", "json")).get("splits").get("val");
    }

    /** The recordings that a filter takes: that in order alone, whichever way it asks. */
    private void assertOnlyGood(String... filter) {
        String[] args = new String[filter.length + 5];
        List<String> list = List.of("list", "--columns", "id", "--format", "csv");
        for (int i = 0; i < args.length; i++) {
            args[i] = i < 5 ? list.get(i) : filter[i - 5];
        }
        assertThat(ok(args)).isEqualTo("id\n2\n");
    }

    private JsonNode odd() throws IOException {
        String lines = ok("list", "--columns", "id,duration,date,latitude,longitude", "--format", "jsonl");
        JsonNode odd = MiniatureData.json(lines.substring(0, lines.indexOf('\n')));
        assertThat(odd.get("id").asInt()).isEqualTo(1);
        return odd;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-30",
                "2020-13-01",
                "2020-00-10",
                "2020-06-31",
                "2021-02-29",
                "1900-02-29",
                "2020-01-00",
                "2020-01-32",
                "2020-1-02",
                "2020-01",
                "2020",
                "20200102",
                "02.01.2020",
                "2020-01-023",
                "-2020-01-02",
                "2020-01-0x",
                "\u0662\u0660\u0662\u0660-01-02",
                "today",
                " 2020-01-02",
                "Infinity",
                "1e300",
                ""
            })
    void aDayThatThereIsNotMeetsNoFilterAndIsInNoList(String date) throws IOException {
        annotate(", \"date\": \"" + date + "\"");
        assertThat(stats().get("without_date").asInt()).isEqualTo(1);
        assertOnlyGood("--since", "0000");
        assertOnlyGood("--until", "9999-12-31");
        assertOnlyGood("--since", "2019");
        assertThat(odd().get("date").isNull()).isTrue();
        assertThat(ok("show", "1")).doesNotContain("date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infinity", "-Infinity", "NaN", "1e300", "-5.0", "-1e-9", "31622401", "null"})
    void aDurationThatCantBeMeetsNoFilterAndIsInNoSum(String seconds) throws IOException {
        annotate(", \"duration\": " + seconds);
        JsonNode stats = stats();
        assertThat(stats.get("without_duration").asInt()).isEqualTo(1);
        assertThat(stats.get("seconds").asDouble()).isEqualTo(2);
        assertOnlyGood("--min-duration", "1");
        assertOnlyGood("--max-duration", "1e301");
        assertThat(odd().get("duration").isNull()).isTrue();
        // Nothing to hold the file against: that is no difference.
        CommandRun.Result verified =
                CommandRun.plain().with("INATSOUNDS_DATA", data.toString()).run("verify", "val", "--quick");
        assertThat(verified.out()).contains("val/a/good.wav").doesNotContain("odd.wav");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999, 0",
                "0, 999",
                "91, 5",
                "-90.0001, 5",
                "0, 180.0001",
                "0, -999",
                "1.5, 190",
                "Infinity, 0",
                "0, -Infinity",
                "NaN, 5",
                "null, 5",
                "5, null",
                "1e300, 1e300"
            })
    void aPlaceThatThereIsNotLiesInNoBox(String place) throws IOException {
        String[] parts = place.split(", ", -1);
        annotate(", \"latitude\": " + parts[0] + ", \"longitude\": " + parts[1]);
        assertThat(stats().get("places").get("unknown").asInt()).isEqualTo(1);
        assertOnlyGood("--bbox", "-180,-90,180,90");
        // Across the antimeridian everything beyond 180 is nearer than it looks.
        assertOnlyGood("--bbox", "170,-90,-170,90");
        assertThat(odd().get("latitude").isNull()).isTrue();
        assertThat(odd().get("longitude").isNull()).isTrue();
        assertThat(ok("show", "1")).doesNotContain("place");
    }

    @Test
    void theManifestOfASubsetHasThemAsUnknown(@TempDir Path folder) throws IOException {
        annotate(", \"duration\": 1e300, \"date\": \"2020-02-30\", \"latitude\": 999, \"longitude\": 0");
        Path output = folder.resolve("mine");
        String said = ok("subset", "-o", output.toString());
        assertThat(said).contains("val: 2 recordings, 2");
        assertThat(Files.readString(output.resolve("manifest.csv"))).doesNotContain("1e", "E", "02-30", "999");
        // What the file says stays in the annotations.
        assertThat(Files.readString(output.resolve("val.json"))).contains("1e300", "2020-02-30", "999");
        ok("spectrogram", "val", "-o", folder.resolve("features").toString());
    }
}
