package org.inatsounds.cluster;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import org.inatsounds.verify.StreamCheck;

/** Checks recordings: a row each, with what is wrong. */
final class CheckRows implements RowMaker {

    /** Grows when a column changes its meaning or goes. */
    static final int VERSION = 1;

    /** What is wrong with a recording; null where nothing is. */
    static final String PROBLEM = "problem";

    private static final StructType SCHEMA = RowMaker.schema(common -> common.add("bytes", DataTypes.LongType, true)
            .add("sha256", DataTypes.StringType, true)
            .add("sample_rate", DataTypes.IntegerType, true)
            .add("seconds", DataTypes.DoubleType, true)
            .add(PROBLEM, DataTypes.StringType, true)
            .add("detail", DataTypes.StringType, true));

    /** There is nothing to choose. */
    record Settings() implements Factory {

        @Override
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public RowMaker make(int task) {
            return new CheckRows();
        }
    }

    @Override
    public Iterator<Row> rows(WantedRecording recording, OpenedRecording opened) throws IOException {
        StreamCheck check = StreamCheck.of(opened.bytes(), recording.path(), recording.duration());
        RecordingCheck.Flaw flaw = check.flaw();
        String problem = flaw == null ? null : flaw.kind().label();
        String detail = flaw == null ? null : flaw.detail();
        if (flaw == null && !recording.sha256().isEmpty() && !recording.sha256().equals(check.sha256())) {
            problem = Problem.Kind.CONTENT.label();
            detail = "expected SHA-256 " + recording.sha256() + ", got " + check.sha256();
        }
        boolean readable = !Double.isNaN(check.seconds());
        return Collections.singleton(RowFactory.create(
                        VERSION,
                        recording.path(),
                        recording.split(),
                        recording.categoryId(),
                        check.bytes(),
                        check.sha256(),
                        readable ? check.sampleRate() : null,
                        readable ? check.seconds() : null,
                        problem,
                        detail,
                        null))
                .iterator();
    }
}
