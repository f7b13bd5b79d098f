package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.RecordingProblem;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;
import org.inatsounds.model.ModelBatch;

/**
 * What became of a batch of recordings that a model scored.
 *
 * @param output the file
 * @param model its name
 * @param outcome of the batch
 */
public record PredictionSummary(String output, String model, ModelBatch.Outcome outcome) {

    private static final int SCHEMA_VERSION = 1;

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        BatchResult result = outcome.result();
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("output", output)
                        .string("model", model)
                        .number("recordings", outcome.recordings())
                        .number("written", outcome.written())
                        .number("resumed", outcome.resumed())
                        .number("without_coordinates", outcome.unplaced())
                        .objects("failed", result.failed(), problem -> problem(json, problem))
                        .objects("truncated", result.truncated(), problem -> problem(json, problem))
                        .objects("left_out", result.leftOut(), problem -> problem(json, problem))
                        .objects("upsampled", result.upsampled(), problem -> problem(json, problem))
                        .number("windows", outcome.windows())
                        .bool("complete", outcome.awaited().isEmpty())
                        .number("audio_seconds", result.seconds())
                        .number("elapsed_seconds", outcome.elapsedSeconds()));
    }

    private static void problem(Json json, RecordingProblem problem) throws IOException {
        json.string("file", problem.file()).string("reason", problem.reason());
    }

    private void text(Writer out) throws IOException {
        BatchResult result = outcome.result();
        out.write((!outcome.awaited().isEmpty()
                        ? "a part of the predictions for "
                        : outcome.written() == 0 ? "nothing was written to " : "predictions in ")
                + output + " (" + model + ")\n");
        TextTable table = new TextTable("<>", 2);
        table.row("recordings", Quantity.count(outcome.recordings()));
        table.row("written", Quantity.count(outcome.written()));
        if (outcome.resumed() > 0) {
            table.row("of an earlier run", Quantity.count(outcome.resumed()));
        }
        table.row("failed", Quantity.count(result.failed().size()));
        if (outcome.unplaced() > 0) {
            table.row("without coordinates", Quantity.count(outcome.unplaced()));
        }
        if (!result.truncated().isEmpty()) {
            table.row("truncated", Quantity.count(result.truncated().size()));
        }
        if (!result.leftOut().isEmpty()) {
            table.row("partly used", Quantity.count(result.leftOut().size()));
        }
        if (!result.upsampled().isEmpty()) {
            table.row("low sample rate", Quantity.count(result.upsampled().size()));
        }
        table.row("windows", Quantity.count(outcome.windows()));
        if (result.seconds() > 0) {
            table.row("audio", Quantity.duration(result.seconds()));
        }
        table.row("took", Quantity.duration(outcome.elapsedSeconds()));
        table.appendTo(out);
    }
}
