package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.inatsounds.internal.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch did, or, after a dry run, would do.
 *
 * @param release the name of the release
 * @param data the data folder, absolute
 * @param files one an archive, in the order of work
 * @param recordingsWritten how many recordings were written; none in a dry run
 * @param elapsedSeconds wall time; 0 in a dry run
 * @param room what it would take; {@code null} when it was done
 * @param chosen where only some recordings were wanted, or no archive was to be kept: which, split by split
 */
public record FetchSummary(
        String release,
        String data,
        List<File> files,
        long recordingsWritten,
        double elapsedSeconds,
        @Nullable Room room,
        List<Chosen> chosen) {

    private static final int SCHEMA_VERSION = 1;
    private static final double SECONDS_AN_HOUR = 3600;

    /**
     * One archive.
     *
     * @param bytes its size
     * @param status in one word
     */
    public record File(String split, String kind, long bytes, String md5, String status) {}

    /**
     * Recordings of a split that were chosen.
     *
     * @param what which ones, in words
     * @param present how many were here before
     * @param seconds of all of them
     * @param bytes they take on disk, about
     * @param checksumSeen whether the archive was read to its end, and its checksum is right; null when it is still to be read
     */
    public record Chosen(
            String split,
            String what,
            int recordings,
            int present,
            double seconds,
            long bytes,
            @Nullable Boolean checksumSeen) {}

    /**
     * The bytes that a dry run speaks of.
     *
     * @param toFetch to come over the network
     * @param needed most room taken at any moment, about
     * @param free room there is
     */
    public record Room(long toFetch, long needed, long free) {}

    /** How sizes are written for people. */
    @FunctionalInterface
    public interface Sizes {
        /** A size in bytes, with a unit. */
        String of(long bytes);
    }

    /** Writes the summary. The writer stays open. */
    public void write(Format format, Writer out, Sizes sizes) throws IOException {
        switch (format) {
            case TEXT -> text(out, sizes);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(out, json -> {
            json.number("schema_version", SCHEMA_VERSION)
                    .string("release", release)
                    .string("data", data);
            json.objects("files", files, file -> {
                json.string("split", file.split)
                        .string("kind", file.kind)
                        .number("bytes", file.bytes)
                        .string("md5", file.md5)
                        .string("status", file.status);
            });
            if (!chosen.isEmpty()) {
                json.objects("chosen", chosen, each -> {
                    json.string("split", each.split)
                            .number("recordings", each.recordings)
                            .number("present", each.present)
                            .number("seconds", each.seconds)
                            .number("bytes", each.bytes);
                    if (each.checksumSeen != null) {
                        json.bool("archive_checksum_seen", each.checksumSeen);
                    }
                });
            }
            if (room != null) {
                json.number("bytes_to_fetch", room.toFetch)
                        .number("bytes_needed", room.needed)
                        .number("bytes_free", room.free);
            } else {
                json.number("recordings_written", recordingsWritten).number("elapsed_seconds", elapsedSeconds);
            }
        });
    }

    private void text(Writer out, Sizes sizes) throws IOException {
        out.write("release " + release + " in " + data + "\n");
        TextTable table = new TextTable("<<>", 2);
        for (File file : files) {
            table.row(file.split, file.kind, sizes.of(file.bytes), file.status);
        }
        table.appendTo(out);
        for (Chosen each : chosen) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s: %s: %,d recordings, %,.2f hours, %s; %,d were here\n",
                    each.split,
                    each.what,
                    each.recordings,
                    each.seconds / SECONDS_AN_HOUR,
                    sizes.of(each.bytes),
                    each.present));
            if (Boolean.FALSE.equals(each.checksumSeen)) {
                out.write(
                        "  the archive was not read to its end, so its checksum was not seen; each recording agrees with"
                                + " its annotation\n");
            }
        }
        if (room != null) {
            out.write(sizes.of(room.toFetch) + " to fetch, about " + sizes.of(room.needed) + " needed on disk, "
                    + sizes.of(room.free) + " free\n");
        }
    }
}
