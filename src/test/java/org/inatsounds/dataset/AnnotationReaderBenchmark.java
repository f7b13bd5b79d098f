package org.inatsounds.dataset;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads annotation files once each, in a fresh virtual machine, as a command does, and prints the seconds. For example:
 *
 * <pre>
 * java scripts/GenerateAnnotations.java --out train.json
 * /usr/bin/time -v java -XX:+UseSerialGC -cp target/classes:target/test-classes:jackson-core.jar \
 *     org.inatsounds.dataset.AnnotationReaderBenchmark train.json
 * </pre>
 */
final class AnnotationReaderBenchmark {

    private AnnotationReaderBenchmark() {}

    public static void main(String[] files) {
        for (String file : files) {
            long start = System.nanoTime();
            Annotations annotations = AnnotationReader.read(Path.of(file));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%.3f s, %,d recordings, %,d categories, %s%n",
                    seconds,
                    annotations.recordings().size(),
                    annotations.categories().size(),
                    file);
        }
    }
}
