package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.evaluation.predictions.Reading.Watch;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The authors' protocol against its words: of each window classes outside K and those that the prior does not allow are taken
 * away, then a softmax over what is left, then the mean, the maximum, or each window by itself.
 */
final class AuthorsProtocolTest {

    private static final double[] FEW = {-800, -1, -0.0, 0, 0.5, 1, 30};

    @TempDir
    private Path folder;

    /** Windows of a random case, in the order of the file. */
    private static final class Windows {

        final GroundTruth truth;
        final List<Integer> recordingOf = new ArrayList<>();

        /** A row a window, a column a category. */
        final List<double[]> logits = new ArrayList<>();

        /** By recording and class. */
        final boolean[][] masked;

        Windows(Random random) {
            RandomCase input = RandomCase.of(random.nextLong());
            truth = input.truth;
            boolean few = random.nextBoolean();
            for (int recording = 0; recording < input.scores.length; recording++) {
                for (int w = random.nextInt(3); w >= 0; w--) {
                    recordingOf.add(recording);
                }
            }
            Collections.shuffle(recordingOf, random);
            for (int i = 0; i < recordingOf.size(); i++) {
                logits.add(random.doubles(truth.categories().size())
                        .map(any -> few ? FEW[random.nextInt(FEW.length)] : 3 * random.nextGaussian())
                        .toArray());
            }
            int rarity = 1 + random.nextInt(4);
            masked = new boolean[input.scores.length][truth.classes().size()];
            for (boolean[] row : masked) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = random.nextInt(rarity) == 0;
                }
            }
        }

        double[] classesOf(int window) {
            return truth.classes().stream()
                    .mapToDouble(c -> logits.get(window)[truth.categories().indexOf(c)])
                    .toArray();
        }

        /** The scores of a window. */
        double[] scores(int window, Activation activation, boolean[] gone) {
            double[] row = classesOf(window);
            double max = IntStream.range(0, row.length)
                    .filter(c -> !gone[c])
                    .mapToDouble(c -> row[c])
                    .max()
                    .orElse(0);
            double sum = 0;
            for (int c = 0; c < row.length; c++) {
                sum += gone[c] ? 0 : Math.exp(row[c] - max);
            }
            for (int c = 0; c < row.length; c++) {
                double score = switch (activation) {
                    case SOFTMAX -> Math.exp(row[c] - max) / sum;
                    case SIGMOID ->
                        row[c] >= 0 ? 1 / (1 + Math.exp(-row[c])) : Math.exp(row[c]) / (1 + Math.exp(row[c]));
                    default -> row[c];
                };
                row[c] = !gone[c] ? score : activation == Activation.NONE ? Double.NEGATIVE_INFINITY : 0;
            }
            return row;
        }

        /** What the words say on a scale. */
        LiteralEvaluation literal(Activation activation, Pool pool, boolean prior) {
            int recordings = masked.length;
            int classes = truth.classes().size();
            List<double[]> rows = new ArrayList<>();
            List<Integer> of = new ArrayList<>();
            if (pool == Pool.WINDOW) {
                for (int w = 0; w < logits.size(); w++) {
                    of.add(recordingOf.get(w));
                    rows.add(scores(w, activation, gone(recordingOf.get(w), prior)));
                }
            } else {
                for (int recording = 0; recording < recordings; recording++) {
                    List<double[]> own = new ArrayList<>();
                    for (int w = 0; w < logits.size(); w++) {
                        if (recordingOf.get(w) == recording) {
                            own.add(scores(w, activation, gone(recording, prior)));
                        }
                    }
                    double[] pooled = own.get(0).clone();
                    for (int c = 0; c < classes; c++) {
                        for (double[] other : own.subList(1, own.size())) {
                            pooled[c] = pool == Pool.MAX ? Math.max(pooled[c], other[c]) : pooled[c] + other[c];
                        }
                        pooled[c] = pool == Pool.MAX ? pooled[c] : pooled[c] / own.size();
                    }
                    of.add(recording);
                    rows.add(pooled);
                }
            }
            List<Integer> ids = truth.classes().stream().map(Category::id).toList();
            int[] labels = of.stream()
                    .mapToInt(recording ->
                            ids.indexOf(truth.recordings().get(recording).categoryId()))
                    .toArray();
            boolean[][] gone =
                    of.stream().map(recording -> gone(recording, prior)).toArray(boolean[][]::new);
            return new LiteralEvaluation(truth.classes(), labels, rows.toArray(double[][]::new), gone);
        }

        private boolean[] gone(int recording, boolean prior) {
            return prior ? masked[recording] : new boolean[truth.classes().size()];
        }

        /** As a table, rows in order, columns shuffled. */
        byte[] wide(Random random) {
            List<Integer> columns = shuffled(truth.categories().size(), random);
            StringBuilder text = new StringBuilder("audio_id");
            columns.forEach(
                    c -> text.append(',').append(truth.categories().get(c).id()));
            for (int w = 0; w < logits.size(); w++) {
                text.append('\n')
                        .append(truth.recordings().get(recordingOf.get(w)).id());
                for (int c : columns) {
                    text.append(',').append(logits.get(w)[c]);
                }
            }
            return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        }

        byte[] authors() {
            StringBuilder text = new StringBuilder("img,gt,pred\n");
            for (int w = 0; w < logits.size(); w++) {
                GroundTruth.Recording recording = truth.recordings().get(recordingOf.get(w));
                text.append(recording.fileName()).append(',').append(recording.categoryId());
                String separator = ",";
                for (double logit : logits.get(w)) {
                    text.append(separator).append(logit);
                    separator = "_";
                }
                text.append('\n');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        List<String> names() {
            return recordingOf.stream()
                    .map(recording -> truth.recordings().get(recording).fileName())
                    .toList();
        }

        /** The prior as a table of pairs or a wide one; what is allowed may have no value. */
        byte[] prior(Random random) {
            boolean wide = random.nextBoolean();
            List<Integer> columns = shuffled(truth.categories().size(), random);
            columns.removeIf(c -> allowedEverywhere(c) && random.nextBoolean());
            int first = truth.categories().indexOf(truth.classes().get(0));
            if (!columns.contains(first)) {
                columns.add(first);
            }
            StringBuilder text = new StringBuilder("audio_id");
            columns.forEach(
                    c -> text.append(wide ? "," + truth.categories().get(c).id() : ""));
            text.append(wide ? "\n" : ",category,score\n");
            for (int recording : shuffled(masked.length, random)) {
                boolean any = IntStream.range(0, masked[recording].length).anyMatch(c -> masked[recording][c]);
                if (!any && random.nextBoolean()) {
                    continue;
                }
                int id = truth.recordings().get(recording).id();
                List<String> values = columns.stream()
                        .map(c -> value(recording, c, random))
                        .collect(Collectors.toCollection(ArrayList::new));
                if (wide) {
                    text.append(id).append(',').append(String.join(",", values)).append('\n');
                } else {
                    for (int i = 0; i < columns.size(); i++) {
                        if (!values.get(i).isEmpty() || random.nextBoolean()) {
                            text.append(id)
                                    .append(',')
                                    .append(truth.categories()
                                            .get(columns.get(i))
                                            .id());
                            text.append(',').append(values.get(i)).append('\n');
                        }
                    }
                }
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private boolean allowedEverywhere(int category) {
            int c = truth.classes().indexOf(truth.categories().get(category));
            for (boolean[] row : masked) {
                if (c >= 0 && row[c]) {
                    return false;
                }
            }
            return true;
        }

        private String value(int recording, int category, Random random) {
            int c = truth.classes().indexOf(truth.categories().get(category));
            if (c >= 0 && masked[recording][c]) {
                return List.of("0.5", "0.2", "-inf", "-3").get(random.nextInt(4));
            }
            return List.of("0.50000001", "inf", "1", "", "nan", "NaN").get(random.nextInt(6));
        }
    }

    private static List<Integer> shuffled(int count, Random random) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers;
    }

    private static void assertSame(Evaluation actual, LiteralEvaluation expected, boolean window) {
        List<Double> top1 = new ArrayList<>();
        for (int c = 0; c < actual.classes(); c++) {
            ClassResult result = actual.perClass().get(c);
            top1.add(result.top1());
            assertThat(result.top1()).isEqualTo(expected.topK(1, c));
            assertThat(result.top5()).isEqualTo(expected.topK(5, c));
            if (window) {
                assertThat(result.ap()).isNull();
                assertThat(result.rocAuc()).isNull();
            } else {
                assertClose(result.ap(), expected.averagePrecision(c));
                assertClose(result.f1(), expected.bestF1(c));
                double roc = expected.rocAuc(c);
                assertClose(result.rocAuc(), Double.isNaN(roc) ? null : roc);
            }
        }
        assertClose(
                actual.metrics().top1(),
                top1.stream().mapToDouble(x -> x).average().orElseThrow());
        assertClose(actual.others().microTop1(), expected.micro(1));
        assertClose(actual.others().microTop5(), expected.micro(5));
        assertThat((long) actual.ties().top1().recordings()).isEqualTo(expected.decidedByTies(1));
        assertThat((long) actual.ties().top5().recordings()).isEqualTo(expected.decidedByTies(5));
        for (int rank = 0; rank < GroundTruth.RANKS.size(); rank++) {
            Double value = actual.taxonomy().get(GroundTruth.RANKS.get(rank));
            if (value != null) {
                assertClose(value, expected.taxonomy(rank));
            }
        }
        if (window) {
            assertThat(actual.metrics().map()).isNull();
            assertThat(actual.notes()).containsKeys("map", "mf1", "roc_auc", "windows");
        }
    }

    private static void assertClose(@Nullable Double actual, @Nullable Double expected) {
        if (expected == null) {
            assertThat(actual).isNull();
        } else {
            assertThat(Math.abs(Objects.requireNonNull(actual) - expected)).isLessThan(1e-12);
        }
    }

    private Map<Pool, Evaluation> evaluate(Windows windows, Reading reading, Random random, int threads)
            throws IOException {
        Watch watch = new Watch(notice -> {}, Progress.NONE, threads);
        Map<Pool, Evaluation> all = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
            Path npy =
                    Files.write(folder.resolve("w.npy"), NpyTest.plain("<f8", windows.logits.toArray(double[][]::new)));
            Path rows = Files.write(folder.resolve("w.txt"), windows.names());
            Path columns = Files.write(
                    folder.resolve("c.txt"),
                    windows.truth.categories().stream()
                            .map(category -> Integer.toString(category.id()))
                            .toList());
            Reading listed = new Reading(
                    null,
                    new Order(rows, columns),
                    reading.activation(),
                    null,
                    Missing.ERROR,
                    Set.of(),
                    reading.prior());
            for (Pool pool : Pool.values()) {
                try (Predictions scores =
                        Predictions.open(npy, windows.truth, listed.on(pool, reading.prior()), watch)) {
                    all.put(pool, Evaluator.evaluate(scores, threads, Progress.NONE));
                }
            }
            return all;
        }
        byte[] text = random.nextInt(3) == 0 ? windows.authors() : windows.wide(random);
        for (Pool pool : Pool.values()) {
            try (Predictions scores = Predictions.open(
                    new ByteArrayInputStream(text), "w", windows.truth, reading.on(pool, reading.prior()), watch)) {
                all.put(pool, Evaluator.evaluate(scores, threads, Progress.NONE));
            }
        }
        return all;
    }

    private static Reading reading(Activation activation, @Nullable Prior prior) {
        return new Reading(null, Order.BY_ANNOTATIONS, activation, null, Missing.ERROR, Set.of(), prior);
    }

    private Prior prior(Windows windows, Random random) throws IOException {
        Path file = Files.write(folder.resolve("prior.csv"), windows.prior(random));
        return Prior.read(file, 0.5, windows.truth, Order.BY_ANNOTATIONS, Set.of(), Watch.NONE);
    }

    @Test
    void everyScaleIsWhatTheWordsSay() {
        Property.tries(Sweep.of(400)).check(draw -> {
            Random random = new Random(draw.aLong());
            Windows windows = new Windows(random);
            boolean masks = random.nextInt(3) > 0;
            Activation activation = List.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.NONE)
                    .get(random.nextInt(3));
            Reading reading = reading(activation, masks ? prior(windows, random) : null);

            Map<Pool, Evaluation> all = evaluate(windows, reading, random, 1 + random.nextInt(3));

            all.forEach((pool, evaluation) ->
                    assertSame(evaluation, windows.literal(activation, pool, masks), pool == Pool.WINDOW));
        });
    }

    /** All scales of one reading are those of readings of their own, to the last bit and for any number of threads. */
    @Test
    void oneReadingGivesEveryScale() {
        Property.tries(Sweep.of(100)).check(draw -> {
            Random random = new Random(draw.aLong());
            Windows windows = new Windows(random);
            Prior prior = prior(windows, random);
            byte[] text = windows.wide(random);
            Watch watch = new Watch(notice -> {}, Progress.NONE, 1 + random.nextInt(4));
            List<Predictions> scales = Predictions.openScales(
                    new ByteArrayInputStream(text), "w", windows.truth, reading(Activation.SOFTMAX, prior), watch);

            assertThat(scales).hasSize(6);
            for (Predictions scale : scales) {
                Reading alone = scale.reading();
                try (scale;
                        Predictions one = Predictions.open(
                                new ByteArrayInputStream(text), "w", windows.truth, alone, Watch.NONE)) {
                    assertThat(Evaluator.evaluate(scale, 2, Progress.NONE))
                            .isEqualTo(Evaluator.evaluate(one, 1, Progress.NONE));
                }
            }
        });
    }

    /** Many pieces, handed over in the order of the file: a sum in another order has other last digits. */
    @Test
    void threadsDoNotChangeTheLastDigit() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("id,3,5\n");
        for (int row = 0; row < 60_000; row++) {
            text.append(101 + random.nextInt(3)).append(',');
            text.append(random.nextGaussian())
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        Map<Integer, Evaluation> byThreads = new HashMap<>();
        for (int threads : List.of(1, 2, 7)) {
            Watch watch = new Watch(notice -> {}, Progress.NONE, threads);
            try (Predictions scores = Predictions.open(
                    new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                    "w",
                    SmallCase.TRUTH,
                    reading(Activation.SOFTMAX, null).on(Pool.MEAN, null),
                    watch)) {
                byThreads.put(threads, Evaluator.evaluate(scores, 2, Progress.NONE));
            }
        }

        assertThat(new TreeSet<>(byThreads.values().stream()
                        .map(each -> each.perClass().toString())
                        .toList()))
                .hasSize(1);
    }
}
