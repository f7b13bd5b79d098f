package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.OtherMetrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.Evaluation.Ties;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.MissingRows;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Ranking;
import org.jspecify.annotations.Nullable;

/** Turns what the passes counted into metrics. Every sum has a fixed order, so results are the same to the last bit. */
final class Scoring {

    private static final int TOP = 5;
    private static final int NAMED = 5;

    private final GroundTruth truth;

    /** The true class of each row, and how many rows a class has: a recording is one row, but where windows count. */
    private final int[] classOf;

    private final int[] positives;

    /** How many recordings a class has, and all of them. */
    private final int[] recordingsOf;

    private final int recordings;
    private final boolean windows;
    private final Ranking ranking;
    private final MissingRows absent;
    private final boolean scored;

    /**
     * Makes ready.
     *
     * @param absent the recordings without a row, and what becomes of them
     * @param scored whether there are scores, and not only ranks
     * @param windows the true class of each row of the ranking, negative for those that don't count; null when a row is a
     *     recording
     */
    Scoring(GroundTruth truth, Ranking ranking, MissingRows absent, boolean scored, int @Nullable [] windows) {
        this.truth = truth;
        this.classOf = windows == null ? absent.counted() : windows;
        this.windows = windows != null;
        this.ranking = ranking;
        this.absent = absent;
        this.scored = scored;
        this.positives = numbers(classOf);
        this.recordingsOf = numbers(absent.counted());
        this.recordings = Arrays.stream(recordingsOf).sum();
    }

    private int[] numbers(int[] classes) {
        int[] numbers = new int[truth.classes().size()];
        for (int c : classes) {
            if (c >= 0) {
                numbers[c]++;
            }
        }
        return numbers;
    }

    /** @param predictions for what is to be said of them */
    Evaluation evaluation(Thresholds thresholds, ScoreCounts counts, Predictions predictions) {
        TopK top1 = new TopK(1, ranking, classOf, positives);
        TopK top5 = new TopK(TOP, ranking, classOf, positives);
        List<ClassResult> perClass = new ArrayList<>();
        for (int c = 0; c < positives.length; c++) {
            if (positives[c] > 0) {
                perClass.add(result(c, top1, top5, thresholds, counts));
            }
        }
        Double rocAuc = mean(perClass, ClassResult::rocAuc);
        Map<String, String> notes = notes(rocAuc, perClass.size());
        Prior prior = predictions.reading().prior();
        if (prior != null) {
            notes.put("prior", prior.description());
        }
        return new Evaluation(
                recordings,
                perClass.size(),
                metrics(perClass),
                new OtherMetrics(rocAuc, top1.micro(), top5.micro()),
                taxonomy(notes),
                supercategories(perClass),
                new Ties(top1.bounds(), top5.bounds()),
                absent.count(),
                predictions.columns().notEvaluated(),
                perClass,
                Confusions.of(truth.classes(), classOf, ranking::predicted, positives),
                notes);
    }

    private ClassResult result(int c, TopK top1, TopK top5, Thresholds thresholds, ScoreCounts counts) {
        ClassCurve curve = scored
                ? ClassCurve.of(
                        c,
                        thresholds,
                        counts,
                        positives[c],
                        recordings,
                        absent.worst().size())
                : null;
        return new ClassResult(
                truth.classes().get(c),
                recordingsOf[c],
                top1.share(c),
                top5.share(c),
                curve == null ? null : (Double) curve.averagePrecision(),
                curve == null ? null : (Double) curve.f1(),
                curve == null ? null : (Double) curve.threshold(),
                curve == null ? null : curve.rocAuc());
    }

    private Map<String, String> notes(@Nullable Double rocAuc, int classes) {
        Map<String, String> notes = new HashMap<>();
        if (!scored) {
            for (String metric : List.of("map", "mf1", "roc_auc")) {
                notes.put(
                        metric,
                        windows
                                ? "not available: the protocol has it for recordings, and windows are not pooled"
                                : "not available: it is computed from scores, and a ranked list has none");
            }
        } else if (rocAuc == null) {
            notes.put("roc_auc", "not available: all recordings are of one class, so there are no negatives");
        }
        if (windows) {
            int all = Arrays.stream(positives).sum();
            notes.put(
                    "windows",
                    all + " of " + recordings + " recordings: each counts, averaged within its class, in ties and"
                            + " confusions, too");
        }
        if (absent.count() > 0) {
            notes.put("missing_recordings", absent.description());
        }
        int others = truth.recordings().size() - truth.counted();
        if (others > 0) {
            notes.put("recordings", others + " are of categories that are not evaluated and were left out");
        }
        if (classes < positives.length) {
            String named = IntStream.range(0, positives.length)
                    .filter(c -> positives[c] == 0)
                    .limit(NAMED)
                    .mapToObj(c -> Integer.toString(truth.classes().get(c).id()))
                    .collect(Collectors.joining(", "));
            int left = positives.length - classes;
            notes.put(
                    "classes",
                    left + " of " + positives.length
                            + " have no recording and are not averaged, though they compete" + ": " + named
                            + (left > NAMED ? ", …" : ""));
        }
        return notes;
    }

