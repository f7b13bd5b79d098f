package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a recording and its categories by falling confidence. There are no scores: in the matrix are places, negated, so
 * that the first is the highest. Categories outside the classes, and masked ones, don't compete: the next one takes their place.
 */
final class RankedTable implements RowTable {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final GroundTruth truth;
    private final CategoryFinder categories;
    private final RowNames names;
    private final int id;
    private final int predicted;
    private final @Nullable Prior prior;
    private final ScoreMatrix matrix;
    private final long[] lineOf;
    private final Set<String> notEvaluated = new LinkedHashSet<>();

    /**
     * Understands a header.
     *
     * @param lanes what is made of the rows
     * @throws BadInputException when it is not one of this layout
     */
    RankedTable(TableHeader header, String file, GroundTruth truth, Reading reading, Lanes lanes) {
        this.truth = truth;
        this.categories = new CategoryFinder(truth.categories());
        this.lineOf = new long[truth.recordings().size()];
        header.require(2, file);
        this.id = header.idColumn(file);
        this.names = new RowNames(
                truth.recordingNames(), ColumnWords.kind(header.names().get(id)));
        this.predicted = header.predictedColumn(file);
        this.prior = reading.prior();
        this.matrix = lanes.matrix();
    }

    /**
     * Checks that nothing is to be made of scores.
     *
     * @throws UsageException when something is
     */
    static void check(Reading reading, String file) {
        if (reading.activation() != Activation.NONE || reading.pool() != null) {
            throw new UsageException(
                    reading.pool() == null ? "activation" : "pool", "expected scores, but " + file + " has ranks only");
        }
    }

    @Override
    public RowNames names() {
        return names;
    }

    @Override
    public void row(Lines lines) throws IOException {
        String name = lines.field(id);
        int recording = names.find(name);
        if (recording == RecordingNames.UNKNOWN) {
            throw lines.problem(id, names.complaint(name));
        }
        if (lineOf[recording] != 0) {
            throw lines.problem(
                    id,
                    "a second row for " + truth.recordings().get(recording).fileName() + "; the first is line "
                            + lineOf[recording]);
        }
        lineOf[recording] = lines.line();
        rank(lines, recording, matrix.row(recording));
    }

    @Override
    public List<String> end() {
        return List.copyOf(notEvaluated);
    }

    private void rank(Lines lines, int recording, double[] row) {
        String list = lines.field(predicted);
        if (list.isEmpty()) {
            if (lines.cut()) {
                throw lines.problem(predicted, "expected category ids, got ''");
            }
            return;
        }
        Set<Integer> seen = new HashSet<>();
        int place = 0;
        for (String name : BLANKS.split(list, -1)) {
            int category = categories.find(name, lines.place(predicted)).id();
            if (!seen.add(category)) {
                throw lines.problem(predicted, "category " + category + " is listed twice");
            }
            int index = truth.classOfCategory(category);
            if (index == ClassColumns.NONE) {
                notEvaluated.add(name);
            } else if (prior == null || !prior.masks(recording, index)) {
                row[index] = -place++;
            }
        }
    }
}
