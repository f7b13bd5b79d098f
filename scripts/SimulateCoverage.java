import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Comparison;
import org.inatsounds.evaluation.Evaluated;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.Resampling;

/**
 * Simulates how often the intervals of {@code inatsounds eval} hold what they are to hold: the expected value of a metric, which
 * is its mean over new test sets with the same number of recordings a class. Prints a table in Markdown.
 *
 * <pre>
 * mvn -q -B -Dquick -Dmaven.test.skip=true package
 * java -cp target/inatsounds.jar scripts/SimulateCoverage.java
 * java -cp target/inatsounds.jar scripts/SimulateCoverage.java --classes 60 --fewest 2 --most 20 --sets 2000
 * </pre>
 *
 * <p>Scores of a made-up model are normal numbers; the true class has a margin more, that differs from class to class and from
 * recording to recording. Two models of different {@code --better} and {@code --worse} margin find the same recordings difficult.
 * Class sizes go from {@code --fewest} to {@code --most} in even steps. Expected values are means over as many other test sets as
 * {@code --expected} says. The same options give the same table on every machine.
 */
public final class SimulateCoverage {

    private static final int MODELS = 2;

    private final Map<String, String> options;
    private final int classes;
    private final GroundTruth truth;
    private final int[] classOf;
    private final double[] favour;
    private final double[] ease;
    private final Path folder;

