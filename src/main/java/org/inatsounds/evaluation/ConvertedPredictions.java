package org.inatsounds.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions whose file was read once into a {@link ScoreMatrix}: what was wrong with it was found then. */
final class ConvertedPredictions extends NpyPredictions {

    private final String layout;
    private final Layout kind;
    private final String aboutMissing;
    private final @Nullable RowNames rowNames;
    private final List<String> ignoredIndex;

    /**
     * Takes a matrix over.
     *
     * @param layout what the file was, for people
     * @param notEvaluated categories outside the classes, as the file names them
     * @param aboutMissing a sentence to add when recordings are missing
     * @param rowNames what the rows were found by; null where they have no names
     * @param ignoredIndex as {@link Predictions#ignoredIndex}
     */
    ConvertedPredictions(
            Predictions.Opened opened,
            ScoreMatrix matrix,
            Content content,
            Layout kind,
            String layout,
            List<String> notEvaluated,
            String aboutMissing,
            @Nullable RowNames rowNames,
            List<String> ignoredIndex) {
        super(opened, content, matrix.header(), notEvaluated, matrix.recordings());
        this.kind = kind;
        this.layout = layout;
        this.aboutMissing = aboutMissing;
        this.rowNames = rowNames;
        this.ignoredIndex = ignoredIndex;
    }

    @Override
    public String layout() {
        return layout;
    }

    @Override
    @Nullable
    RowNames rowNames() {
        return rowNames;
    }

    @Override
    List<String> ignoredIndex() {
        return ignoredIndex;
    }

    @Override
    boolean asWritten() {
        return false;
    }

    @Override
    public boolean isMatrix() {
        return kind == Layout.NPY;
    }

    @Override
    boolean lists() {
        return kind == Layout.LONG || kind == Layout.RANKED;
    }

    @Override
    boolean scored() {
        return kind != Layout.RANKED;
    }

    @Override
    String aboutMissing() {
        return aboutMissing;
    }
}
