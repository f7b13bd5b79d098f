package org.inatsounds.cluster;

import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What a task reads at once: a file, or a part of an archive.
 *
 * @param uri of the file or the archive
 * @param position where in the archive to begin, as {@link org.inatsounds.archive.ArchivePosition#text} has it; null for a file
 * @param end the byte of the packed archive after the part; 0 for a file; {@link #NOT_THERE} for recordings that the archive has not
 * @param recordings in the order in which they stand there
 */
record RecordingPart(String uri, @Nullable String position, long end, List<WantedRecording> recordings) {

    static final long NOT_THERE = -1;

    static final StructType SCHEMA = new StructType()
            .add("uri", DataTypes.StringType, false)
            .add("position", DataTypes.StringType, true)
            .add("end", DataTypes.LongType, false)
            .add("recordings", DataTypes.createArrayType(WantedRecording.SCHEMA, false), false);

    static RecordingPart ofFile(String uri, WantedRecording recording) {
        return new RecordingPart(uri, null, 0, List.of(recording));
    }

    /** The same without those recordings that are not wanted. */
    RecordingPart only(Predicate<WantedRecording> wanted) {
        return new RecordingPart(
                uri, position, end, recordings.stream().filter(wanted).toList());
    }

    Row row() {
        return RowFactory.create(
                uri,
                position,
                end,
                recordings.stream().map(WantedRecording::row).toArray(Row[]::new));
    }

    static RecordingPart of(Row row) {
        List<Row> rows = row.getList(3);
        return new RecordingPart(
                row.getString(0),
                row.isNullAt(1) ? null : row.getString(1),
                row.getLong(2),
                rows.stream().map(WantedRecording::of).toList());
    }
}
