package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.jspecify.annotations.Nullable;

/** Rows of a recording, its true category, and all its scores joined by {@code _}, in the order of category ids. */
final class AuthorsTable implements RowTable {

    private static final int IMG = 0;
    private static final int GT = 1;
    private static final int PRED = 2;
    private static final byte JOINT = '_';

    private final GroundTruth truth;
    private final Reading reading;
    private final RowNames names;
    private final long[] lineOf;
    private byte[] text = new byte[1 << 10];
    private double[] scores = new double[0];
    private final double[] made;
    private final Lanes lanes;
    private @Nullable RowScores maker;
    private List<String> notEvaluated = List.of();
    private long firstLine;
    private final NumbersSeen seen = NumbersSeen.ofText();
    private FileNotes notes = new FileNotes();

    /**
     * Understands a header.
     *
     * @param lanes what is made of the rows
     * @throws BadInputException when it is not one of this layout
     */
    AuthorsTable(TableHeader header, String file, GroundTruth truth, Reading reading, Lanes lanes) {
        this.lanes = lanes;
        this.made = new double[truth.classes().size()];
        header.requireAuthors(file);
        this.truth = truth;
        this.reading = reading;
        this.names = new RowNames(truth.recordingNames(), RowNames.Kind.FILES);
        this.lineOf = new long[truth.recordings().size()];
    }

    @Override
    public RowNames names() {
        return names;
    }

    @Override
    public void row(Lines lines) throws IOException {
        int recording = recording(lines);
        int count = count(lines);
        RowScores scoresOf = maker;
        if (scoresOf == null) {
            ClassColumns columns = columns(lines, count);
            notEvaluated = columns.notEvaluated();
            scores = new double[count];
            firstLine = lines.line();
            scoresOf = lanes.scores(columns.columnOfClass());
            maker = scoresOf;
        } else if (count != scores.length) {
            throw lines.cut() && count < scores.length
                    ? cut(lines, count)
                    : lines.problem(
                            PRED, "expected " + scores.length + " scores as in line " + firstLine + ", got " + count);
        }
        parse(lines);
        seen.row(scores);
        List<@Nullable Prior> priors = lanes.priors();
        for (int p = 0; p < priors.size(); p++) {
            scoresOf.make(recording, scores, priors.get(p), made);
            lanes.row(recording, p, made);
        }
    }

    @Override
    public void notes(FileNotes collected) {
        this.notes = collected;
    }

    @Override
    public List<String> end() throws IOException {
        notes.add(seen);
        lanes.end();
        return notEvaluated;
    }

    private ClassColumns columns(Lines lines, int count) {
        try {
            return ClassColumns.byNumber(truth, count, lines.place(PRED) + ": the row has scores of", "");
        } catch (BadInputException e) {
            throw lines.cut() ? cut(lines, count) : e;
        }
    }

    private static BadInputException cut(Lines lines, int count) {
        return lines.problem("the file ends in the middle of a row, after " + count
                + " scores: was it truncated while it was written or copied?");
    }

    private int recording(Lines lines) {
        String name = lines.field(IMG);
        int recording = names.find(name);
        if (recording == RecordingNames.UNKNOWN) {
            throw lines.problem(IMG, names.complaint(name));
        }
        Recording known = truth.recordings().get(recording);
        String gt = lines.field(GT);
        if (Decimals.parse(gt) != known.categoryId()) {
            throw lines.problem(
                    GT,
                    "expected " + known.categoryId() + ", the category of " + known.fileName()
                            + " in the annotations, got '" + Quote.shortened(gt) + "': are they of other annotations?");
        }
        if (lineOf[recording] != 0 && reading.pool() == null) {
            throw lines.problem(
                    IMG,
                    "a second row for " + known.fileName() + "; the first is line " + lineOf[recording]
                            + Pooling.ADVICE);
        }
        lineOf[recording] = lines.line();
        return recording;
    }

    /** Takes the text of the scores over, and counts them. */
    private int count(Lines lines) {
        byte[] joined = lines.field(PRED).getBytes(StandardCharsets.UTF_8);
        if (text.length < joined.length + 1 + Decimals.PADDING) {
            text = new byte[2 * joined.length + 1 + Decimals.PADDING];
        }
        System.arraycopy(joined, 0, text, 0, joined.length);
        Arrays.fill(text, joined.length, joined.length + 1 + Decimals.PADDING, (byte) 0);
        text[joined.length] = JOINT;
        int count = 1;
        for (byte b : joined) {
            count += b == JOINT ? 1 : 0;
        }
        return count;
    }

    private void parse(Lines lines) {
        int p = 0;
        for (int i = 0; i < scores.length; i++) {
            int end = Decimals.parse(text, p, scores, i);
            if (end < 0 || text[end] != JOINT) {
                end = p;
                while (text[end] != JOINT) {
                    end++;
                }
                String score = new String(text, p, end - p, StandardCharsets.UTF_8).strip();
                scores[i] = Decimals.parse(score);
                if (Double.isNaN(scores[i]) && !reading.isGap(score)) {
                    throw lines.problem(
                            PRED,
                            "expected a number as score " + (i + 1) + " of " + scores.length + ", got '"
                                    + Quote.shortened(score) + "'");
                }
            }
            p = end + 1;
        }
    }
}
