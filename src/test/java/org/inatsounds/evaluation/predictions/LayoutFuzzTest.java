package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damaged files of every layout, compressed or not, and plain junk: a result or a message, soon. */
final class LayoutFuzzTest {

    static final List<String> TABLES = List.of(
            "id,3,5,9\n101,0.5,0.25,1\n102,1e-3,-inf,0\n103,0,1,2\n",
            "audio_id,category,score\n101,3,0.5\n101,5,0.25\n102,5,1\n103,9,0\n103,3,inf\n",
            "Id,Predicted\n101,3 5 9\n102,5\n103,\n",
            "img,gt,pred\ntest/00003_Avis/aa,3,0.5_0.25_1\ntest/00005_Rana/bb,5,1_2_3\ntest/00003_Avis/cc,3,1_0_0\n",
            "file_name\t\"Avis rara\"\t00005_Rana\n101\t1\t2\n102\t1\t2\n103\t1\t2\n");
    private static final byte[] LIKELY = "\",\n\r\t _.-+eE095xnif\0".getBytes(StandardCharsets.UTF_8);

    @Test
    void neverFailsOtherwise() {
        Property.tries(Sweep.of(3000)).check(draw -> {
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] file = file(random);
            Reading reading = reading(random);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> attempt(file, reading));
        });
    }

    private static void attempt(byte[] file, Reading reading) {
        try (Predictions predictions =
                Predictions.open(new ByteArrayInputStream(file), "p", SmallCase.TRUTH, reading, Reading.Watch.NONE)) {
            Evaluation evaluation = Evaluator.evaluate(predictions, 2, Progress.NONE);
            assertThat(evaluation.metrics().top1()).isBetween(0.0, 1.0);
        } catch (BadInputException e) {
            assertThat(String.valueOf(e.getMessage()).lines()).hasSizeLessThanOrEqualTo(Problems.NAMED + 1);
        } catch (UsageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static Reading reading(Random random) {
        Layout layout = random.nextInt(5) == 0 ? any(Layout.values(), random) : null;
        Activation activation = random.nextInt(2) == 0 ? any(Activation.values(), random) : Activation.NONE;
        Pool pool = random.nextInt(3) == 0 ? any(Pool.values(), random) : null;
        Missing missing = any(Missing.values(), random);
        return new Reading(layout, Order.BY_ANNOTATIONS, activation, pool, missing);
    }

    private static <T> T any(T[] values, Random random) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private static byte[] file(Random random) throws IOException {
        byte[] file;
        if (random.nextInt(6) == 0) {
            file = new byte[random.nextInt(200)];
            random.nextBytes(file);
        } else {
            file = TABLES.get(random.nextInt(TABLES.size())).getBytes(StandardCharsets.UTF_8);
            file = damaged(file, random, random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(file);
            }
            file = damaged(packed.toByteArray(), random, random.nextInt(2));
        }
        return file;
    }

    /** Bytes changed, dropped, put in, or cut off. */
    private static byte[] damaged(byte[] whole, Random random, int times) {
        byte[] file = whole;
        for (int i = 0; i < times && file.length > 0; i++) {
            int at = random.nextInt(file.length);
            byte other = random.nextBoolean() ? LIKELY[random.nextInt(LIKELY.length)] : (byte) random.nextInt(256);
            switch (random.nextInt(4)) {
                case 0 -> {
                    file = file.clone();
                    file[at] = other;
                }
                case 1 -> {
                    byte[] shorter = Arrays.copyOf(file, file.length - 1);
                    System.arraycopy(file, at + 1, shorter, at, shorter.length - at);
                    file = shorter;
                }
                case 2 -> {
                    byte[] longer = Arrays.copyOf(file, file.length + 1);
                    System.arraycopy(file, at, longer, at + 1, file.length - at);
                    longer[at] = other;
                    file = longer;
                }
                default -> file = Arrays.copyOf(file, at);
            }
        }
        return file;
    }
}
