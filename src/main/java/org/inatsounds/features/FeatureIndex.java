package org.inatsounds.features;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.StorageException;
import org.inatsounds.internal.WholeFiles;

/**
 * Writes what is in a features folder into files beside the features: {@code manifest.csv}, and {@code shards.json}. Whoever ends
 * last of several jobs writes all, since each looks again whether another one has recorded something in the meantime.
 */
public final class FeatureIndex {

    public static final String MANIFEST = "manifest.csv";
    static final String SHARDS = "shards.json";

    private final WholeFiles files;
    private final Path folder;
    private final OutputKind kind;
    private final FeatureLog log;
    private final String numbers;

    /** @param numbers tells with which numbers the features are made that belong to the folder now */
    FeatureIndex(WholeFiles files, Path folder, OutputKind kind, FeatureLog log, String numbers) {
        this.files = files;
        this.folder = folder;
        this.kind = kind;
        this.log = log;
        this.numbers = numbers;
    }

    /**
     * Writes the files.
     *
     * @throws StorageException if they can't be written
     */
    void write() {
        Map<Path, Long> seen;
        do {
            seen = log.sizes();
            log.finish();
            FeatureListing listing = listing();
            write(MANIFEST, listing::writeManifest);
            if (kind == OutputKind.WEBDATASET) {
                write(SHARDS, listing::writeShards);
            }
        } while (!log.isAlone() && !log.sizes().equals(seen));
    }

    private void write(String name, WholeFiles.Words content) {
        // Other jobs may be about to write it too: each has a file of its own until it is whole.
        Path own = log.besides(name);
        Path place = folder.resolve(name);
        files.write(own, stream -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            content.write(out);
            out.flush();
        });
        try {
            Files.move(own, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw StorageException.cantWrite(place, e);
        }
    }

    private FeatureListing listing() {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, Long> counts = new TreeMap<>();
        List<FeatureListing.Row> rows = new ArrayList<>();
        for (FeatureEntry entry : log.entries()) {
            long size = sizes.computeIfAbsent(entry.output(), this::size);
            if (size == entry.bytes() && entry.numbers().equals(numbers)) {
                boolean sharded = kind == OutputKind.WEBDATASET;
                rows.add(new FeatureListing.Row(
                        sharded ? entry.key() + ".npy" : entry.output(),
                        entry.category(),
                        entry.frames(),
                        entry.seconds(),
                        sharded ? entry.output() : ""));
                counts.merge(entry.output(), 1L, Long::sum);
            }
        }
        rows.sort(Comparator.comparing(FeatureListing.Row::shard).thenComparing(FeatureListing.Row::path));
        List<FeatureListing.Shard> shards = new ArrayList<>();
        if (kind == OutputKind.WEBDATASET) {
            counts.forEach(
                    (file, count) -> shards.add(new FeatureListing.Shard(file, count, sizes.getOrDefault(file, 0L))));
        }
        return new FeatureListing(rows, shards);
    }

    private long size(String output) {
        try {
            Path file = folder.resolve(output);
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
