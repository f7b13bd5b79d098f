package org.inatsounds.evaluation.predictions;

import java.util.List;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** Predictions whose rows each count by themselves: their ranks are known, and there is nothing more to read. */
final class WindowPredictions extends Predictions {

    private final FileFacts facts;
    private final List<String> notEvaluated;
    private final WindowRanks ranks;

    /** Takes ranks over. */
    WindowPredictions(Opened opened, FileFacts facts, List<String> notEvaluated, WindowRanks ranks) {
        super(opened.truth(), opened.file(), Content.of(new byte[0]), opened.reading());
        this.facts = facts;
        this.notEvaluated = notEvaluated;
        this.ranks = ranks;
    }

    @Override
    public WindowRanks windows() {
        return ranks;
    }

    @Override
    public boolean scored() {
        return false;
    }

    @Override
    public boolean isMatrix() {
        return facts.layout() == Layout.NPY;
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
    public ClassColumns columns() {
        return ClassColumns.ofClasses(truth(), notEvaluated);
    }

    @Override
    public int pieces() {
        return 0;
    }

    @Override
    public long bytes(int piece) {
        return 0;
    }

    @Override
    PieceReader reader(ClassColumns read) {
        throw new IllegalStateException("windows were read when they were opened");
    }

    @Override
    ClassColumns everyColumn() {
        return columns();
    }

    @Override
    int[] pickedOfEvery() {
        return columns().columnOfClass();
    }

    @Override
    @Nullable
    BadInputException problem(ClassColumns read) {
        return null;
    }

    @Override
    public String aboutMissing() {
        return facts.about();
    }
}
