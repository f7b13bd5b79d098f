package org.inatsounds.cluster;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.dataset.RecordingName;
import org.jspecify.annotations.Nullable;

/**
 * A recording that something is to be made of.
 *
 * @param path its name: as in the annotations, or below the folder that was named
 * @param split null where that is not known
 * @param categoryId null where that is not known
 * @param offset of its bytes in the unpacked archive; 0 for a file
 * @param size of it in the archive; 0 for a file
 * @param duration that it should have, in seconds; NaN where that is not known
 * @param sha256 that it should have; empty where that is not known
 */
record WantedRecording(
        String path,
        @Nullable String split,
        @Nullable Integer categoryId,
        long offset,
        long size,
        double duration,
        String sha256)
        implements Serializable {

    static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("split", DataTypes.StringType, true)
            .add("category_id", DataTypes.IntegerType, true)
            .add("offset", DataTypes.LongType, false)
            .add("size", DataTypes.LongType, false)
            .add("duration", DataTypes.DoubleType, false)
            .add("sha256", DataTypes.StringType, false);

    /** One of which only the name is known. */
    static WantedRecording of(String path) {
        RecordingName name = RecordingName.of(path);
        return new WantedRecording(
                path, name.split() == null ? null : name.split().label(), name.categoryId(), 0, 0, Double.NaN, "");
    }

    WantedRecording at(long newOffset, long newSize) {
        return new WantedRecording(path, split, categoryId, newOffset, newSize, duration, sha256);
    }

    Row row() {
        return RowFactory.create(path, split, categoryId, offset, size, duration, sha256);
    }

    static WantedRecording of(Row row) {
        return new WantedRecording(
                row.getString(0),
                row.isNullAt(1) ? null : row.getString(1),
                row.isNullAt(2) ? null : row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getDouble(5),
                row.getString(6));
    }
}
