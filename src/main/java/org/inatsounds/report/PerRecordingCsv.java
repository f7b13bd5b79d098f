package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.evaluation.RecordingResult;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.Csv;

/** The results of an evaluation recording by recording, as CSV: a header, then a row a recording, in annotation order. */
public final class PerRecordingCsv {

    private PerRecordingCsv() {}

    /**
     * Writes it. Recordings are named by {@code file_name}, categories by id; a field is empty where there is no value. The
     * writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public static void write(List<RecordingResult> results, Writer out) throws IOException {
        Csv.row(List.of("recording", "true", "predicted", "score", "rank"), out);
        for (RecordingResult result : results) {
            Category predicted = result.predicted();
            Integer rank = result.rank();
            Csv.row(
                    List.of(
                            result.recording().fileName(),
                            Integer.toString(result.truth().id()),
                            predicted == null ? "" : Integer.toString(predicted.id()),
                            Csv.number(result.score()),
                            rank == null ? "" : rank.toString()),
                    out);
        }
    }
}
