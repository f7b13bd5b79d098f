package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.inatsounds.fetch.FetchResult;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;

/**
 * Writes what a fetch did, or would do.
 *
 * @param result what is written
 */
public record FetchSummary(FetchResult result) {

    private static final int SCHEMA_VERSION = 1;
    private static final double SECONDS_AN_HOUR = 3600;

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(out, json -> {
            json.number("schema_version", SCHEMA_VERSION)
                    .string("release", result.release().name())
                    .string("data", result.data().toString());
            json.objects("files", result.archives(), each -> {
                json.string("split", each.archive().split().label())
                        .string("kind", each.archive().kind().label())
                        .number("bytes", each.bytes())
                        .string("md5", each.archive().md5())
                        .string("status", each.status().label());
            });
            if (!result.chosen().isEmpty()) {
                json.objects("chosen", result.chosen(), each -> {
                    json.string("split", each.split().label())
                            .number("recordings", each.recordings())
                            .number("present", each.present())
                            .number("seconds", each.seconds())
                            .number("bytes", each.bytes());
                    Boolean seen = each.checksumSeen();
                    if (seen != null) {
                        json.bool("archive_checksum_seen", seen);
                    }
                });
            }
            FetchResult.Room room = result.room();
            if (room != null) {
                json.number("bytes_to_fetch", room.toFetch())
                        .number("bytes_needed", room.needed())
                        .number("bytes_free", room.free());
            } else {
                json.number("recordings_written", result.recordingsWritten())
                        .number("elapsed_seconds", result.elapsedSeconds());
            }
        });
    }

    private void text(Writer out) throws IOException {
        out.write("release " + result.release().name() + " in " + result.data() + "\n");
        TextTable table = new TextTable("<<>", 2);
        for (FetchResult.ArchiveResult each : result.archives()) {
            table.row(
                    each.archive().split().label(),
                    each.archive().kind().label(),
                    Quantity.bytes(each.bytes()),
                    each.status().label());
        }
        table.appendTo(out);
        for (FetchResult.Chosen each : result.chosen()) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s: %s: %,d recordings, %,.2f hours, %s; %,d were on disk\n",
                    each.split(),
                    each.what(),
                    each.recordings(),
                    each.seconds() / SECONDS_AN_HOUR,
                    Quantity.bytes(each.bytes()),
                    each.present()));
            if (Boolean.FALSE.equals(each.checksumSeen())) {
                out.write(
                        "  the archive was not read to its end, so its checksum was not checked; each recording agrees with"
                                + " its annotation\n");
            }
        }
        FetchResult.Room room = result.room();
        if (room != null) {
            out.write(Quantity.bytes(room.toFetch()) + " to download, about " + Quantity.bytes(room.needed())
                    + " of disk space needed, " + Quantity.bytes(room.free()) + " free\n");
        }
    }
}
