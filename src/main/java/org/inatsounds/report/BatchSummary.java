package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.FeatureResult;
import org.inatsounds.features.RecordingProblem;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;

/**
 * What became of a batch of recordings that were turned into spectrograms.
 *
 * @param output the folder or file, as it was named
 * @param result of the batch
 */
public record BatchSummary(String output, FeatureResult result) {

    private static final int SCHEMA_VERSION = 1;

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        BatchResult batch = result.batch();
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("output", output)
                        .string("to", result.kind().toString())
                        .string("preset", result.preset())
                        .string("dtype", result.type().toString())
                        .number("recordings", result.recordings())
                        .number("written", batch.made())
                        .number("up_to_date", result.upToDate())
                        .objects("failed", batch.failed(), problem -> problem(json, problem))
                        .objects("truncated", batch.truncated(), problem -> problem(json, problem))
                        .objects("left_out", batch.leftOut(), problem -> problem(json, problem))
                        .objects("upsampled", batch.upsampled(), problem -> problem(json, problem))
                        .number("frames", batch.frames())
                        .number("audio_seconds", batch.seconds())
                        .number("elapsed_seconds", result.elapsedSeconds()));
    }

    private static void problem(Json json, RecordingProblem problem) throws IOException {
        json.string("file", problem.file()).string("reason", problem.reason());
    }

    private void text(Writer out) throws IOException {
        BatchResult batch = result.batch();
        out.write("spectrograms in " + output + " (" + result.preset() + ", " + result.kind() + ", " + result.type()
                + ")\n");
        TextTable table = new TextTable("<>", 2);
        table.row("recordings", Quantity.count(result.recordings()));
        table.row("written", Quantity.count(batch.made()));
        table.row("up to date", Quantity.count(result.upToDate()));
        table.row("failed", Quantity.count(batch.failed().size()));
        if (!batch.truncated().isEmpty()) {
            table.row("truncated", Quantity.count(batch.truncated().size()));
        }
        if (!batch.leftOut().isEmpty()) {
            table.row("partly used", Quantity.count(batch.leftOut().size()));
        }
        if (!batch.upsampled().isEmpty()) {
            table.row("low sample rate", Quantity.count(batch.upsampled().size()));
        }
        table.row("frames", Quantity.count(batch.frames()));
        table.row("audio", Quantity.duration(batch.seconds()));
        table.row("took", Quantity.duration(result.elapsedSeconds()));
        if (batch.made() > 0 && result.elapsedSeconds() > 0) {
            table.row("speed", Quantity.count(Math.round(batch.seconds() / result.elapsedSeconds())) + " s/s");
        }
        table.appendTo(out);
    }
}
