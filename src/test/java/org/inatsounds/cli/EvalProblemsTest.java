package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of bad files of predictions: the first ten problems, and how many more. */
final class EvalProblemsTest {

    private static final long TWO_GIGABYTES = 2L << 30;
    private static final int RECORDINGS = 40;

    @TempDir
    private Path folder;

    private final CommandRun run = CommandRun.plain();

    /** Recordings 101 to 140, in turn of the categories 3 and 5; nothing is of category 9. */
    @BeforeEach
    void writeAnnotations() throws IOException {
        String audio = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> "{\"id\": " + (101 + i) + ", \"file_name\": \"test/a/" + i + ".wav\"}")
                .collect(Collectors.joining(",\n"));
        String labels = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> "{\"id\": " + i + ", \"audio_id\": " + (101 + i) + ", \"category_id\": "
                        + (i % 2 == 0 ? 3 : 5) + "}")
                .collect(Collectors.joining(",\n"));
        Files.writeString(
                folder.resolve("test.json"),
                "{\"audio\": [" + audio + "], \"annotations\": [" + labels + "], \"categories\": ["
                        + "{\"id\": 3, \"name\": \"Avis rara\"}, {\"id\": 5, \"name\": \"Rana una\"},"
                        + "{\"id\": 9, \"name\": \"Felis mia\"}]}");
    }

    private CommandRun.Result eval(String file, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "eval";
        arguments[1] = folder.resolve(file).toString();
        arguments[2] = "--annotations";
        arguments[3] = folder.resolve("test.json").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run.run(arguments);
    }

    /** The messages, without the folder and what comes before the error. */
    private String problems(CommandRun.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        String err = result.err().replace(folder + "/", "").replace(folder + "\\", "");
        assertThat(err).doesNotContain("\tat ");
        return err.substring(err.indexOf("error: "));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static String rows(int from, int to, String format) {
        return IntStream.range(from, to)
                .mapToObj(i -> String.format(Locale.ROOT, format, 101 + i))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Who looks at the first line only, still has the verdict. */
    @Test
    void aReaderWhoGoesChangesNoVerdict() {
        for (int takes : new int[] {0, 10}) {
            OutputStream gone = new OutputStream() {
                private int taken;

                @Override
                public void write(int b) throws IOException {
                    if (taken++ >= takes) {
                        throw new IOException("Broken pipe");
                    }
                }
            };
            for (String format : List.of("text", "json")) {
                CommandRun.Result result = CommandRun.plain()
                        .writingTo(gone)
                        .run(
                                "eval",
                                "src/test/resources/evaluation/continuous/by_id.csv",
                                "--annotations=src/test/resources/evaluation/continuous/test.json",
                                "--fail-under=map=0.99",
                                "--format=" + format);
                assertThat(result.code()).isEqualTo(7);
                assertThat(result.err()).contains("gate map: not met").doesNotContain("roken");
            }
        }
    }

    @Test
    void aWideTableHasItsFirstTenProblemsNamed() throws IOException {
        write("p.csv", "id,3,5\n101,x,0\n102,1\n777,1,0\n103,1,0\n103,1,0\n" + rows(4, 40, "%d,nan,0"));
        assertThat(problems(eval("p.csv"))).isEqualTo("""
                error: p.csv:2:2: expected a number as score of '3', got 'x'
                p.csv:3: expected 3 columns as in the header, got 2
                p.csv:4:1: no recording is called '777': expected a file_name or audio id of the annotations
                p.csv:6:1: a second row for test/a/2.wav; the first is line 5 (--pool mean or max combines them)
                p.csv:7:2: expected a number as score of '3', got 'nan'
                p.csv:8:2: expected a number as score of '3', got 'nan'
                p.csv:9:2: expected a number as score of '3', got 'nan'
                p.csv:10:2: expected a number as score of '3', got 'nan'
                p.csv:11:2: expected a number as score of '3', got 'nan'
                p.csv:12:2: expected a number as score of '3', got 'nan'
                and 30 more problems
                """);
    }

    @Test
    void oneProblemIsOneLine() throws IOException {
        write("p.csv", "id,3,5\n101,x,0\n" + rows(1, 40, "%d,1,0"));
        assertThat(problems(eval("p.csv"))).isEqualTo("error: p.csv:2:2: expected a number as score of '3', got 'x'\n");
        write("p.csv", "id,3,5\n" + rows(0, 11, "%d,,0") + rows(11, 40, "%d,1,0"));
        assertThat(problems(eval("p.csv"))).endsWith("\nand 1 more problem\n").hasLineCount(11);
    }

    @Test
    void aHeaderHasItsProblemsNamed() throws IOException {
        write("p.csv", "id,3,Avis rara,Felix,5,Rana\n");
        assertThat(problems(eval("p.csv"))).isEqualTo("""
                error: p.csv:1:3: a second column for category 3 (Avis rara); the first is at p.csv:1:2
                p.csv:1:4: no category is called 'Felix': expected a category id, scientific name, common name or audio_dir_name of the annotations
                p.csv:1:6: no category is called 'Rana': expected a category id, scientific name, common name or audio_dir_name of the annotations
                p.csv:1: columns that hold no scores are left out with --ignore-columns Felix,Rana
                """);
    }

    @Test
    void aLongTableHasItsProblemsNamed() throws IOException {
        write("p.csv", "id,category,score\n101,3,x\n101,4,1\n,3,1\n102,3\n101,3,1\n101,3,2\n" + rows(0, 20, "x%d,3,1"));
        String problems = problems(eval("p.csv"));
        assertThat(problems.lines().toList())
                .hasSize(11)
                .startsWith(
                        "error: p.csv:2:3: expected a number as score, got 'x'",
                        "p.csv:3:2: no category is called '4': expected a category id, scientific name, common name or"
                                + " audio_dir_name of the annotations")
                .contains("p.csv:5: expected 3 columns as in the header, got 2")
                .endsWith("and 15 more problems");
    }

    @Test
    void aRankedTableHasItsProblemsNamed() throws IOException {
        write("p.csv", "Id,Predicted\n101,3 3\n102,4\n102,3\n" + rows(2, 14, "%d,5 5"));
        assertThat(problems(eval("p.csv")).lines().toList())
                .hasSize(11)
                .startsWith(
                        "error: p.csv:2:2: category 3 is listed twice",
                        "p.csv:3:2: no category is called '4': expected a category id, scientific name, common name or"
                                + " audio_dir_name of the annotations",
                        "p.csv:4:1: a second row for test/a/1.wav; the first is line 3")
                .endsWith("and 5 more problems");
    }

    @Test
    void anAuthorsTableHasItsProblemsNamed() throws IOException {
        write(
                "p.csv",
                "img,gt,pred\ntest/a/0,5,1_2\ntest/a/1,5,1_2\ntest/a/2,3,1_x\n"
                        + IntStream.range(3, 14)
                                .mapToObj(i -> "test/a/" + i + "," + (i % 2 == 0 ? 3 : 5) + ",1_2_3_4\n")
                                .collect(Collectors.joining()));
        assertThat(problems(eval("p.csv")).lines().toList())
                .hasSize(11)
                .startsWith(
                        "error: p.csv:2:2: expected 3, the category of test/a/0.wav in the annotations, got '5': are they"
                                + " of other annotations?",
                        "p.csv:4:3: expected a number as score 2 of 2, got 'x'",
                        "p.csv:5:3: expected 2 scores as in line 3, got 4")
                .endsWith("and 3 more problems");
    }

    @Test
    void aListOfRowsHasItsProblemsNamed() throws IOException {
        byte[] header = ("{'descr': '<f4', 'fortran_order': False, 'shape': (40, 3), }".concat(" ".repeat(57)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile npy = new RandomAccessFile(folder.resolve("p.npy").toFile(), "rw")) {
            npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
            npy.write(header);
            for (int i = 0; i < 120; i++) {
                // NaN, little-endian, in every row but the first.
                npy.write(i < 3 ? new byte[4] : new byte[] {0, 0, (byte) 0xc0, 0x7f});
            }
        }
        assertThat(problems(eval("p.npy")).lines().toList())
                .hasSize(11)
                .startsWith("error: p.npy[1, 0]: expected a number, got NaN (the score of category 3 for test/a/1.wav)")
                .endsWith("and 29 more problems");

        write("rows.txt", rows(0, 38, "%d") + "777\n101\n");
        assertThat(problems(eval("p.npy", "--rows", folder.resolve("rows.txt").toString())))
                .isEqualTo("""
                error: rows.txt:39: no recording is called '777': expected a file_name or audio id of the annotations
                rows.txt:40: a second row for test/a/0.wav; the first is at rows.txt:1 (--pool mean or max combines them)
                """);

        write("columns.txt", "3\nmouse\nrat\n");
        assertThat(problems(
                        eval("p.npy", "--columns", folder.resolve("columns.txt").toString())))
                .contains(
                        "columns.txt:2: no category is called 'mouse'", "\ncolumns.txt:3: no category is called 'rat'");
    }

    /** Two gigabytes that are no predictions. They are refused at once: none of the cases reads more than 32 MB of them. */
    @ParameterizedTest
    @ValueSource(strings = {"junk", "zeros", "no line end", "a header and zeros"})
    void junkOfTwoGigabytesIsRefusedAtOnce(String kind) throws IOException {
        Path file = folder.resolve("junk.bin");
        assumeTrue(
                Files.getFileStore(folder).getUsableSpace() > TWO_GIGABYTES,
                "skipped: there is no room for a file of two gigabytes");
        try (RandomAccessFile junk = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] start = new byte[1 << 20];
            switch (kind) {
                case "junk" -> new Random(1).nextBytes(start);
                case "no line end" -> {
                    start = new byte[20 << 20];
                    Arrays.fill(start, (byte) '1');
                }
                case "a header and zeros" -> start = "id,3,5\n".getBytes(StandardCharsets.US_ASCII);
                default -> {}
            }
            junk.write(start);
            // The rest is a hole, where the file system can have some.
            junk.setLength(TWO_GIGABYTES);
        }
        long before = System.nanoTime();

        String problems = problems(eval("junk.bin"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(problems)
                .startsWith("error: junk.bin:")
                .containsPattern("not a table|no line end|no id column|a line of more than");
    }

    private String whole() {
        return "id,3,5\n"
                + IntStream.range(0, RECORDINGS)
                        .mapToObj(i -> (101 + i) + ",0." + (i + 10) + ",0.5\n")
                        .collect(Collectors.joining());
    }

    @Test
    void aResultNeverReplacesWhatItIsMadeFrom() throws IOException {
        Files.writeString(folder.resolve("whole.csv"), whole());
        Files.writeString(folder.resolve("other.csv"), whole());
        String annotations = folder.resolve("test.json").toString();
        String other = folder.resolve("other.csv").toString();
        String itself = folder.resolve("./whole.csv").toString();
        for (String[] more : new String[][] {
            {"-o", itself},
            {"--per-class", itself},
            {"-o", annotations},
            {"-o", other, "--baseline", other},
            {
                "-o",
                folder.resolve("new.txt").toString(),
                "--per-class",
                folder.resolve("new.txt").toString()
            }
        }) {
            CommandRun.Result result = eval("whole.csv", more);
            assertThat(result.code()).as(String.join(" ", more)).isEqualTo(2);
            assertThat(result.err()).containsPattern("the result would replace it|expected another file than --output");
            assertThat(folder.resolve("whole.csv")).hasContent(whole());
        }
        assertThat(eval("whole.csv", "-o", folder.resolve("new.txt").toString()).code())
                .isZero();
    }

    @Test
    void aLastLineWithoutItsEndIsToldOf() throws IOException {
        Files.writeString(folder.resolve("cut.csv"), whole().strip());
        CommandRun.Result result = eval("cut.csv");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("its last line has no line end");
        assertThat(run.reading(whole().strip())
                        .run(
                                "eval",
                                "-",
                                "--annotations",
                                folder.resolve("test.json").toString())
                        .err())
                .contains("standard input: its last line has no line end");
        Files.writeString(folder.resolve("whole.csv"), whole());
        assertThat(eval("whole.csv").err()).doesNotContain("line end");
    }

    @Test
    void aSignatureAloneMeetsNoGate() throws IOException {
        Files.writeString(folder.resolve("whole.csv"), whole());
        assertThat(eval("whole.csv", "--signature-only").code()).isZero();
        assertThat(eval("whole.csv", "--signature-only", "--fail-under", "map=0.1")
                        .code())
                .isEqualTo(2);
    }
}
