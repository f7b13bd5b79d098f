package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;

/**
 * Tells that a table whose heading is not understood looks like one of rows of recording, category and score. The names of its
 * columns don't say so; its first row may. It is only a guess, for a message: nothing is scored by it.
 */
final class LongGuess {

    /** A wide table of so few classes is possible, but its first row has numbers only. */
    private static final int MOST_COLUMNS = 16;

    /** Of a table with more, small numbers are rather scores than ids. */
    private static final int MOST_WITH_IDS = 5;

    private static final int FIRST_READ = 1 << 16;
    private static final int NONE = -1;

    private final TableHeader header;
    private final List<String> first;

    private LongGuess(TableHeader header, List<String> first) {
        this.header = header;
        this.first = first;
    }

    /**
     * A better refusal of a table that was taken for a wide one.
     *
     * @param refused why it is none
     * @return the same where the first row says nothing else
     */
    static BadInputException explained(
            BadInputException refused,
            TableHeader header,
            Content content,
            String file,
            GroundTruth truth,
            Reading reading)
            throws IOException {
        int columns = header.names().size();
        if (columns < 2 || columns > MOST_COLUMNS) {
            return refused;
        }
        List<String> first = firstRow(header, content);
        if (first.size() != columns) {
            return refused;
        }
        String guess = new LongGuess(header, first).words(truth, reading);
        return guess.isEmpty() ? refused : new BadInputException(file + ":1: " + guess, refused);
    }

    private static List<String> firstRow(TableHeader header, Content content) throws IOException {
        long length = Math.min(FIRST_READ, content.size() - header.dataStart());
        if (length <= 0) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        content.read(header.dataStart(), bytes);
        String line = StandardCharsets.UTF_8
                .decode(bytes.flip())
                .toString()
                .lines()
                .findFirst()
                .orElse("");
        CsvLine.Fields fields = CsvLine.split(line, header.delimiter());
        return fields.problem() == null ? fields.values() : List.of();
    }

    private String words(GroundTruth truth, Reading reading) {
        CategoryFinder categories =
                new CategoryFinder(truth.categories(), reading.order().labels());
        List<String> names = header.names();
        if (names.stream().anyMatch(categories::knows)) {
            return "";
        }
        int recording = find(i -> isRecording(i, truth));
        int category = find(i -> i != recording && isCategory(first.get(i), categories));
        int score = find(i -> i != recording && i != category && isNumber(i));
        if (recording == NONE || category == NONE) {
            return "";
        }
        String seen =
                "expected a column per category, or recording, category and score in columns of these names, got '"
                        + Quote.shortened(String.join(", ", names)) + "'; in the first row, "
                        + named(recording) + " is a recording and " + named(category) + " a category";
        if (score == NONE) {
            return seen + ", but nothing is a score: add a column 'score'";
        }
        List<String> renamed = new ArrayList<>(names);
        rename(renamed, recording, ColumnWords.row(List.of(names.get(recording))) < 0, "file_name");
        rename(renamed, category, ColumnWords.category(List.of(names.get(category))) < 0, "category");
        rename(renamed, score, ColumnWords.score(List.of(names.get(score))) < 0, "score");
        String others = IntStream.range(0, names.size())
                .filter(i -> i != recording && i != category && i != score && !ColumnWords.isBeside(names.get(i)))
                .mapToObj(names::get)
                .collect(Collectors.joining(","));
        return seen + ", and " + named(score) + " may be a score: then change the names in the first line to "
                + Quote.shortened(String.join(", ", renamed))
                + (others.isEmpty() ? "" : ", and leave out the rest with --ignore-columns " + Quote.shortened(others));
    }

    private static void rename(List<String> names, int column, boolean wrong, String name) {
        if (wrong) {
            names.set(column, name);
        }
    }

    private String named(int column) {
        return "'" + Quote.shortened(header.names().get(column)) + "'";
    }

    private int find(IntPredicate wanted) {
        return IntStream.range(0, first.size()).filter(wanted).findFirst().orElse(NONE);
    }

    /** A number alone may be anything; under a heading of recordings it is an id. */
    private boolean isRecording(int column, GroundTruth truth) {
        RowNames.Kind kind = ColumnWords.kind(header.names().get(column));
        boolean headed = kind != RowNames.Kind.UNNAMED;
        return (headed || Double.isNaN(Decimals.parse(first.get(column))))
                && new RowNames(truth.recordingNames(), headed ? kind : RowNames.Kind.EITHER).find(first.get(column))
                        != RecordingNames.UNKNOWN;
    }

    private boolean isCategory(String value, CategoryFinder categories) {
        boolean maybe = Double.isNaN(Decimals.parse(value))
                // Not 0 and 1, which are scores of yes and no.
                || (first.size() <= MOST_WITH_IDS && Integral.parse(value) > 1);
        return maybe && categories.knows(value);
    }

    private boolean isNumber(int column) {
        return !Double.isNaN(Decimals.parse(first.get(column)));
    }
}
