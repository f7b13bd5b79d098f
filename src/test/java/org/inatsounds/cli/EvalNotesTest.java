package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the numbers of a file may mislead, standard error and the result say so; of an ordinary file they say nothing. */
final class EvalNotesTest {

    private static final int RECORDINGS = 80;
    private static final List<String> WORDS =
            List.of("logits", "sum to 1", "two decimals", "not listed", "not a lower bound", "left out");

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();
    private final double[][] scores = new double[RECORDINGS][2];

    /** Recordings 101 to 180, in turn of the categories 3 and 5, and scores in [0, 1]. */
    @BeforeEach
    void writeAnnotations() throws IOException {
        String audio = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> "{\"id\": " + (101 + i) + ", \"file_name\": \"test/a/" + i + "x.wav\"}")
                .collect(Collectors.joining(",\n"));
        String labels = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> "{\"id\": " + i + ", \"audio_id\": " + (101 + i) + ", \"category_id\": "
                        + (i % 2 == 0 ? 3 : 5) + "}")
                .collect(Collectors.joining(",\n"));
        Files.writeString(
                folder.resolve("test.json"),
                "{\"audio\": [" + audio + "], \"annotations\": [" + labels + "], \"categories\": ["
                        + "{\"id\": 3, \"name\": \"Avis rara\"}, {\"id\": 5, \"name\": \"Rana una\"}]}");
        Random random = new Random(7);
        for (double[] row : scores) {
            row[0] = random.nextDouble();
            row[1] = random.nextDouble();
        }
    }

    private Path wide(DoubleUnaryOperator first, DoubleUnaryOperator second) throws IOException {
        List<String> lines = new ArrayList<>(List.of("audio_id,3,5"));
        for (int i = 0; i < RECORDINGS; i++) {
            lines.add((101 + i) + "," + first.applyAsDouble(scores[i][0]) + "," + second.applyAsDouble(scores[i][1]));
        }
        return Files.write(folder.resolve("p.csv"), lines);
    }

    private Path file(String kind) throws IOException {
        return switch (kind) {
            case "plain" -> wide(v -> v, v -> v);
            case "logits" -> wide(v -> 8 * v - 4, v -> 8 * v - 4);
            case "rounded" -> wide(v -> Math.rint(100 * v) / 100, v -> Math.rint(100 * v) / 100);
            case "probabilities" -> {
                for (double[] row : scores) {
                    row[1] = 1 - row[0];
                }
                yield wide(v -> v, v -> v);
            }
            case "list", "weighted" -> {
                List<String> lines = new ArrayList<>(List.of("audio_id,category_id,score"));
                for (int i = 0; i < RECORDINGS; i++) {
                    lines.add((101 + i) + ",3," + (kind.equals("list") ? 1 : 1.2) * scores[i][0]);
                }
                yield Files.write(folder.resolve("p.csv"), lines);
            }
            default -> {
                List<String> lines = Files.readAllLines(wide(v -> v, v -> v));
                yield Files.write(folder.resolve("p.csv"), lines.subList(0, lines.size() - 3));
            }
        };
    }

    private CommandRun.Result eval(Path file, String how, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("eval", file.toString(), "--annotations=" + folder.resolve("test.json")));
        arguments.addAll(how.isEmpty() ? List.of() : List.of(how.split(" ")));
        arguments.addAll(List.of(more));
        CommandRun.Result result = run.run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static List<String> said(String text) {
        String line = text.replaceAll("\\s+", " ");
        return WORDS.stream().filter(line::contains).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "plain, '', '', ''",
        "plain, '--activation=softmax', '', ''",
        "plain, '--missing=worst', '', ''",
        "logits, '', logits, logits",
        "logits, '--pool=max', logits, logits",
        "logits, '--activation=softmax', '', ''",
        "logits, '--activation=sigmoid', '', ''",
        "rounded, '', rounding, two decimals",
        "probabilities, '', '', ''",
        "probabilities, '--activation=softmax', softmax, sum to 1",
        "probabilities, '--activation=softmax --pool=mean', softmax, sum to 1",
        "probabilities, '--protocol=authors', softmax, sum to 1",
        "list, '', not_listed, not listed",
        "weighted, '', not_listed, not listed",
        "missing, '--missing=worst', missing_recordings, not a lower bound",
        "missing, '--missing=skip', missing_recordings, left out",
        "missing, '--missing=worst --protocol=authors', missing_recordings, not a lower bound"
    })
    void aNoteIsSaidWhereNumbersMislead(String kind, String how, String key, String words) throws IOException {
        Path file = file(kind);
        List<String> expected = words.isEmpty() ? List.of() : List.of(words);
        CommandRun.Result text = eval(file, how);
        CommandRun.Result json = eval(file, how, "--format=json");
        CommandRun.Result markdown = eval(file, how, "--format=markdown");
        CommandRun.Result quiet = eval(file, how, "-q");

        JsonNode notes = new JsonMapper().readTree(json.out()).get("notes");
        assertThat(said(notes.toString())).isEqualTo(expected);
        assertThat(said(text.out())).isEqualTo(expected);
        assertThat(said(markdown.out())).isEqualTo(expected);
        if (!key.isEmpty()) {
            assertThat(said(notes.get(key).textValue())).isEqualTo(expected);
        }
        // Of missing recordings the result alone speaks.
        assertThat(said(text.err())).isEqualTo(key.startsWith("missing") ? List.of() : expected);
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEqualTo(text.out());
    }

    /** What ranked high in the class of others no longer competes once its row is gone. */
    @Test
    void mapRisesWhenARowIsDroppedAndTheResultSaysThatItIsNoLowerBound() throws IOException {
        scores[0][0] = -0.0;
        scores[0][1] = 1.0;
        Path all = file("plain");
        double before = map(eval(all, "", "--format=json"));
        List<String> lines = new ArrayList<>(Files.readAllLines(all));
        lines.remove(1);
        Files.write(all, lines);
        CommandRun.Result dropped = eval(all, "--missing=worst", "--format=json");

        assertThat(map(dropped)).isGreaterThan(before + 0.01);
        JsonNode json = new JsonMapper().readTree(dropped.out());
        assertThat(json.get("missing_recordings").intValue()).isEqualTo(1);
        assertThat(json.at("/notes/missing_recordings").textValue())
                .startsWith("1 of 80 had no row and were scored below all others: this is not a lower bound");
    }

    private static double map(CommandRun.Result result) throws IOException {
        return new JsonMapper().readTree(result.out()).at("/metrics/map").doubleValue();
    }
}
