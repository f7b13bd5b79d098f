package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intervals that say less than they seem to: what is said beside them. */
final class EvalIntervalsTest {

    private static final String SINGLE = "each class has one recording, which is in every resample";
    private static final String SAME = "the value is the same in every resample";

    @TempDir
    Path folder;

    private CommandRun run;

    @BeforeEach
    void data() {
        run = CommandRun.plain().with("INATSOUNDS_DATA", folder.toString());
    }

    /** Recordings of the categories that are given, one after the other; the scores say category 1 of all in {@code wrong}. */
    private String write(String name, List<Integer> categories, List<Integer> wrong) throws IOException {
        List<String> audio = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        StringBuilder scores = new StringBuilder("id,1,2,3\n");
        for (int i = 0; i < categories.size(); i++) {
            audio.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".wav\", \"duration\": 5.0}");
            labels.add("{\"id\": " + i + ", \"audio_id\": " + i + ", \"category_id\": " + categories.get(i) + "}");
            int said = wrong.contains(i) ? 1 : categories.get(i);
            scores.append(i)
                    .append(said == 1 ? ",1,0,0" : said == 2 ? ",0,1,0" : ",0,0,1")
                    .append('\n');
        }
        Files.writeString(
                folder.resolve("test.json"),
                "{\"audio\": " + audio + ", \"annotations\": " + labels
                        + ", \"categories\": [{\"id\": 1, \"name\": \"A a\"},"
                        + " {\"id\": 2, \"name\": \"B b\"}, {\"id\": 3, \"name\": \"C c\"}]}");
        return Files.writeString(folder.resolve(name), scores).toString();
    }

    private String ok(String... arguments) {
        CommandRun.Result result = run.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().replaceAll("\\s+", " ");
    }

    @Test
    void anIntervalWithoutWidthSaysWhyWhereEachClassHasOneRecording() throws IOException {
        String other = write("other.csv", List.of(1, 2, 3), List.of());
        String predictions = write("p.csv", List.of(1, 2, 3), List.of(2));

        JsonNode json = MiniatureData.json(ok("eval", predictions, "--baseline", other, "--format=json"));
        JsonNode top1 = json.at("/confidence/intervals/top1");
        assertThat(top1.get("low")).isEqualTo(top1.get("high")).isEqualTo(json.at("/metrics/top1"));
        assertThat(top1.get("note").asText()).startsWith(SINGLE);
        assertThat(json.at("/confidence/method").asText()).isEqualTo("centred");
        assertThat(json.at("/confidence/classes_with_one_recording").intValue()).isEqualTo(3);
        JsonNode difference = json.at("/baseline/differences/top1");
        assertThat(difference.get("value").doubleValue()).isNegative();
        assertThat(difference.get("p_value").isNull()).isTrue();
        assertThat(difference.get("note").asText()).startsWith(SINGLE);

        assertThat(ok("eval", predictions, "--baseline", other))
                .contains("95 %: centred intervals, from 1,000 resamples.")
                .contains("Interval without width: top1, top5, map, mf1, roc_auc, micro_top1, micro_top5. E"
                        + SINGLE.substring(1))
                .contains("Interval of the difference without width: top1, top5, map,");
        assertThat(ok("eval", predictions, "--baseline", other, "--format=markdown"))
                .contains("95 % centred intervals, from 1,000 resamples. Interval without width: top1,");
        String page = folder.resolve("report.html").toString();
        ok("report", predictions, "--baseline", other, "-o", page);
        assertThat(Files.readString(Path.of(page)))
                .contains("Whiskers: 95 % centred intervals from 1,000 resamples", "Interval without width: top1,");
    }

    @Test
    void anIntervalWithoutWidthSaysWhyWhereEverythingIsRight() throws IOException {
        String predictions = write("p.csv", List.of(1, 1, 2, 2, 3), List.of());
        JsonNode json = MiniatureData.json(ok("eval", predictions, "--confidence=0.9", "--format=json"));
        JsonNode map = json.at("/confidence/intervals/map");
        assertThat(map.get("low").doubleValue()).isEqualTo(1);
        assertThat(map.get("high").doubleValue()).isEqualTo(1);
        assertThat(map.get("note").asText()).startsWith(SAME);
        assertThat(ok("eval", predictions, "--confidence=0.9"))
                .contains("1 of 3 classes have one recording: the intervals do not show what other recordings");
        assertThat(ok("eval", predictions, "--confidence=0.9", "--resamples=1"))
                .contains("One resample has no spread.");
    }

    @Test
    void onlyIntervalsWithoutWidthHaveANote() throws IOException {
        String predictions = write("p.csv", List.of(1, 1, 2, 2, 2, 3, 3), List.of(2, 6));
        JsonNode json = MiniatureData.json(ok("eval", predictions, "--confidence=0.95", "--format=json"));
        JsonNode map = json.at("/confidence/intervals/map");
        assertThat(map.has("note")).isFalse();
        assertThat(map.get("high").doubleValue())
                .isGreaterThan(map.get("low").doubleValue())
                .isLessThanOrEqualTo(1);
        // Of three classes the true one is always among the first five.
        assertThat(ok("eval", predictions, "--confidence=0.95"))
                .contains("Interval without width: top5, micro_top5. T" + SAME.substring(1))
                .doesNotContain("one recording");
    }
}
