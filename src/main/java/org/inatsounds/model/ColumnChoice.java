package org.inatsounds.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.inatsounds.Listener;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.features.BatchSource;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Decides which scores of a model are written. Of recordings of splits these are the classes that compete there, by category id; of
 * others, all that the model has. Set what is wanted, then call {@link #choose}.
 */
public final class ColumnChoice {

    private final Model model;
    private UnaryOperator<GroundTruth> classes = truth -> truth;
    private LabelMap map = LabelMap.NONE;
    private Uncovered uncovered = Uncovered.ERROR;
    private @Nullable Path list;

    /** Of a model. */
    public ColumnChoice(Model model) {
        this.model = model;
    }

    /** Which classes compete; those of the annotations, unless this is called. */
    public ColumnChoice classes(UnaryOperator<GroundTruth> choice) {
        classes = choice;
        return this;
    }

    /** What labels mean that are no names of categories. */
    public ColumnChoice labelMap(LabelMap newMap) {
        map = newMap;
        return this;
    }

    /** What becomes of classes without a label; they are an error, unless this is called. */
    public ColumnChoice uncovered(Uncovered rule) {
        uncovered = rule;
        return this;
    }

    /** A file for the list of classes that have a label; null for none. */
    public ColumnChoice coveredTo(@Nullable Path file) {
        list = file;
        return this;
    }

    /** The annotations of splits that have classes, of some recordings. */
    public static List<Annotations> labelled(List<BatchSource> sources) {
        return sources.stream()
                .map(BatchSource::label)
                .flatMap(label -> label == null ? Stream.empty() : Stream.of(label.annotations()))
                .distinct()
                .filter(Annotations::labelled)
                .toList();
    }

    /**
     * Decides, writes the list of covered classes, and says what is to be known of the others.
     *
     * @param splits as {@link #labelled} gives them; empty for all scores
     * @throws org.inatsounds.DataMismatchException if there are no labels, none is a class, or classes have none that need one
     * @throws org.inatsounds.BadInputException if two labels mean one class
     */
    public ScoreColumns choose(List<Annotations> splits, Listener listener) {
        if (splits.isEmpty()) {
            return ScoreColumns.ofLabels(model.labels());
        }
        List<GroundTruth> truths = splits.stream()
                .map(annotations -> classes.apply(GroundTruth.of(annotations)))
                .toList();
        ModelDescription description = model.description();
        ScoreColumns columns = ScoreColumns.ofClasses(model.labels(), description.source(), truths, map);
        writeList(columns, listener);
        String without = columns.uncovered();
        if (description.isPrior()) {
            if (!without.isEmpty()) {
                listener.notice(without + "; they have no column, which allows them everywhere");
            }
            return columns.onlyCovered();
        }
        if (uncovered == Uncovered.ERROR) {
            columns.requireAll();
        } else if (!without.isEmpty()) {
            listener.warn(without + "; they score below all others, so that a metric over all classes is lower");
        }
        return columns;
    }

    private void writeList(ScoreColumns columns, Listener listener) {
        Path file = list;
        if (file != null) {
            String lines = String.join("\n", columns.covered()) + "\n";
            new WholeFiles().write(file, out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
            listener.notice(
                    "wrote " + file + ": " + Quantity.count(columns.covered().size()) + " of "
                            + Quantity.count(columns.count()) + " classes have a label");
        }
    }
}
