package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.inatsounds.evaluation.Evaluation.Also;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.Evaluation.Ties;
import org.jspecify.annotations.Nullable;

/** Turns what the passes counted into metrics. Every sum has a fixed order, so results are the same to the last bit. */
final class Scoring {

    private static final int TOP = 5;

    private final GroundTruth truth;
    private final int[] classOf;
    private final int[] positives;
    private final Ranking ranking;

    Scoring(GroundTruth truth, Ranking ranking) {
        this.truth = truth;
        this.classOf = truth.classOf();
        this.ranking = ranking;
        this.positives = new int[truth.classes().size()];
        for (int c : classOf) {
            positives[c]++;
        }
    }

    Evaluation evaluation(Thresholds thresholds, ScoreCounts counts, List<String> columnsNotEvaluated) {
        Tally top1 = new Tally(1, ranking, classOf, positives);
        Tally top5 = new Tally(TOP, ranking, classOf, positives);
        List<ClassResult> perClass = new ArrayList<>();
        for (int c = 0; c < positives.length; c++) {
            ClassCurve curve = ClassCurve.of(c, thresholds, counts, positives[c], classOf.length);
            perClass.add(new ClassResult(
                    truth.classes().get(c),
                    positives[c],
                    top1.share(c),
                    top5.share(c),
                    curve.averagePrecision(),
                    curve.f1(),
                    curve.threshold(),
                    curve.rocAuc()));
        }
        Double rocAuc = rocAuc(perClass);
        Map<String, String> notes = rocAuc != null
                ? Map.of()
                : Map.of("roc_auc", "not available: all recordings are of one class, so there are no negatives");
        return new Evaluation(
                classOf.length,
                positives.length,
                metrics(perClass),
                new Also(rocAuc, top1.micro(), top5.micro()),
                taxonomy(),
                supercategories(perClass),
                new Ties(top1.bounds(), top5.bounds()),
                0,
                columnsNotEvaluated,
                perClass,
                Confusions.of(truth.classes(), classOf, ranking::predicted, positives),
                notes);
    }

    private static Metrics metrics(List<ClassResult> results) {
        return new Metrics(
                mean(results, ClassResult::top1),
                mean(results, ClassResult::top5),
                mean(results, ClassResult::ap),
                mean(results, ClassResult::f1));
    }

    private static double mean(List<ClassResult> results, ToDoubleFunction<ClassResult> value) {
        double sum = 0;
        for (ClassResult result : results) {
            sum += value.applyAsDouble(result);
        }
        return sum / results.size();
    }

    private static @Nullable Double rocAuc(List<ClassResult> results) {
        double sum = 0;
        for (ClassResult result : results) {
            Double one = result.rocAuc();
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

    private Map<String, Double> taxonomy() {
        Map<String, Double> taxonomy = new LinkedHashMap<>();
        for (int rank = 0; rank < GroundTruth.RANKS.size(); rank++) {
            taxonomy.put(GroundTruth.RANKS.get(rank), taxonomy(taxonOf(rank)));
        }
        return taxonomy;
    }

    /** The mean over taxa of the share of a taxon's recordings whose predicted class is of it. */
    private double taxonomy(int[] taxonOf) {
        int[] right = new int[positives.length];
        int[] all = new int[positives.length];
        int taxa = 0;
        for (int i = 0; i < classOf.length; i++) {
            int taxon = taxonOf[classOf[i]];
            taxa = Math.max(taxa, taxon + 1);
            all[taxon]++;
            right[taxon] += taxonOf[ranking.predicted(i)] == taxon ? 1 : 0;
        }
        double sum = 0;
        for (int taxon = 0; taxon < taxa; taxon++) {
            sum += (double) right[taxon] / all[taxon];
        }
        return sum / taxa;
    }

    /** The taxon of each class at a rank, numbered in the order in which they first occur. */
    private int[] taxonOf(int rank) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        int[] taxonOf = new int[positives.length];
        for (int c = 0; c < taxonOf.length; c++) {
            List<String> path = truth.classes().get(c).lineage().subList(0, rank + 1);
            taxonOf[c] = numbers.computeIfAbsent(path, key -> numbers.size());
        }
        return taxonOf;
    }
}