    private SimulateCoverage(Map<String, String> options) throws IOException {
        this.options = options;
        this.classes = number("--classes");
        this.folder = Files.createTempDirectory("coverage");
        List<GroundTruth.Category> categories = new ArrayList<>();
        List<GroundTruth.Recording> recordings = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            List<String> lineage = List.of("k", "p", "c", "o", "f", "g", "s" + c);
            categories.add(new GroundTruth.Category(c + 1, "Species " + c, "", "group", lineage, true));
            int fewest = number("--fewest");
            double step = classes == 1 ? 0 : (double) (number("--most") - fewest) / (classes - 1);
            long size = Math.round(fewest + step * c);
            for (int i = 0; i < size; i++) {
                recordings.add(
                        new GroundTruth.Recording(recordings.size() + 1, "test/" + recordings.size() + ".wav", c + 1));
            }
        }
        this.truth = new GroundTruth(recordings, categories);
        this.classOf = recordings.stream().mapToInt(recording -> recording.categoryId() - 1).toArray();
        SplittableRandom random = new SplittableRandom(5);
        this.favour = IntStream.range(0, classes).mapToDouble(c -> 0.5 * normal(random)).toArray();
        this.ease = IntStream.range(0, classes).mapToDouble(c -> 0.5 * normal(random)).toArray();
    }

    /**
     * Simulates.
     *
     * @param args see the class comment
     * @throws IOException when temporary files can't be written
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--classes", "16", "--fewest", "4", "--most", "40", "--better", "2", "--worse", "1",
                "--sets", "5000", "--expected", "20000", "--resamples", "1000", "--seed", "1"));
        int known = options.size();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (args.length % 2 != 0 || options.size() != known) {
            System.err.println("usage: java -cp target/inatsounds.jar SimulateCoverage.java [--classes N] [--fewest N] [--most N]"
                    + " [--better MARGIN] [--worse MARGIN] [--sets N] [--expected N] [--resamples N] [--seed N]");
            System.exit(2);
            return;
        }
        SimulateCoverage simulation = new SimulateCoverage(options);
        try {
            simulation.run();
        } finally {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(simulation.folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(simulation.folder);
        }
    }

    /** Of both models, and of their difference, by metric. */
    private record Numbers(double[][] values, boolean[][] holds) {}

    private void run() {
        int sets = number("--sets");
        int others = number("--expected");
        double[][] expected = new double[MODELS + 1][Metric.ALL.size()];
        IntStream.range(0, others)
                .parallel()
                .mapToObj(set -> evaluate(number("--seed") * 1_000_003L + sets + set, null, null))
                .map(Numbers::values)
                .forEachOrdered(values -> {
                    for (int i = 0; i < expected.length; i++) {
                        for (int m = 0; m < expected[i].length; m++) {
                            expected[i][m] += values[i][m] / others;
                        }
                    }
                });
        int[][] held = new int[MODELS + 1][Metric.ALL.size()];
        IntStream.range(0, sets)
                .parallel()
                .mapToObj(set -> evaluate(
                        number("--seed") * 1_000_003L + set, new Resampling(number("--resamples"), set), expected))
                .map(Numbers::holds)
                .forEachOrdered(holds -> {
                    for (int i = 0; i < held.length; i++) {
                        for (int m = 0; m < held[i].length; m++) {
                            held[i][m] += holds[i][m] ? 1 : 0;
                        }
                    }
                });
        print(sets, expected, held);
    }

    private void print(int sets, double[][] expected, int[][] held) {
        System.out.printf(
                Locale.ROOT,
                "%d sets, %d classes of %s to %s recordings (%d), margins %s and %s, %s resamples, seed %s%n%n",
                sets,
                classes,
                options.get("--fewest"),
                options.get("--most"),
                classOf.length,
                options.get("--better"),
                options.get("--worse"),
                options.get("--resamples"),
                options.get("--seed"));
        System.out.println("| metric | expected, better | worse | covered, better | worse | difference |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Metric metric : Metric.ALL) {
            int m = metric.ordinal();
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.3f | %.3f | %s | %s | %s |%n",
                    metric.label(),
                    expected[0][m],
                    expected[1][m],
                    share(held[0][m], sets),
                    share(held[1][m], sets),
                    share(held[2][m], sets));
        }
    }

    /** In percent, with the standard error of the simulation. */
    private static String share(int count, int sets) {
        double share = (double) count / sets;
        return String.format(
                Locale.ROOT, "%.1f ± %.1f %%", 100 * share, 100 * Math.sqrt(share * (1 - share) / sets));
    }

    /** Scores one test set by both models. */
    private Numbers evaluate(long set, Resampling resampling, double[][] expected) {
        SplittableRandom random = new SplittableRandom(set * 0x9E3779B97F4A7C15L);
        double[] difficulty = new double[classOf.length];
        for (int i = 0; i < difficulty.length; i++) {
            difficulty[i] = normal(random);
        }
        Evaluated better = score(random, "--better", difficulty, resampling);
        Evaluated worse = score(random, "--worse", difficulty, resampling);
        List<Evaluated> models = List.of(better, worse);
        double[][] values = new double[MODELS + 1][Metric.ALL.size()];
        boolean[][] holds = new boolean[MODELS + 1][Metric.ALL.size()];
        Comparison comparison = Comparison.of(better, worse, 0.95);
        for (Metric metric : Metric.ALL) {
            int m = metric.ordinal();
            for (int i = 0; i < MODELS; i++) {
                values[i][m] = metric.of(models.get(i).evaluation());
                if (resampling != null) {
                    holds[i][m] = holds(models.get(i).intervals(0.95).get(metric), expected[i][m]);
                }
            }
            values[MODELS][m] = values[0][m] - values[1][m];
            if (resampling != null) {
                holds[MODELS][m] = holds(comparison.differences().get(metric).interval(), expected[MODELS][m]);
            }
        }
        return new Numbers(values, holds);
    }

    private static boolean holds(Interval interval, double value) {
        return interval.low() <= value && value <= interval.high();
    }

    private Evaluated score(SplittableRandom random, String margin, double[] difficulty, Resampling resampling) {
        ByteBuffer matrix = ByteBuffer.allocate(128 + 8 * classOf.length * classes).order(ByteOrder.LITTLE_ENDIAN);
        String header =
                "{'descr': '<f8', 'fortran_order': False, 'shape': (" + classOf.length + ", " + classes + "), }";
        matrix.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        matrix.putShort((short) 118);
        matrix.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        double quality = Double.parseDouble(options.get(margin));
        for (int i = 0; i < classOf.length; i++) {
            for (int c = 0; c < classes; c++) {
                double score = favour[c] + normal(random);
                matrix.putDouble(c == classOf[i] ? score + quality + ease[c] + difficulty[i] : score);
            }
        }
        Path file = folder.resolve(Thread.currentThread().getId() + ".npy");
        try {
            Files.write(file, matrix.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Predictions predictions = Predictions.open(file, truth, Predictions.Order.BY_ANNOTATIONS)) {
            return Evaluator.evaluate(predictions, 1, Progress.NONE, resampling);
        }
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    /** A normal number, by Marsaglia's polar method without keeping the second one. */
    private static double normal(SplittableRandom random) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }
}
