package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.internal.Csv;
import org.jspecify.annotations.Nullable;

/** The results of an evaluation class by class, as CSV: a header, then a row a class, by ascending category id. */
public final class PerClassCsv {

    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "common_name",
            "supercategory",
            "recordings",
            "top1",
            "top5",
            "ap",
            "f1",
            "threshold",
            "roc_auc");

    private PerClassCsv() {}

    /**
     * Writes it. Numbers have every digit; a field is empty where there is no value. The writer stays open.
     *
     * @param truth the annotations that the evaluation is of: they know the common names
     * @param train when given, there is one column more, with the number of recordings that each category has here
     * @throws IOException when the writer fails
     */
    public static void write(Evaluation evaluation, Annotations truth, @Nullable Annotations train, Writer out)
            throws IOException {
        write(evaluation, truth, train, null, out);
    }

    /**
     * As above.
     *
     * @param fixed when given, there are two columns more, with the threshold that was given for each class, and F1 there
     */
    public static void write(
            Evaluation evaluation,
            Annotations truth,
            @Nullable Annotations train,
            @Nullable FixedResult fixed,
            Writer out)
            throws IOException {
        List<String> header = new ArrayList<>(COLUMNS);
        if (train != null) {
            header.add("train_recordings");
        }
        if (fixed != null) {
            header.addAll(List.of("fixed_threshold", "fixed_f1"));
        }
        Csv.row(header, out);
        for (ClassResult result : evaluation.perClass()) {
            List<String> fields = fields(result, truth);
            if (train != null) {
                Category category = train.category(result.category().id());
                fields.add(Integer.toString(category == null ? 0 : train.recordingCount(category)));
            }
            if (fixed != null) {
                FixedResult.OfClass there =
                        fixed.perClass().get(result.category().id());
                fields.add(Csv.number(there == null ? null : (Double) there.threshold()));
                fields.add(Csv.number(there == null ? null : (Double) there.f1()));
            }
            Csv.row(fields, out);
        }
    }

    private static List<String> fields(ClassResult result, Annotations truth) {
        Category category = truth.category(result.category().id());
        return new ArrayList<>(List.of(
                Integer.toString(result.category().id()),
                result.category().name(),
                category == null ? "" : category.commonName(),
                result.category().supercategory(),
                Integer.toString(result.recordings()),
                Csv.number(result.top1()),
                Csv.number(result.top5()),
                Csv.number(result.ap()),
                Csv.number(result.f1()),
                Csv.number(result.threshold()),
                Csv.number(result.rocAuc())));
    }
}
