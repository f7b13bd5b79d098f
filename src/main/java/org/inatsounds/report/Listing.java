package org.inatsounds.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Text;
import org.jspecify.annotations.Nullable;

/**
 * A list, a row at a time: nothing is kept of a row that is written.
 *
 * @param <T> what a row is about
 * @param columns of the list, from left to right
 */
public record Listing<T>(List<Column<T>> columns) {

    private static final SerializedString NEW_LINE = new SerializedString("\n");

    /** Room for a checksum. */
    private static final int SHA256_WIDTH = 64;

    /**
     * Writes the rows. The writer stays open.
     *
     * @param toMeasure rows as long as those to write, checksums aside: an aligned table needs to know before it begins
     * @param rows to write; they are gone through once
     */
    public void write(ListFormat format, Iterable<T> toMeasure, Iterable<T> rows, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(toMeasure, rows, out);
            case CSV -> csv(rows, out);
            case JSONL -> jsonLines(rows, out);
            case MARKDOWN -> markdown(rows, out);
        }
    }

    private List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private void csv(Iterable<T> rows, Writer out) throws IOException {
        Csv.row(names(), out);
        List<String> fields = new ArrayList<>();
        for (T row : rows) {
            fields.clear();
            for (Column<T> column : columns) {
                Object value = column.value().of(row);
                fields.add(value instanceof Double number ? Csv.number(number) : value == null ? "" : value.toString());
            }
            Csv.row(fields, out);
        }
    }

    private void jsonLines(Iterable<T> rows, Writer out) throws IOException {
        boolean any = false;
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.setRootValueSeparator(NEW_LINE);
            for (T row : rows) {
                json.writeStartObject();
                for (Column<T> column : columns) {
                    json.writeFieldName(column.name());
                    value(column.value().of(row), json);
                }
                json.writeEndObject();
                any = true;
            }
        }
        if (any) {
            out.write('\n');
        }
    }

    private static void value(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof String text && !text.isEmpty()) {
            json.writeString(text);
        } else {
            json.writeNull();
        }
    }

    private void markdown(Iterable<T> rows, Writer out) throws IOException {
        List<String> alignment = columns.stream()
                .map(column -> column.isNumber() ? "---:" : "---")
                .toList();
        Markdown.row(names().stream().map(Markdown::escaped).toList(), out);
        Markdown.row(alignment, out);
        for (T row : rows) {
            Markdown.row(
                    columns.stream()
                            .map(column ->
                                    Markdown.escaped(rounded(column.value().of(row))))
                            .toList(),
                    out);
        }
    }

    private void text(Iterable<T> toMeasure, Iterable<T> rows, Writer out) throws IOException {
        int[] widths = columns.stream()
                .mapToInt(column -> column.name().equals(Listed.SHA256)
                        ? SHA256_WIDTH
                        : column.name().length())
                .toArray();
        for (T row : toMeasure) {
            for (int i = 0; i < widths.length; i++) {
                String cell = rounded(columns.get(i).value().of(row));
                widths[i] = Math.max(widths[i], cell.codePointCount(0, cell.length()));
            }
        }
        line(names(), widths, out);
        List<String> cells = new ArrayList<>();
        for (T row : rows) {
            cells.clear();
            for (Column<T> column : columns) {
                cells.add(rounded(column.value().of(row)));
            }
            line(cells, widths, out);
        }
    }

    private void line(List<String> cells, int[] widths, Writer out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - cell.codePointCount(0, cell.length())));
            line.append(i == 0 ? "" : "  ")
                    .append(columns.get(i).isNumber() ? padding : "")
                    .append(cell)
                    .append(columns.get(i).isNumber() ? "" : padding);
        }
        out.write(line.toString().stripTrailing());
        out.write('\n');
    }

    /** For people: four decimals at most, and nothing that moves the cursor. */
    private static String rounded(@Nullable Object value) {
        if (value instanceof Double number) {
            double short4 = Math.rint(number * 1e4) / 1e4;
            return Csv.number(Double.isFinite(short4) ? Double.valueOf(short4) : number);
        }
        return value == null ? "" : Text.oneLine(value.toString());
    }
}
