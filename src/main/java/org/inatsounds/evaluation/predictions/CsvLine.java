package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one line of a CSV or TSV file apart, slowly and with care (RFC 4180; no line ends inside quotes). */
public final class CsvLine {

    private final String line;
    private final char delimiter;
    private int at;
    private @Nullable String problem;

    private CsvLine(String line, char delimiter) {
        this.line = line;
        this.delimiter = delimiter;
    }

    /**
     * The fields of a line.
     *
     * @param values without quotes and without blanks around them
     * @param problem what is wrong with the last of them; null when all is well
     */
    public record Fields(List<String> values, @Nullable String problem) {}

    /**
     * Takes a line apart.
     *
     * @param line without its line end
     */
    public static Fields split(String line, char delimiter) {
        CsvLine csv = new CsvLine(line, delimiter);
        List<String> values = new ArrayList<>();
        do {
            values.add(csv.field());
        } while (csv.problem == null && csv.at++ < line.length());
        return new Fields(values, csv.problem);
    }

    /** Reads a field; afterwards {@code at} is at the delimiter or the end of the line. */
    private String field() {
        int start = at;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        if (start < line.length() && line.charAt(start) == '"') {
            at = start + 1;
            return quoted();
        }
        int end = line.indexOf(delimiter, at);
        String text = line.substring(at, end < 0 ? line.length() : end);
        at += text.length();
        return text.strip();
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                problem = "a quote is not closed before the line ends (line ends inside quotes are not read)";
                at = line.length();
                return text.toString();
            }
            text.append(line, at, quote);
            at = quote + 1;
            if (at >= line.length() || line.charAt(at) != '"') {
                break;
            }
            text.append('"');
            at++;
        }
        while (at < line.length() && line.charAt(at) != delimiter) {
            if (line.charAt(at++) > ' ') {
                problem = "there is text behind a closing quote";
            }
        }
        return text.toString().strip();
    }
}
