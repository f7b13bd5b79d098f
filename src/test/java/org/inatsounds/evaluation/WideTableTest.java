package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.LineBlock;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Problems;
import org.inatsounds.evaluation.predictions.WidePredictions;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a table, and what is said of one that is not. */
final class WideTableTest {

    private static final String HEADER = "file_name,3,5\n";
    private static final String A = "test/00003_Avis/aa.wav,0.9,0.1\n";
    private static final String B = "test/00005_Rana/bb.wav,0.2,0.8\n";
    private static final String C = "test/00003_Avis/cc.wav,0.7,0.75\n";
    private static final String PLAIN = HEADER + A + B + C;

    private static Evaluation evaluate(byte[] table, int pieceBytes, int threads) throws IOException {
        try (Predictions predictions = new WidePredictions(SmallCase.TRUTH, "p.csv", Content.of(table), pieceBytes)) {
            return Evaluator.evaluate(predictions, threads, Progress.NONE);
        }
    }

    private static Evaluation evaluate(String table) throws IOException {
        return evaluate(table.getBytes(StandardCharsets.UTF_8), WidePredictions.PIECE, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The id column anywhere, under any of its names.
                "3,file_name,5\n0.9,test/00003_Avis/aa.wav,0.1\n0.2,test/00005_Rana/bb.wav,0.8\n0.7,test/00003_Avis/cc.wav,0.75\n",
                "3,5,Filename\n0.9,0.1,test/00003_Avis/aa.wav\n0.2,0.8,test/00005_Rana/bb.wav\n0.7,0.75,test/00003_Avis/cc.wav\n",
                "audio_id,3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75\n",
                "row_id,3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75",
                "ID,3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75",
                // pandas, with the ids as index.
                ",3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75\n",
                // Columns by name and folder, rows by shorter paths.
                "file_name,Avis rara,00005_Rana\n00003_Avis/aa,0.9,0.1\n./test/00005_Rana/bb.npy,0.2,0.8\ntest/00003_Avis/cc,0.7,0.75\n",
                "file_name,00003,Rana una\n00003_Avis/aa.wav,0.9,0.1\n./00005_Rana/bb,0.2,0.8\n00003_Avis/cc.flac,0.7,0.75\n",
                // Tabs, CRLF, BOM, blank lines, blanks around fields, quotes.
                "file_name\t3\t5\r\n101\t0.9\t0.1\r\n102\t0.2\t0.8\r\n103\t0.7\t0.75\r\n",
                "\uFEFFfile_name,3,5\r\n\r\n101,0.9,0.1\r\n102,0.2,0.8\r\n\r\n103,0.7,0.75\r\n\r\n",
                "file_name , 3, 5\n 101 , 0.9 , 0.1 \n102,  0.2,0.8  \n103, 0.7,\t0.75\n",
                "\"file_name\",\"3\",\"5\"\n\"101\",\"0.9\",\"0.1\"\n\"102\",\" 0.2\",\"0.8 \"\n \"103\" ,0.7, \"0.75\" \r\n",
                // Every kind of number, in the same order.
                "id,3,5\n101,inf,-INF\n102,-1e-3,8e-1\n103,.7,+7.5E-1\n",
                // A category without recordings, whose scores don't matter.
                "id,9,3,5\n101,,0.9,0.1\n102,NaN,0.2,0.8\n103,x,0.7,0.75\n",
                "id,3,9,5\n101,0.9,7,0.1\n102,0.2,,0.8\n103,0.7,1,0.75\n",
                "id,3,5,9\n101,0.9,0.1,7\n102,0.2,0.8,\n103,0.7,0.75,1",
            })
    void takesWhatPeopleWrite(String table) throws IOException {
        Evaluation expected = evaluate(PLAIN);

        Evaluation actual = evaluate(table);

        assertThat(actual.metrics()).isEqualTo(expected.metrics());
        assertThat(actual.others()).isEqualTo(expected.others());
        assertThat(expected.metrics().top1()).isEqualTo(0.75);
        assertThat(expected.others().microTop1()).isEqualTo(2 / 3.0);
    }

