package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, as opposed to what is in them. */
final class PredictionsTest {

    private static final String TABLE = "id\t3\t5\n101\t0.9\t0.1\n102\t0.2\t0.8\n103\t0.7\t0.75\n";

    @TempDir
    private Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS))
                .withMessageStartingWith(file + ": " + message);
    }

    @Test
    void recognisesByContentNotByName() throws IOException {
        Path file = write("scores.npy", TABLE.getBytes(StandardCharsets.US_ASCII));
        try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS)) {
            assertThat(predictions.layout()).isEqualTo("wide TSV");
            assertThat(Evaluator.evaluate(predictions, 2, Progress.NONE).recordings())
                    .isEqualTo(3);
        }
    }

    @Test
    void refusesWhatIsNoFileOfPredictions() throws IOException {
        assertRefused(folder.resolve("none.csv"), "no such file");
        assertRefused(folder, "not a regular file");
        assertRefused(write("empty.csv", new byte[0]), "the file is empty");
        assertRefused(write("a.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0}), "the gzip data ends too early");
        assertRefused(write("a.npz", "PK\3\4".getBytes(StandardCharsets.US_ASCII)), "a damaged ZIP archive (.npz?)");
        assertRefused(write("magic.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'}), ".npy of version 0");
    }

    /** The first member alone would be a whole table: whoever leaves recordings out would not notice. */
    @Test
    void whatIsBehindAGzipMemberAndIsNoneIsRefused() throws IOException {
        byte[] first = gzip("id\t3\t5\n101\t0.9\t0.1\n102\t0.2\t0.8\n");
        byte[] second = gzip("103\t0.7\t0.75\n");
        byte[] badMagic = second.clone();
        badMagic[1] ^= 1;
        Reading skip = new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, null, Missing.SKIP);
        for (byte[] behind : List.of(
                "103\t0.7\t0.75\n".getBytes(StandardCharsets.US_ASCII), joined(new byte[512], second), badMagic)) {
            Path file = write("p.csv.gz", joined(first, behind));
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> Predictions.open(file, SmallCase.TRUTH, skip, Reading.Watch.NONE))
                    .withMessageStartingWith(
                            file + ": the gzip data is damaged: what follows at byte " + first.length + " is no gzip");
        }
        for (byte[] behind : List.of(second, joined(second, new byte[1000]))) {
            try (Predictions whole =
                    Predictions.open(write("p.csv.gz", joined(first, behind)), SmallCase.TRUTH, Order.BY_ANNOTATIONS)) {
                assertThat(Evaluator.evaluate(whole, 1, Progress.NONE).recordings())
                        .isEqualTo(3);
            }
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void refusesJunkWithoutReadingItAll() throws IOException {
        byte[] junk = new byte[1 << 20];
        new java.util.Random(1).nextBytes(junk);
        Path file = write("junk.csv", junk);

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS))
                .withMessageStartingWith(file + ":1:");
    }

    @Test
    void listsAreForMatrices() throws IOException {
        Path file = write("p.tsv", TABLE.getBytes(StandardCharsets.US_ASCII));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Predictions.open(file, SmallCase.TRUTH, new Order(file, null)));
    }

    @Test
    void countsTheBytesOfTheFileInBothPasses() throws IOException {
        Path file = write("p.tsv", TABLE.getBytes(StandardCharsets.US_ASCII));
        AtomicLong total = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicLong closed = new AtomicLong();
        Progress progress = (what, bytes, unit) -> {
            total.set(bytes);
            return new Progress.Step() {
                @Override
                public void advance(long count) {
                    done.addAndGet(count);
                }

                @Override
                public void alreadyDone(long count) {}

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };
        try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS)) {
            Evaluator.evaluate(predictions, 2, progress);
        }
        assertThat(done).hasValue(total.get());
        assertThat(total).hasValue(TABLE.length() - "id\t3\t5\n".length());
        assertThat(closed).hasValue(1);
    }
}
