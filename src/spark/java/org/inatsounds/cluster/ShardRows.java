package org.inatsounds.cluster;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.Made;
import org.inatsounds.features.ShardMembers;
import org.inatsounds.features.SpectrogramMaker;
import org.inatsounds.internal.Json;
import org.inatsounds.spectrogram.Spectrogram;

/** Puts spectrograms into tar shards, one or more a task and split; a row a recording says in which it is. */
final class ShardRows implements RowMaker {

    /** Grows when a column, or something in the shards, changes its meaning or goes. */
    static final int VERSION = 1;

    private static final int BUFFER = 1 << 18;

    private static final StructType SCHEMA = RowMaker.schema(common -> common.add("shard", DataTypes.StringType, true)
            .add("seconds", DataTypes.DoubleType, true)
            .add("frames", DataTypes.IntegerType, true)
            .add("note", DataTypes.StringType, true));

    private final Settings settings;
    private final int task;
    private final SpectrogramMaker maker;
    private final Map<String, Shard> open = new TreeMap<>();
    private int begun;

    private ShardRows(Settings settings, int task) {
        this.settings = settings;
        this.task = task;
        this.maker = settings.features.maker();
    }

    /**
     * What is made.
     *
     * @param folder for the shards
     * @param batch a word that is part of the names of shards: no two batches of one output have the same
     * @param features what is in them
     * @param bytes a shard ends with the recording that brings it to this size
     */
    record Settings(HadoopFiles files, String folder, String batch, FeatureRows.Settings features, long bytes)
            implements Factory {

        @Override
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public RowMaker make(int task) {
            return new ShardRows(this, task);
        }

        @Override
        public Factory ofBatch(String word) {
            return new Settings(files, folder, word, features, bytes);
        }
    }

    /** A shard that is being written, and what is in it. */
    private record Shard(String name, HadoopFiles.Whole file, TarWriter tar, ShardMembers members, List<Row> rows) {}

    @Override
    public Iterator<Row> rows(WantedRecording recording, OpenedRecording opened) throws IOException {
        Made<Spectrogram> made = maker.make(opened.source());
        try (Spectrogram spectrogram = made.content()) {
            return add(recording, spectrogram, made);
        } catch (IOException e) {
            // It is no fault of the recording.
            throw HadoopFiles.unwritable(settings.folder, e);
        }
    }

    private Iterator<Row> add(WantedRecording recording, Spectrogram spectrogram, Made<Spectrogram> made)
            throws IOException {
        String series = recording.split() == null ? "recordings" : recording.split();
        Shard shard = open.get(series);
        if (shard == null) {
            shard = begin(series);
            open.put(series, shard);
        }
        Integer category = recording.categoryId();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file_name", recording.path());
        if (category != null) {
            facts.put("category_id", category);
        }
        shard.members.add(
                ShardMembers.key(BatchSource.withoutEnding(recording.path())),
                spectrogram,
                category == null ? null : String.valueOf(category),
                Json.text(facts));
        shard.rows.add(RowFactory.create(
                VERSION,
                recording.path(),
                recording.split(),
                category,
                shard.name,
                made.heard().seconds(),
                spectrogram.frames(),
                FeatureRows.note(made.heard()),
                null));
        if (shard.members.written() < settings.bytes) {
            return Collections.emptyIterator();
        }
        open.remove(series);
        return end(shard);
    }

    /** A task that is tried again makes shards of the same names. */
    private Shard begin(String series) throws IOException {
        String name = String.format(Locale.ROOT, "%s-%s-%05d-%03d.tar", series, settings.batch, task, begun++);
        HadoopFiles.Whole file = settings.files.begin(HadoopFiles.below(settings.folder, name));
        TarWriter tar = new TarWriter(new BufferedOutputStream(file.out(), BUFFER));
        return new Shard(name, file, tar, new ShardMembers(tar), new ArrayList<>());
    }

    private static Iterator<Row> end(Shard shard) throws IOException {
        shard.tar.close();
        shard.file.commit();
        return shard.rows.iterator();
    }

    @Override
    public Iterator<Row> finish() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Shard shard : List.copyOf(open.values())) {
            end(shard).forEachRemaining(rows::add);
        }
        open.clear();
        return rows.iterator();
    }

    @Override
    public void close() {
        for (Shard shard : open.values()) {
            try {
                shard.file.close();
            } catch (IOException ignored) {
                // The task has failed already, and says why.
            }
        }
        maker.close();
    }
}