    @Test
    void namesColumnsThatAreNotEvaluated() throws IOException {
        assertThat(evaluate("id,3,Felis mia,5\n101,0.9,7,0.1\n102,0.2,,0.8\n103,0.7,1,0.75\n")
                        .columnsNotEvaluated())
                .containsExactly("Felis mia");
        assertThat(evaluate(PLAIN).columnsNotEvaluated()).isEmpty();
    }

    static Stream<Arguments> headerProblems() {
        return Stream.of(
                Arguments.of("id,3,5,7\n", "p.csv:1:4: no category is called '7'"),
                Arguments.of(
                        "id,3,5,Avis rara\n",
                        "p.csv:1:4: a second column for category 3 (Avis rara); the first is at p.csv:1:2"),
                Arguments.of("id,3,5,\n", "p.csv:1:4: the last column has no name"),
                Arguments.of("id,3,,5\n", "p.csv:1:3: a column without a name"),
                Arguments.of("id,3\n", "p.csv:1: no column for 1 of the 2 categories that are evaluated: 5 (Rana una)"),
                Arguments.of(
                        "id,9\n",
                        "p.csv:1: no column for 2 of the 2 categories that are evaluated: 3 (Avis rara), 5 (Rana una)"),
                Arguments.of(
                        "3,5\n",
                        "p.csv:1: no id column among 2, the first is '3': expected a header with an id column"),
                Arguments.of(
                        "id,file_name,3,5\n", "p.csv:1:2: a second id column 'file_name'; the first is column 1 'id'"),
                Arguments.of("id,\"3,5\n", "p.csv:1:2: a quote is not closed before the line ends"),
                Arguments.of("id|3|5\n1|2|3\n", "p.csv:1: no id column among 1, the first is 'id|3|5': expected"),
                Arguments.of("a\0b\n", "p.csv:1: not a table: there is a zero byte at offset 1"),
                Arguments.of("\n" + PLAIN, "p.csv:1: no id column"));
    }

    static Stream<Arguments> rowProblems() {
        return Stream.of(
                Arguments.of(
                        HEADER + A + "test/00003_Avis/zz.wav,1,2\n" + C,
                        "p.csv:3:1: no recording is called 'test/00003_Avis/zz.wav'"),
                Arguments.of(HEADER + A + "104,1,2\n", "p.csv:3:1: no recording is called '104'"),
                Arguments.of(HEADER + A + "val/00005_Rana/bb.wav,1,2\n", "p.csv:3:1: no recording is called 'val/"),
                Arguments.of(
                        HEADER + A + B + "101,1,2\n" + C,
                        "p.csv:4:1: a second row for test/00003_Avis/aa.wav; the first is line 2"),
                Arguments.of(HEADER + A + "102,1,nan\n" + C, "p.csv:3:3: expected a number as score of '5', got 'nan'"),
                Arguments.of(HEADER + A + "102,,1\n" + C, "p.csv:3:2: expected a number as score of '3', got ''"),
                Arguments.of(
                        HEADER + A + "102,0x1p3,1\n" + C, "p.csv:3:2: expected a number as score of '3', got '0x1p3'"),
                Arguments.of(HEADER + A + "102,1,1d\n" + C, "p.csv:3:3: expected a number as score of '5', got '1d'"),
                Arguments.of(HEADER + A + "102,1\n" + C, "p.csv:3: expected 3 columns as in the header, got 2"),
                Arguments.of(HEADER + A + "102\n" + C, "p.csv:3: expected 3 columns as in the header, got 1"),
                Arguments.of(HEADER + A + "102,1,2,3\n" + C, "p.csv:3: expected 3 columns as in the header, got 4"),
                Arguments.of(HEADER + A + "102,1,2,\n" + C, "p.csv:3: expected 3 columns as in the header, got 4"),
                Arguments.of(HEADER + A + "\"102,1,2\n" + C, "p.csv:3:1: a quote is not closed before the line ends"),
                Arguments.of(HEADER + A + "\"102\"x,1,2\n" + C, "p.csv:3:1: there is text behind a closing quote"),
                Arguments.of(
                        HEADER + A + "\"test/00005_Rana\n/bb.wav\",1,2\n" + C,
                        "p.csv:3:1: a quote is not closed before the line ends"));
    }

