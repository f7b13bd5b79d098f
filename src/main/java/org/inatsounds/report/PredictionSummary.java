package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.RecordingProblem;
import org.inatsounds.internal.Json;

/**
 * What became of a batch of recordings that a model scored.
 *
 * @param output the file
 * @param model its name
 * @param recordings how many the batch was about
 * @param written how many the output has
 * @param resumed how many of these an earlier run scored
 * @param unplaced those without the coordinates that a prior needs
 * @param windows of all that were written
 * @param result of the recordings that were scored now
 * @param awaited of several jobs that share the batch, the numbers of those that have not ended: there is no output yet
 * @param elapsedSeconds wall time
 */
public record PredictionSummary(
        String output,
        String model,
        long recordings,
        long written,
        long resumed,
        long unplaced,
        long windows,
        BatchResult result,
        List<Integer> awaited,
        double elapsedSeconds) {

    private static final int SCHEMA_VERSION = 1;

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out, BatchSummary.Words words) throws IOException {
        switch (format) {
            case TEXT -> text(out, words);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("output", output)
                        .string("model", model)
                        .number("recordings", recordings)
                        .number("written", written)
                        .number("resumed", resumed)
                        .number("without_coordinates", unplaced)
                        .objects("failed", result.failed(), problem -> problem(json, problem))
                        .objects("truncated", result.truncated(), problem -> problem(json, problem))
                        .objects("left_out", result.leftOut(), problem -> problem(json, problem))
                        .objects("upsampled", result.upsampled(), problem -> problem(json, problem))
                        .objects("out_of_scale", result.outOfScale(), problem -> problem(json, problem))
                        .number("windows", windows)
                        .bool("complete", awaited.isEmpty())
                        .number("audio_seconds", result.seconds())
                        .number("elapsed_seconds", elapsedSeconds));
    }

    private static void problem(Json json, RecordingProblem problem) throws IOException {
        json.string("file", problem.file()).string("reason", problem.reason());
    }

    private void text(Writer out, BatchSummary.Words words) throws IOException {
        out.write((!awaited.isEmpty()
                        ? "a part of the predictions for "
                        : written == 0 ? "nothing was written to " : "predictions in ")
                + output + " (" + model + ")\n");
        TextTable table = new TextTable("<>", 2);
        table.row("recordings", words.count(recordings));
        table.row("written", words.count(written));
        if (resumed > 0) {
            table.row("of an earlier run", words.count(resumed));
        }
        table.row("failed", words.count(result.failed().size()));
        if (unplaced > 0) {
            table.row("without coordinates", words.count(unplaced));
        }
        if (!result.truncated().isEmpty()) {
            table.row("truncated", words.count(result.truncated().size()));
        }
        if (!result.leftOut().isEmpty()) {
            table.row("partly used", words.count(result.leftOut().size()));
        }
        if (!result.upsampled().isEmpty()) {
            table.row("low sample rate", words.count(result.upsampled().size()));
        }
        if (!result.outOfScale().isEmpty()) {
            table.row("other scale", words.count(result.outOfScale().size()));
        }
        table.row("windows", words.count(windows));
        if (result.seconds() > 0) {
            table.row("audio", words.time(result.seconds()));
        }
        table.row("took", words.time(elapsedSeconds));
        table.appendTo(out);
    }
}
