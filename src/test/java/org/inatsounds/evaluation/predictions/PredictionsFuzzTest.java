package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.testing.Fuzzed;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of any bytes, in any layout: evaluated, or refused. The first two bytes say how they are to be read. */
final class PredictionsFuzzTest {

    /** Buffers of tables and matrices. */
    private static final long MEMORY = 64 << 20;

    static Stream<byte[]> seeds() {
        Stream<byte[]> tables = LayoutFuzzTest.TABLES.stream().map(Fuzzed::text);
        return Stream.concat(
                Stream.concat(tables, NpyBytes.seeds())
                        .flatMap(file -> Stream.of(asked(0, 0, file), asked(1, 7, file))),
                LayoutFuzzTest.TABLES.stream().map(table -> asked(0, 0, gzip(Fuzzed.text(table)))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isEvaluatedOrRefused(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Reading reading = reading(input[0] & 0xFF, input[1] & 0xFF);
        byte[] file = Arrays.copyOfRange(input, 2, input.length);
        Fuzzed.isUsedOrRefused(file, MEMORY, () -> evaluate(file, reading));
    }

    private static void evaluate(byte[] file, Reading reading) {
        try (Predictions predictions =
                Predictions.open(new ByteArrayInputStream(file), "p", SmallCase.TRUTH, reading, Reading.Watch.NONE)) {
            Evaluation evaluation = Evaluator.evaluate(predictions, 1, Progress.NONE);
            assertThat(evaluation.metrics().top1()).isBetween(0.0, 1.0);
        }
    }

    private static Reading reading(int first, int second) {
        Layout layout = first % 8 < 2 ? null : pick(Layout.values(), first);
        return new Reading(
                layout,
                Order.BY_ANNOTATIONS,
                pick(Activation.values(), first / 8),
                second % 3 == 0 ? null : pick(Pool.values(), second / 3),
                pick(Missing.values(), second / 32));
    }

    private static <T> T pick(T[] values, int number) {
        return values[number % values.length];
    }

    private static byte[] asked(int first, int second, byte[] file) {
        byte[] input = new byte[2 + file.length];
        input[0] = (byte) first;
        input[1] = (byte) second;
        System.arraycopy(file, 0, input, 2, file.length);
        return input;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