    static Stream<Arguments> endProblems() {
        return Stream.of(
                Arguments.of(
                        HEADER,
                        "p.csv: 3 of 3 recordings have no row: test/00003_Avis/aa.wav, test/00005_Rana/bb.wav, test/00003_Avis/cc.wav"),
                Arguments.of(HEADER + A + C, "p.csv: 1 of 3 recordings have no row: test/00005_Rana/bb.wav"),
                Arguments.of(
                        HEADER + A + B.strip(),
                        "p.csv: 1 of 3 recordings have no row: test/00003_Avis/cc.wav (the file does not end with a line end: is it truncated?)"),
                Arguments.of(HEADER.strip(), "p.csv: 3 of 3 recordings have no row"),
                Arguments.of(
                        HEADER + A + B + "103,0.7",
                        "p.csv:4: the file ends in the middle of a row, in column 2 of 3: was it truncated"),
                Arguments.of(
                        HEADER + A + B + "test/00003_Av",
                        "p.csv:4: the file ends in the middle of a row, in column 1 of 3: was it truncated"),
                Arguments.of(HEADER + A + B + "103,0.7,", "p.csv:4:3: expected a number as score of '5', got ''"),
                // The first of several, whatever pass would find it.
                Arguments.of(HEADER + "101,x,1\n104,1,2\n102,1\n101,1,2\n", "p.csv:2:2: expected a number"),
                Arguments.of(HEADER + "101,1,1\n\n\n102,1\n104,1,2\n", "p.csv:5: expected 3 columns"),
                Arguments.of(HEADER + A + "104,x,2\n", "p.csv:3:1: no recording is called '104'"));
    }

    @ParameterizedTest
    @MethodSource({"headerProblems", "rowProblems", "endProblems"})
    void namesTheFirstProblem(String table, String message) {
        byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
        for (int pieceBytes : new int[] {1, 7, 20, 33, 1000}) {
            for (int threads = 1; threads <= 3; threads++) {
                int count = threads;
                assertThatExceptionOfType(BadInputException.class)
                        .as("%d bytes a piece, %d threads", pieceBytes, threads)
                        .isThrownBy(() -> evaluate(bytes, pieceBytes, count))
                        .withMessageStartingWith(message);
            }
        }
    }

    @Test
    void isAtALossWhereADelimiterStandsInAColumnThatIsNotRead() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate("id,3,9,5\n101,0.9,\"1,2\",0.1\n"))
                .withMessageStartingWith("p.csv:2: the row can't be read");
    }

    @Test
    void refusesLinesOfAbsurdLength() {
        byte[] table =
                (HEADER + A + B + "103,0.7," + "1".repeat(LineBlock.MAX_LINE + 2000)).getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(table, 1 << 10, 2))
                .withMessageStartingWith("p.csv:4: a line of more than 16777216 bytes");
    }

    /** Whatever the damage: a result, or a message. */
    @Test
    void neverFailsOtherwise() {
        Property.tries(2000).check(draw -> {
            long seed = draw.aLong();
            int pieceBytes = draw.anInt(1, 40);
            int threads = draw.anInt(1, 3);
            Random random = new Random(seed);
            byte[] table = (random.nextBoolean()
                            ? PLAIN
                            : PLAIN.replace(",0", ",\"0").replace("\n", "\"\r\n"))
                    .getBytes(StandardCharsets.UTF_8);
            byte[] likely = "\",\n\r\t .-+eE09xn\0".getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                table[random.nextInt(table.length)] =
                        random.nextBoolean() ? likely[random.nextInt(likely.length)] : (byte) random.nextInt(256);
            }
            int length = random.nextInt(3) == 0 ? 1 + random.nextInt(table.length) : table.length;
            byte[] cut = Arrays.copyOf(table, length);

            String one = outcome(cut, WidePredictions.PIECE, 1);

            assertThat(outcome(cut, pieceBytes, threads)).isEqualTo(one);
        });
    }

    private static String outcome(byte[] table, int pieceBytes, int threads) throws IOException {
        try {
            return evaluate(table, pieceBytes, threads).toString();
        } catch (BadInputException e) {
            assertThat(String.valueOf(e.getMessage()).lines())
                    .hasSizeLessThanOrEqualTo(Problems.NAMED + 1)
                    .allMatch(line -> line.startsWith("p.csv:") || line.matches("and [0-9,]+ more problems?"));
            return String.valueOf(e.getMessage());
        }
    }
}
