package org.inatsounds.cluster;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.features.Made;
import org.inatsounds.model.ScoreColumns;
import org.inatsounds.model.ScoreMaker;
import org.inatsounds.model.ScoreSettings;
import org.inatsounds.model.ScoredRows;

/** Makes scores or embeddings: a row a recording, or a row a window. */
final class ScoreRows implements RowMaker {

    /** Grows when a column changes its meaning or goes. */
    static final int VERSION = 1;

    private static final StructType SCHEMA = RowMaker.schema(common -> common.add("window", DataTypes.IntegerType, true)
            .add("start", DataTypes.DoubleType, true)
            .add("end", DataTypes.DoubleType, true)
            .add("scores", DataTypes.createArrayType(DataTypes.DoubleType, false), true)
            .add("note", DataTypes.StringType, true));

    private final ScoreMaker maker;

    private ScoreRows(ScoreMaker maker) {
        this.maker = maker;
    }

    /** Which model, and what is made of its numbers. */
    record Settings(SharedModel model, ScoreSettings scores, ScoreColumns columns) implements Factory {

        @Override
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public RowMaker make(int task) {
            return new ScoreRows(new ScoreMaker(model.open(), scores, columns));
        }
    }

    @Override
    public Iterator<Row> rows(WantedRecording recording, OpenedRecording opened) throws IOException {
        Made<ScoredRows> made = maker.make(opened.source());
        List<ScoredRows.Row> rows = made.content().rows();
        String note = FeatureRows.note(made.heard());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> RowFactory.create(
                        VERSION,
                        recording.path(),
                        recording.split(),
                        recording.categoryId(),
                        i,
                        rows.get(i).start(),
                        rows.get(i).end(),
                        Arrays.stream(rows.get(i).values()).boxed().toArray(Double[]::new),
                        note,
                        null))
                .iterator();
    }

    @Override
    public void close() {
        maker.close();
    }
}
