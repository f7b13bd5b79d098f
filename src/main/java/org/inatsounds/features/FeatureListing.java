package org.inatsounds.features;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Json;

/**
 * What lies in a folder of features: {@code manifest.csv}, and {@code shards.json} where they are in shards.
 *
 * @param rows one for each recording
 * @param shards empty where each recording has a file
 */
record FeatureListing(List<Row> rows, List<Shard> shards) {

    private static final int SCHEMA_VERSION = 1;

    /**
     * The features of a recording.
     *
     * @param path below the folder, or within the shard
     * @param category its id; empty where it is not known
     * @param frames of the spectrogram
     * @param seconds of sound
     * @param shard the file; empty where there is none
     */
    record Row(String path, String category, long frames, double seconds, String shard) {}

    /**
     * A shard.
     *
     * @param file its name
     * @param recordings how many are in it
     * @param bytes its size
     */
    record Shard(String file, long recordings, long bytes) {}

    /** Writes the manifest. The writer stays open. */
    void writeManifest(Writer out) throws IOException {
        boolean sharded = !shards.isEmpty();
        List<String> fields = new ArrayList<>(List.of("path", "category_id", "frames", "seconds"));
        if (sharded) {
            fields.add("shard");
        }
        Csv.row(fields, out);
        for (Row row : rows) {
            fields.clear();
            fields.add(row.path);
            fields.add(row.category);
            fields.add(String.valueOf(row.frames));
            fields.add(Csv.number(row.seconds));
            if (sharded) {
                fields.add(row.shard);
            }
            Csv.row(fields, out);
        }
    }

    /** Writes the list of shards. The writer stays open. */
    void writeShards(Writer out) throws IOException {
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .number("recordings", rows.size())
                        .objects(
                                "shards",
                                shards,
                                shard -> json.string("file", shard.file)
                                        .number("recordings", shard.recordings)
                                        .number("bytes", shard.bytes)));
    }
}
