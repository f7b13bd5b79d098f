package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations of one's own, which say the least that they can: no taxonomy, and recordings in no folder. */
final class PlainAnnotationsTest {

    private static final List<String> RANKS = List.of("kingdom", "phylum", "class", "order", "family", "genus");

    @TempDir
    Path folder;

    private CommandRun run;

    @BeforeEach
    void write() throws IOException {
        run = CommandRun.plain().with("INATSOUNDS_DATA", folder.toString());
        Files.writeString(folder.resolve("test.json"), """
                {"audio": [
                 {"id": 1, "file_name": "a.wav", "duration": 5.0},
                 {"id": 2, "file_name": "b.wav", "duration": 5.0},
                 {"id": 3, "file_name": "c.wav", "duration": 5.0}],
                 "categories": [{"id": 1, "name": "A a"}, {"id": 2, "name": "B b"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 1},
                 {"id": 2, "audio_id": 2, "category_id": 2},
                 {"id": 3, "audio_id": 3, "category_id": 2}]}
                """);
        Path birdsong = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");
        for (String name : List.of("a.wav", "b.wav", "c.wav")) {
            Files.copy(birdsong, folder.resolve(name));
        }
        Files.writeString(folder.resolve("p.csv"), "id,1,2\n1,0.9,0.1\n2,0.8,0.2\n3,0.3,0.7\n");
    }

    private String ok(String... arguments) {
        CommandRun.Result result = run.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    @Test
    void aRankThatIsNotSaidHasNoValue() throws IOException {
        String predictions = folder.resolve("p.csv").toString();
        JsonNode json = MiniatureData.json(ok("eval", predictions, "--format=json"));
        assertThat(json.at("/metrics/top1").doubleValue()).isEqualTo(0.75);
        assertThat(json.at("/taxonomy/species").doubleValue()).isEqualTo(0.75);
        for (String rank : RANKS) {
            assertThat(json.at("/taxonomy/" + rank).isNull()).as(rank).isTrue();
            assertThat(json.at("/notes/" + rank).asText()).contains("not available");
        }
        assertThat(ok("eval", predictions)).containsPattern("kingdom.*species\n  top1 +(- +){6}0\\.7500\n");
        assertThat(ok("eval", predictions, "--format=markdown")).contains("| top1 | – |");
    }

    /** Two species that the file puts into one genus, of which it says nothing above. */
    @Test
    void aRankThatIsSaidHasOne() throws IOException {
        Path file = folder.resolve("test.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"A a\"", "\"A a\", \"genus\": \"A\"")
                        .replace("\"B b\"", "\"B b\", \"genus\": \"A\""));
        JsonNode json = MiniatureData.json(ok("eval", folder.resolve("p.csv").toString(), "--format=json"));
        assertThat(json.at("/taxonomy/genus").doubleValue()).isEqualTo(1);
        assertThat(json.at("/taxonomy/family").isNull()).isTrue();
        assertThat(json.at("/taxonomy/species").doubleValue()).isEqualTo(0.75);
    }

    @Test
    void recordingsInNoFolderAreShown() throws IOException {
        String report = ok("report", folder.resolve("p.csv").toString(), "--resamples", "0", "-o", "-");
        assertThat(report).contains("data:image/png;base64,", "a.wav", "b.wav");
        for (String name : List.of(folder.resolve("a.wav").toString(), "1", "a")) {
            assertThat(ok("show", name)).startsWith("a.wav").contains("A a");
        }
    }

    @Test
    void whatResamplesNeedIsRefusedWithoutThem() {
        CommandRun.Result result =
                run.run("report", folder.resolve("p.csv").toString(), "--resamples=0", "--seed=5", "-o", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--seed: expected --resamples above 0 with it");
    }

    /** What a file says gives no orders to a terminal. */
    @Test
    void noControlCharacterIsPrinted() throws IOException {
        Path file = folder.resolve("test.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"A a\"", "\"A \\u001b]0;owned\\u0007a\", \"supercategory\": \"\\u009b31m\"")
                        .replace("\"id\": 1, \"file", "\"rights_holder\": \"\\u001b[31mBob $x$\", \"id\": 1, \"file"));
        String predictions = folder.resolve("p.csv").toString();
        for (List<String> command : List.of(
                List.of("attribution"),
                List.of("attribution", "--format=text"),
                List.of("stats"),
                List.of("stats", "--format=markdown"),
                List.of("list", "--format=text"),
                List.of("show", "1"),
                List.of("eval", predictions, "--confusions=2"),
                List.of("eval", predictions, "--confusions=2", "--format=markdown"))) {
            String out = ok(command.toArray(String[]::new));
            assertThat(out.chars()
                            .filter(c -> c != '\n' && Character.isISOControl(c))
                            .toArray())
                    .as(command + "\n" + out)
                    .isEmpty();
        }
        assertThat(ok("attribution")).contains("Bob \\$x\\$");
    }
}
