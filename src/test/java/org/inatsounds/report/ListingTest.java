package org.inatsounds.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Csv;
import org.inatsounds.testing.CsvTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in each format, and what users call their columns. */
final class ListingTest {

    private record Row(
            int id, String text, double number, @Nullable Boolean flag) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.number("id", Row::id),
            Column.text("text", Row::text),
            Column.number("number", Row::number),
            Column.text("flag", Row::flag));

    private static final List<Row> ROWS = List.of(
            new Row(1, "plain", 1.0 / 3, true),
            new Row(22, "a, \"b\"\r\nc\td", Double.NaN, null),
            new Row(-3, "", 1e-7, false),
            new Row(4, "鳥 | [x](y)", 2.0E-3, true));

    private static String write(ListFormat format, List<Row> rows) throws IOException {
        StringWriter out = new StringWriter();
        new Listing<>(COLUMNS).write(format, rows, rows, out);
        return out.toString();
    }

    @Test
    void csvIsReadBackWithEveryDigit() throws IOException {
        List<List<String>> lines = CsvTable.lines(write(ListFormat.CSV, ROWS));
        assertThat(lines.get(0)).containsExactly("id", "text", "number", "flag");
        for (int i = 0; i < ROWS.size(); i++) {
            Row row = ROWS.get(i);
            List<String> line = lines.get(i + 1);
            assertThat(line.get(1)).isEqualTo(row.text());
            assertThat(line.get(2).isEmpty() ? Double.NaN : Double.parseDouble(line.get(2)))
                    .isEqualTo(Double.valueOf(row.number()));
            assertThat(line.get(3))
                    .isEqualTo(row.flag() == null ? "" : row.flag().toString());
        }
        assertThat(lines).hasSize(5);
    }

    @Test
    void aLineOfOneEmptyFieldIsNotEmpty() throws IOException {
        StringWriter out = new StringWriter();
        Csv.row(List.of(""), out);
        Csv.row(List.of("", ""), out);
        assertThat(out).hasToString("\"\"\n,\n");
        assertThat(Csv.number(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void jsonLinesKeepTypes() throws IOException {
        List<String> lines = write(ListFormat.JSONL, ROWS).lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode first = JsonMapper.builder().build().readTree(lines.get(0));
        assertThat(first.get("id").isInt()).isTrue();
        assertThat(first.get("number").doubleValue()).isEqualTo(1.0 / 3);
        assertThat(first.get("flag").booleanValue()).isTrue();
        JsonNode second = JsonMapper.builder().build().readTree(lines.get(1));
        assertThat(second.get("text").textValue()).isEqualTo(ROWS.get(1).text());
        assertThat(second.get("number").isNull()).isTrue();
        assertThat(second.get("flag").isNull()).isTrue();
        assertThat(write(ListFormat.JSONL, List.of())).isEmpty();
        assertThat(write(ListFormat.JSONL, ROWS)).endsWith("}\n");
    }

    @Test
    void textIsAlignedAndStaysOnItsLine() throws IOException {
        assertThat(write(ListFormat.TEXT, ROWS)).isEqualTo("""
                        id  text         number  flag
                         1  plain        0.3333  true
                        22  a, "b"  c d
                        -3                  0.0  false
                         4  鳥 | [x](y)    0.002  true
                        """);
    }

    @Test
    void markdownEscapes() throws IOException {
        assertThat(write(ListFormat.MARKDOWN, ROWS).lines())
                .contains(
                        "| id | text | number | flag |",
                        "| ---: | --- | ---: | --- |",
                        "| 22 | a, \"b\" c d |  |  |",
                        "| 4 | 鳥 \\| \\[x\\](y) | 0.002 | true |");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idd             | columns: there is no column 'idd'; did you mean 'id'?
            scientific_name | columns: there is no column 'scientific_name'; did you mean 'name'?
            nothing-like-it | columns: there is no column 'nothing-like-it'
            """)
    void wrongColumnsAreNamedWithWhatThereIs(String name, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Listed.COLUMNS.chosen(List.of(name)))
                .withMessage(message + "\nthere are " + String.join(", ", Listed.COLUMNS.names()));
    }

    @Test
    void columnsAreChosenInOrder() {
        assertThat(Listed.COLUMNS.chosen(List.of("name", " ID ")).stream().map(Column::name))
                .containsExactly("name", "id");
        assertThat(Listed.COLUMNS.chosen(List.of("all"))).isEqualTo(Listed.COLUMNS.all());
        assertThat(Listed.COLUMNS.chosen(List.of()).stream().map(Column::name))
                .containsExactlyElementsOf(Listed.COLUMNS.usual());
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Listed.COLUMNS.chosen(List.of("id", "name", "id")))
                .withMessageContaining("once, got 'id' twice");
    }
}
