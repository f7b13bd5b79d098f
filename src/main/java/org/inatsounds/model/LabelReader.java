package org.inatsounds.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.internal.ListFile;
import org.jspecify.annotations.Nullable;

/** Reads the names of a model's classes, in the order of its scores. */
final class LabelReader {

    private static final String EXPECTED = "the labels of a model, one per line";

    private final LabelSource source;
    private final Path model;

    LabelReader(LabelSource source, Path model) {
        this.source = source;
        this.model = model;
    }

    /**
     * Reads them.
     *
     * @throws BadInputException if they are not there, or malformed
     */
    List<String> read() {
        if (!source.listed().isEmpty()) {
            return source.listed();
        }
        Path file = source.file() == null ? beside() : source.file();
        boolean table =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
        if (source.csv() && (table || source.file() != null)) {
            return column(file);
        }
        List<String> labels =
                ListFile.read(file, EXPECTED).stream().map(ListFile.Line::text).collect(Collectors.toList());
        if (source.heading() && !labels.isEmpty()) {
            labels.remove(0);
        }
        if (labels.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", got none");
        }
        return labels;
    }

    /** Of a description that does not say where: what it is usually called. */
    private Path beside() {
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        List<String> names = new ArrayList<>();
        for (String ending : source.csv() || source.heading() ? List.of(".csv", ".txt") : List.of(".txt", ".csv")) {
            names.addAll(List.of(stem + ".labels" + ending, stem + "_labels" + ending, "labels" + ending));
        }
        return names.stream()
                .map(model::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        model + ": expected its labels in a file beside it, called " + String.join(", ", names)
                                + "; found none. They are published with the model; or name another file"));
    }

    private List<String> column(Path file) {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", got an empty file");
        }
        char separator = separator(lines.get(0));
        List<String> heading = fields(lines.get(0), separator, file, 1);
        int column = source.column() == null ? 0 : place(heading, source.column(), file);
        List<String> labels = new ArrayList<>();
        for (int i = source.heading() ? 1 : 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = fields(lines.get(i), separator, file, i + 1);
            if (fields.size() <= column || fields.get(column).isBlank()) {
                throw new BadInputException(file + ":" + (i + 1) + ": expected a label in column " + (column + 1) + " ("
                        + source.column() + "), got " + fields.size() + " fields");
            }
            labels.add(ListFile.stripped(fields.get(column)));
        }
        return labels;
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (!lines.isEmpty()) {
                lines.set(0, ListFile.stripped(lines.get(0)));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not text in UTF-8: expected " + EXPECTED + "; save it as UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file; expected " + EXPECTED, e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + StorageException.whyUnread(e), e);
        }
    }

    /** What the heading has most of, in this order. */
    private static char separator(String heading) {
        char best = ',';
        for (char each : new char[] {';', '\t'}) {
            best = count(heading, each) > count(heading, best) ? each : best;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static int place(List<String> heading, @Nullable String wanted, Path file) {
        for (int i = 0; i < heading.size(); i++) {
            if (ListFile.stripped(heading.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw new BadInputException(
                file + ":1: expected a column \"" + wanted + "\", got " + TensorSpec.names(heading));
    }

    /** RFC 4180 but for line ends within quotes, which no label has. */
    private static List<String> fields(String line, char separator, Path file, int number) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new BadInputException(file + ":" + number + ": a quoted field does not end on its line");
        }
        fields.add(field.toString());
        return fields;
    }
}
