package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;

/** Rows of recording, category and score. A category that is not listed for a recording scores below every listed one. */
final class LongTable implements RowTable {

    private final GroundTruth truth;
    private final CategoryFinder categories;
    private final RowNames names;
    private final Reading reading;
    private final ScoreMatrix matrix;
    private final boolean pooled;
    private final int id;
    private final int category;
    private final int score;
    private final Map<String, Integer> classOfName = new HashMap<>();
    private final Set<String> notEvaluated = new LinkedHashSet<>();
    private final NumbersSeen seen = NumbersSeen.ofText();
    private final double[] one = new double[1];
    private final BitSet recordings = new BitSet();
    private FileNotes notes = new FileNotes();
    private long listed;

    /** Of the last row: rows of a recording most often follow each other. */
    private int recording = RecordingNames.UNKNOWN;

    private String last = "";

    /**
     * Understands a header.
     *
     * @param lanes what is made of the rows
     * @throws BadInputException when it is not one of this layout
     */
    LongTable(TableHeader header, String file, GroundTruth truth, Reading reading, Lanes lanes) {
        this.truth = truth;
        this.categories = new CategoryFinder(truth.categories(), reading.order().labels());
        this.reading = reading;
        this.matrix = lanes.matrix();
        this.pooled = reading.pool() != null;
        header.requireAtLeast(3, file);
        this.id = header.idColumn(file);
        this.names = new RowNames(
                truth.recordingNames(), ColumnWords.kind(header.names().get(id)));
        this.category = header.categoryColumn(file);
        this.score = header.scoreColumn(file);
        requireKnown(header, file, reading);
    }

    /**
     * Checks that no scores are to be made that need every class.
     *
     * @throws UsageException when they are
     */
    static void check(Reading reading, String file) {
        if (reading.activation() == Activation.SOFTMAX || reading.activation() == Activation.SOFTMAX_ALL_COLUMNS) {
            throw new UsageException(
                    "activation " + reading.activation(),
                    "it needs the score of every class; " + file
                            + " lists some of them: apply it before choosing the ones to list");
        }
        if (reading.pool() == Pool.MEAN || reading.pool() == Pool.WINDOW) {
            throw new UsageException(
                    "pool " + reading.pool(),
                    "it needs the score of every class in every window; " + file
                            + " lists some of them: use max, or pool before choosing the ones to list");
        }
    }

    private void requireKnown(TableHeader header, String file, Reading reading) {
        for (int i = 0; i < header.names().size(); i++) {
            String name = header.names().get(i);
            boolean used = i == id || i == category || i == score;
            boolean index = i == 0 && ColumnWords.isIndex(name);
            if (!used && !index && !ColumnWords.isBeside(name) && !reading.ignores(name)) {
                throw new BadInputException(file + ":1:" + (i + 1) + ": expected recording, category and score, got a"
                        + " column '" + Quote.shortened(name) + "' beside them; leave it out with --ignore-columns");
            }
        }
    }

    @Override
    public RowNames names() {
        return names;
    }

    @Override
    public void row(Lines lines) throws IOException {
        String name = lines.field(id);
        if (recording == RecordingNames.UNKNOWN || !name.equals(last)) {
            recording = names.find(name);
            last = name;
        }
        if (recording == RecordingNames.UNKNOWN) {
            throw lines.problem(id, names.complaint(name));
        }
        int index = classOf(lines);
        double value = score(lines);
        double[] row = matrix.row(recording);
        recordings.set(recording);
        Prior prior = reading.prior();
        if (index == ClassColumns.NONE || Double.isNaN(value)) {
            return;
        }
        seen.row(one);
        boolean masked = prior != null && prior.masks(recording, index);
        boolean first = masked || Double.compare(row[index], matrix.blank()) == 0;
        if (!first && !pooled) {
            throw repeated(lines, index);
        }
        listed += first ? 1 : 0;
        if (!masked) {
            row[index] = first ? value : Math.max(row[index], value);
        }
    }

    @Override
    public void notes(FileNotes collected) {
        this.notes = collected;
    }

    @Override
    public List<String> end() {
        notes.add(seen);
        notes.listed(listed, (long) recordings.cardinality() * truth.classes().size());
        return List.copyOf(notEvaluated);
    }

    private int classOf(Lines lines) {
        String name = lines.field(category);
        Integer known = classOfName.get(name);
        if (known == null) {
            if (name.isEmpty()) {
                throw lines.problem(category, "expected a category, got ''");
            }
            known = truth.classOfCategory(
                    categories.find(name, lines.place(category)).id());
            classOfName.put(name, known);
        }
        if (known == ClassColumns.NONE) {
            notEvaluated.add(name);
        }
        return known;
    }

    private double score(Lines lines) {
        double[] value = {Decimals.parse(lines.field(score))};
        if (reading.isGap(lines.field(score))) {
            return Double.NaN;
        }
        if (Double.isNaN(value[0])) {
            throw lines.problem(score, "expected a number as score, got '" + Quote.shortened(lines.field(score)) + "'");
        }
        one[0] = value[0];
        reading.activation().apply(value);
        // Minus infinity is what is not listed: a listed one is above it.
        return Math.max(value[0], -Double.MAX_VALUE);
    }

    private BadInputException repeated(Lines lines, int index) {
        return lines.problem(
                category,
                "a second score of category " + truth.classes().get(index).id() + " for "
                        + truth.recordings().get(recording).fileName() + " (rows are pooled with --pool max)");
    }
}
