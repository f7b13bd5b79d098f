package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.GroundTruth.Category;
import org.inatsounds.evaluation.GroundTruth.Recording;
import org.inatsounds.evaluation.Predictions.Order;

/**
 * Evaluates a small made-up table a few times, so that the just-in-time compiler knows the inner loops before the first real
 * row comes. A full test split takes about a second, and a third of that would go by in code that is not compiled yet.
 */
final class WarmUp {

    private static final int ROUNDS = 3;
    private static final int RECORDINGS = 512;
    private static final int CLASSES = 64;

    /** Every kind of number: code that has never met one is compiled without it, and dropped when one comes. */
    private static final String[] RARE = {
        "-3.25e-05",
        "0",
        "12.5",
        "0.12345678901234567",
        "1e5",
        "1.5E+3",
        "-0.25",
        "1",
        "0.00000000000000000000123",
        "inf"
    };

    private WarmUp() {}

    /**
     * Runs as much as helps.
     *
     * @param npy whether a {@code .npy} is going to be read, rather than a table
     */
    static void run(boolean npy) throws IOException {
        GroundTruth truth = truth();
        Content content = Content.of(npy ? npy() : csv());
        for (int round = 0; round < ROUNDS; round++) {
            try (Predictions predictions = Predictions.recognise("warm-up", content, truth, Order.BY_ANNOTATIONS)) {
                Evaluator.evaluate(predictions, 1, Progress.NONE);
            }
        }
    }

    private static GroundTruth truth() {
        List<Category> categories = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            List<String> lineage = new ArrayList<>(Collections.nCopies(GroundTruth.RANKS.size() - 1, "taxon" + c / 8));
            lineage.add("species" + c);
            categories.add(new Category(c, "taxon species" + c, "", "group" + c / 32, lineage, true));
        }
        List<Recording> recordings = new ArrayList<>();
        for (int i = 0; i < RECORDINGS; i++) {
            recordings.add(new Recording(i, "test/folder/recording" + i + ".wav", i % CLASSES));
        }
        return new GroundTruth(recordings, categories);
    }

    /** A number that looks random. */
    private static double score(int recording, int c) {
        long bits = (recording * 31L + c + 1) * 0x9E3779B97F4A7C15L;
        return (bits >> 32) * 0x1p-31 + (recording % CLASSES == c ? 0.5 : 0);
    }

    private static byte[] csv() {
        StringBuilder text = new StringBuilder("file_name");
        for (int c = 0; c < CLASSES; c++) {
            text.append(',').append(c);
        }
        for (int i = 0; i < RECORDINGS; i++) {
            text.append("\ntest/folder/recording").append(i).append(i % 16 == 0 ? "" : ".wav");
            for (int c = 0; c < CLASSES; c++) {
                boolean rare = (i * 7 + c) % 16 == 0;
                text.append(',').append(rare ? RARE[(i + c) % RARE.length] : Float.toString((float) score(i, c)));
            }
        }
        return text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] npy() {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + RECORDINGS + ", " + CLASSES + "), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + RECORDINGS * CLASSES * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < RECORDINGS; i++) {
            for (int c = 0; c < CLASSES; c++) {
                bytes.putFloat((float) score(i, c));
            }
        }
        return bytes.array();
    }
}
