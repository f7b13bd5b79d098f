package org.inatsounds.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a classifier of middling skill would say: a softmax over noise that leans towards the truth. */
final class MiniaturePredictions {

    private MiniaturePredictions() {}

    /** A wide CSV: {@code file_name}, and a column per category, headed by its id, the ones that are not evaluated too. */
    static void write(Path file, List<MiniatureSpecies> species, List<MiniatureRecording> recordings)
            throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("file_name");
            for (MiniatureSpecies column : species) {
                out.write("," + column.id());
            }
            out.write("\n");
            for (MiniatureRecording recording : recordings) {
                out.write(recording.fileName());
                for (double score : scores(species, recording)) {
                    out.write(String.format(Locale.ROOT, ",%.9f", score));
                }
                out.write("\n");
            }
        }
    }

    private static double[] scores(List<MiniatureSpecies> species, MiniatureRecording recording) {
        var random = new Random(recording.id() * 0x9e37_79b9_7f4a_7c15L);
        double[] scores = new double[species.size()];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double lean = species.get(i).equals(recording.species()) ? 2 : 0;
            scores[i] = Math.exp(lean + 1.2 * random.nextGaussian());
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }
}
