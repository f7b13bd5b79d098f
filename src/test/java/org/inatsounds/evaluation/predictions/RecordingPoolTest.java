package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scores of a recording, pooled from its windows, are those of an evaluation that reads the windows from a file. */
final class RecordingPoolTest {

    /** The columns of the file below that are classes, by class. */
    private static final int[] COLUMNS = {2, 0};

    private final Map<Integer, double[]> pooled = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "NONE, MEAN",
        "NONE, MAX",
        "SIGMOID, MEAN",
        "SIGMOID, MAX",
        "SOFTMAX, MEAN",
        "SOFTMAX, MAX",
        "SOFTMAX_ALL_COLUMNS, MEAN"
    })
    void asAnEvaluationOfTheWindows(Activation activation, Pool pool) throws IOException, MalformedException {
        Random random = new Random(3);
        StringBuilder file = new StringBuilder("file_name,5,9,3\n");
        RecordingPool own = new RecordingPool(activation, pool, COLUMNS);
        List<double[]> expected = new ArrayList<>();
        for (GroundTruth.Recording recording : SmallCase.TRUTH.recordings()) {
            for (int window = random.nextInt(4); window >= 0; window--) {
                float[] row = {random.nextFloat() * 9 - 4, random.nextFloat() * 9, random.nextFloat() * 9 - 4};
                own.add(row);
                file.append(recording.fileName());
                for (float number : row) {
                    file.append(',').append((double) number);
                }
                file.append('\n');
            }
            expected.add(own.finish());
        }
        read(file.toString(), new Reading(null, Order.BY_ANNOTATIONS, activation, pool, Missing.ERROR));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(pooled.get(i)).containsExactly(expected.get(i));
        }
    }

    @Test
    void aRecordingWithoutWindowsHasNoScores() {
        assertThatIllegalStateException().isThrownBy(new RecordingPool(Activation.NONE, Pool.MAX, null)::finish);
    }

    @Test
    void aRecordingThatFailedLeavesNothingBehind() {
        RecordingPool pool = new RecordingPool(Activation.NONE, Pool.MEAN, null);
        pool.add(new float[] {100});
        pool.reset();
        pool.add(new float[] {1});
        pool.add(new float[] {2});
        assertThat(pool.finish()).containsExactly(1.5);
    }

    private void read(String file, Reading reading) throws IOException, MalformedException {
        ByteArrayInputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
        Reading.Watch watch = new Reading.Watch(notice -> {}, Progress.NONE, 1);
        try (Predictions predictions = Predictions.open(in, "windows.csv", SmallCase.TRUTH, reading, watch)) {
            RowSink sink = (recording, scores) -> pooled.put(recording, scores.clone());
            Pass.run(predictions, List.of((Pass.Work) (reader, piece) -> reader.rows(piece, sink)), bytes -> {});
        }
    }
}
