package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import org.inatsounds.evaluation.Evaluation;

/**
 * The result of an evaluation, for people or for programs.
 *
 * @param evaluation what was computed
 * @param split whose recordings were evaluated, for example {@code test}
 * @param predictions the name of the file of scores
 */
public record EvaluationReport(Evaluation evaluation, String split, String predictions) {

    /**
     * Writes the report. The writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> EvaluationText.write(this, out);
            case JSON -> EvaluationJson.write(this, out);
        }
    }
}
