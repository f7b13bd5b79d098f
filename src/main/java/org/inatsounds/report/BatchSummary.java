package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.features.Problem;
import org.inatsounds.internal.Json;

/**
 * What became of a batch of recordings that were turned into spectrograms.
 *
 * @param output the folder or file, or {@code -}
 * @param kind of output, for example {@code npy}
 * @param preset its name
 * @param dtype of the elements
 * @param recordings how many the batch was about
 * @param written how many spectrograms were made
 * @param upToDate how many were there already
 * @param failed those that could not be made
 * @param truncated files cut short, whose beginning was used
 * @param leftOut files of which a part was not used
 * @param upsampled files of a lower sample rate than the spectrogram's, which have nothing in the upper bands
 * @param frames of all that was written
 * @param audioSeconds of all that was written
 * @param elapsedSeconds wall time
 */
public record BatchSummary(
        String output,
        String kind,
        String preset,
        String dtype,
        long recordings,
        long written,
        long upToDate,
        List<Problem> failed,
        List<Problem> truncated,
        List<Problem> leftOut,
        List<Problem> upsampled,
        long frames,
        double audioSeconds,
        double elapsedSeconds) {

    private static final int SCHEMA_VERSION = 1;

    /** How numbers are written for people. */
    public interface Words {
        /** A count, with separators. */
        String count(long count);

        /** A span of time. */
        String time(double seconds);
    }

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out, Words words) throws IOException {
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
                        .string("to", kind)
                        .string("preset", preset)
                        .string("dtype", dtype)
                        .number("recordings", recordings)
                        .number("written", written)
                        .number("up_to_date", upToDate)
                        .objects("failed", failed, problem -> problem(json, problem))
                        .objects("truncated", truncated, problem -> problem(json, problem))
                        .objects("left_out", leftOut, problem -> problem(json, problem))
                        .objects("upsampled", upsampled, problem -> problem(json, problem))
                        .number("frames", frames)
                        .number("audio_seconds", audioSeconds)
                        .number("elapsed_seconds", elapsedSeconds));
    }

    private static void problem(Json json, Problem problem) throws IOException {
        json.string("file", problem.file()).string("reason", problem.reason());
    }

    private void text(Writer out, Words words) throws IOException {
        out.write("spectrograms in " + output + " (" + preset + ", " + kind + ", " + dtype + ")\n");
        TextTable table = new TextTable("<>", 2);
        table.row("recordings", words.count(recordings));
        table.row("written", words.count(written));
        table.row("up to date", words.count(upToDate));
        table.row("failed", words.count(failed.size()));
        if (!truncated.isEmpty()) {
            table.row("cut short", words.count(truncated.size()));
        }
        if (!leftOut.isEmpty()) {
            table.row("used in part", words.count(leftOut.size()));
        }
        if (!upsampled.isEmpty()) {
            table.row("low sample rate", words.count(upsampled.size()));
        }
        table.row("frames", words.count(frames));
        table.row("audio", words.time(audioSeconds));
        table.row("took", words.time(elapsedSeconds));
        if (written > 0 && elapsedSeconds > 0) {
            table.row("speed", words.count(Math.round(audioSeconds / elapsedSeconds)) + " s/s");
        }
        table.appendTo(out);
    }
}