    private static Metrics metrics(List<ClassResult> results) {
        return new Metrics(
                meanOfAll(results, ClassResult::top1),
                meanOfAll(results, ClassResult::top5),
                mean(results, ClassResult::ap),
                mean(results, ClassResult::f1));
    }

    private static double meanOfAll(List<ClassResult> results, ToDoubleFunction<ClassResult> value) {
        double sum = 0;
        for (ClassResult result : results) {
            sum += value.applyAsDouble(result);
        }
        return sum / results.size();
    }

    /** A value of a class, where it has one. */
    private interface Value {
        @Nullable
        Double of(ClassResult result);
    }

    /** The mean; null when a class has no value. */
    private static @Nullable Double mean(List<ClassResult> results, Value value) {
        double sum = 0;
        for (ClassResult result : results) {
            Double one = value.of(result);
            if (one == null) {
                return null;
            }
            sum += one;
        }
        return sum / results.size();
    }

    private static Map<String, Supercategory> supercategories(List<ClassResult> perClass) {
        Map<String, List<ClassResult>> groups = new TreeMap<>();
        for (ClassResult result : perClass) {
            groups.computeIfAbsent(result.category().supercategory(), name -> new ArrayList<>())
                    .add(result);
        }
        Map<String, Supercategory> supercategories = new LinkedHashMap<>();
        groups.forEach((name, results) -> {
            int recordings = results.stream().mapToInt(ClassResult::recordings).sum();
            supercategories.put(name, new Supercategory(recordings, results.size(), metrics(results)));
        });
        return supercategories;
    }

    private Map<String, @Nullable Double> taxonomy(Map<String, String> notes) {
        Map<String, @Nullable Double> taxonomy = new LinkedHashMap<>();
        for (int rank = 0; rank < GroundTruth.RANKS.size(); rank++) {
            String name = GroundTruth.RANKS.get(rank);
            int[] taxonOf = taxonOf(rank);
            taxonomy.put(name, taxonOf == null ? null : (Double) taxonomy(taxonOf));
            if (taxonOf == null) {
                notes.put(name, "not available: the annotations don't name it for several species");
            }
        }
        return taxonomy;
    }

    /** The mean over taxa of the share of a taxon's recordings whose predicted class is of it. */
    private double taxonomy(int[] taxonOf) {
        int[] right = new int[positives.length];
        int[] all = new int[positives.length];
        for (int i = 0; i < classOf.length; i++) {
            if (classOf[i] < 0) {
                continue;
            }
            int taxon = taxonOf[classOf[i]];
            int predicted = ranking.predicted(i);
            all[taxon]++;
            right[taxon] += predicted != Ranking.NONE && taxonOf[predicted] == taxon ? 1 : 0;
        }
        double sum = 0;
        int taxa = 0;
        for (int taxon = 0; taxon < all.length; taxon++) {
            if (all[taxon] > 0) {
                sum += (double) right[taxon] / all[taxon];
                taxa++;
            }
        }
        return sum / taxa;
    }

    /**
     * The taxon of each class at a rank, numbered in the order in which they first occur; null when it has no name for
     * several of them, which may or may not share one.
     */
    private int @Nullable [] taxonOf(int rank) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        int[] taxonOf = new int[positives.length];
        for (int c = 0; c < taxonOf.length; c++) {
            List<String> path = truth.classes().get(c).lineage().subList(0, rank + 1);
            if (path.get(rank).isEmpty() && numbers.containsKey(path)) {
                return null;
            }
            taxonOf[c] = numbers.computeIfAbsent(path, key -> numbers.size());
        }
        return taxonOf;
    }
}
