package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results by recording, and F1 at thresholds of another split, from outside. */
final class EvalDetailsTest {

    private static final Path CASES = Path.of("src/test/resources/evaluation");

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();

    private CommandRun.Result eval(String name, String predictions, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "eval",
                predictions,
                "--annotations",
                CASES.resolve(name).resolve("test.json").toString()));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    private static String file(String name, String file) {
        return CASES.resolve(name).resolve(file).toString();
    }

    private List<String[]> rows(CommandRun.Result result, Path file) throws IOException {
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("recording,true,predicted,score,rank");
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    /** Any layout: the share of rank 1 is micro top-1, and recordings are in the order of the annotations. */
    @ParameterizedTest
    @CsvSource({
        "continuous, by_name_shuffled.tsv, ''",
        "continuous, scores.npy, ''",
        "ties, predictions.csv, ''",
        "all_equal, predictions.csv, ''",
        "long_top8, predictions.csv, ''",
        "ranked_top5, predictions.csv, ''",
        "authors, sound_avg_preds.csv, ''",
        "windows_softmax_max, window_logits.csv, --activation=softmax --pool=max"
    })
    void everyLayoutHasResultsByRecording(String name, String predictions, String how) throws IOException {
        Path csv = folder.resolve("recordings.csv");
        List<String> more = new ArrayList<>(List.of("--per-recording=" + csv, "--format=json"));
        more.addAll(how.isEmpty() ? List.of() : List.of(how.split(" ")));
        CommandRun.Result result = eval(name, file(name, predictions), more.toArray(String[]::new));
        List<String[]> rows = rows(result, csv);
        JsonNode json = new JsonMapper().readTree(result.out());
        JsonNode truth = new JsonMapper()
                .readTree(CASES.resolve(name).resolve("test.json").toFile());

        assertThat(rows).hasSize(json.get("recordings").intValue());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)[0])
                    .isEqualTo(truth.at("/audio/" + i + "/file_name").textValue());
            assertThat(rows.get(i)[1])
                    .isEqualTo(truth.at("/annotations/" + i + "/category_id").asText());
            // The first of the ranks is the predicted class.
            assertThat(rows.get(i)[4].equals("1")).isEqualTo(rows.get(i)[1].equals(rows.get(i)[2]));
            assertThat(rows.get(i)[3].isEmpty()).isEqualTo(name.startsWith("ranked"));
        }
        long first = rows.stream().filter(row -> row[4].equals("1")).count();
        long five = rows.stream()
                .filter(row -> !row[4].isEmpty() && Integer.parseInt(row[4]) <= 5)
                .count();
        assertThat(first / (double) rows.size())
                .isCloseTo(json.at("/also/micro_top1").doubleValue(), within(1e-12));
        assertThat(five / (double) rows.size())
                .isCloseTo(json.at("/also/micro_top5").doubleValue(), within(1e-12));
        boolean list = name.startsWith("ranked") || name.startsWith("long");
        assertThat(rows.stream().anyMatch(row -> row[4].isEmpty())).isEqualTo(list);
    }

    @Test
    void aRecordingWithoutARowHasEmptyFields() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file("continuous", "by_id.csv")));
        Path fewer = Files.write(folder.resolve("p.csv"), lines.subList(0, lines.size() - 1));
        for (String rule : List.of("worst", "skip")) {
            Path csv = folder.resolve(rule + ".csv");
            List<String[]> rows =
                    rows(eval("continuous", fewer.toString(), "--missing=" + rule, "--per-recording=" + csv), csv);
            assertThat(rows).hasSize(300);
            assertThat(rows.stream().filter(row -> row[2].isEmpty()))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row[1]).isNotEmpty();
                        assertThat(row[3]).isEmpty();
                        assertThat(row[4]).isEmpty();
                    });
        }
    }

    /** On the split that they were picked on, the thresholds give the best F1 in every class. */
    @Test
    void thresholdsOfTheSameSplitGiveTheBestF1() throws IOException {
        Path classes = folder.resolve("classes.csv");
        String predictions = file("ties", "predictions.csv");
        assertThat(eval("ties", predictions, "--per-class=" + classes).code()).isZero();
        Path again = folder.resolve("again.csv");
        CommandRun.Result result =
                eval("ties", predictions, "--thresholds=" + classes, "--format=json", "--per-class=" + again);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = new JsonMapper().readTree(result.out());

        assertThat(json.at("/thresholds/f1").doubleValue())
                .isCloseTo(json.at("/metrics/mf1").doubleValue(), within(1e-12));
        assertThat(json.at("/thresholds/best_f1").doubleValue())
                .isCloseTo(json.at("/metrics/mf1").doubleValue(), within(1e-12));
        assertThat(json.at("/thresholds/classes")).isEqualTo(json.at("/classes"));
        assertThat(json.at("/thresholds/classes_without_threshold")).isEmpty();
        List<String> lines = Files.readAllLines(again);
        assertThat(lines.get(0)).endsWith(",roc_auc,fixed_threshold,fixed_f1");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(fields[11]).isEqualTo(fields[9]);
            assertThat(Double.parseDouble(fields[12])).isCloseTo(Double.parseDouble(fields[8]), within(1e-12));
        }
    }

    @Test
    void classesWithoutAThresholdAreCountedAndNamed() throws IOException {
        Path classes = Files.writeString(folder.resolve("t.csv"), "id,threshold\n0,0.5\n1,0.25\n2,\n");
        CommandRun.Result result = eval("continuous", file("continuous", "by_id.csv"), "--thresholds=" + classes);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("F1 at the thresholds of " + classes)
                .containsPattern("mean over\\s+2\\s+classes; the\\s+best F1 of the\\s+same\\s+classes")
                .contains("Best F1 (mf1) chooses the threshold of each class on the scored recordings")
                .containsPattern("22\\s+classes without a threshold, in neither mean: Genus0 epithet2, ");
        assertThat(eval("continuous", file("continuous", "by_id.csv"), "--thresholds=" + classes, "--format=markdown")
                        .out())
                .contains("F1 at the thresholds of ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id,f1/0,1/                   | t.csv:1: expected the CSV of --per-class
            id,threshold/                | t.csv: expected a threshold for at least one
            id,threshold/0,/             | t.csv: expected a threshold for at least one
            id,threshold/0,x/            | t.csv:2:2: expected a number as threshold of 'Genus0 epithet0', got 'x'
            id,threshold/0,nan/          | t.csv:2:2: expected a number as threshold
            id,threshold/0,0x1p3/        | t.csv:2:2: expected a number as threshold
            id,threshold/9999,1/         | t.csv:2:1: expected the id of a category of the annotations, got '9999'
            id,threshold/0,1/0,1/        | t.csv:3: a second row for category 0; the first is line 2
            id,threshold/0/              | t.csv:2: expected 2 columns as in the header, got 1
            id,name,threshold/0,Felis,1/ | t.csv:2:2: expected 'Genus0 epithet0' as the annotations call category 0
            """)
    void aWrongFileOfThresholdsIsSaidWithItsLine(String text, String message) throws IOException {
        Path classes = Files.writeString(folder.resolve("t.csv"), text.replace('/', '\n'));
        CommandRun.Result result = eval("continuous", file("continuous", "by_id.csv"), "--thresholds=" + classes);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message);
    }

    @Test
    void aRankedListHasNothingThatAThresholdCouldBeFor() throws IOException {
        Path classes = Files.writeString(folder.resolve("t.csv"), "id,threshold\n0,0.5\n");
        CommandRun.Result result =
                eval("ranked_top5", file("ranked_top5", "predictions.csv"), "--thresholds=" + classes);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--thresholds: expected scores, got a ranked list");
    }

    @Test
    void aResultReplacesNothingThatIsReadOrWritten() throws IOException {
        String predictions = file("continuous", "by_id.csv");
        Path file = Files.writeString(folder.resolve("t.csv"), "id,threshold\n0,0.5\n");
        for (List<String> options : List.of(
                List.of("--per-recording=" + file, "--thresholds=" + file),
                List.of("--per-class=" + file, "--thresholds=" + file),
                List.of("--output=" + file, "--thresholds=" + file),
                List.of("--per-class=" + folder.resolve("x"), "--per-recording=" + folder.resolve("x")),
                List.of("--output=" + folder.resolve("x"), "--per-recording=" + folder.resolve("x")))) {
            assertThat(eval("continuous", predictions, options.toArray(String[]::new))
                            .code())
                    .as(options.toString())
                    .isEqualTo(2);
        }
        assertThat(file).content().isEqualTo("id,threshold\n0,0.5\n");
    }
}
