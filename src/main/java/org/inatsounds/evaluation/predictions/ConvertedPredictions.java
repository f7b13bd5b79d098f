package org.inatsounds.evaluation.predictions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions whose file was read once into a {@link ScoreMatrix}: what was wrong with it was found then. */
final class ConvertedPredictions extends NpyPredictions {

    private final FileFacts facts;

    /**
     * Takes a matrix over.
     *
     * @param notEvaluated categories outside the classes, as the file names them
     */
    ConvertedPredictions(
            Predictions.Opened opened,
            ScoreMatrix matrix,
            Content content,
            FileFacts facts,
            List<String> notEvaluated) {
        super(opened, content, matrix.header(), notEvaluated, matrix.recordings());
        this.facts = facts;
    }

    @Override
    public String layout() {
        return facts.text();
    }

    @Override
    @Nullable
    RowNames rowNames() {
        return facts.names();
    }

    @Override
    List<String> ignoredIndex() {
        return facts.ignoredIndex();
    }

    @Override
    boolean asWritten() {
        return false;
    }

    @Override
    public boolean isMatrix() {
        return facts.layout() == Layout.NPY;
    }

    @Override
    public boolean lists() {
        return facts.layout() == Layout.LONG || facts.layout() == Layout.RANKED;
    }

    @Override
    public boolean scored() {
        return facts.layout() != Layout.RANKED;
    }

    @Override
    public String aboutMissing() {
        return facts.about();
    }
}
