package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;

/**
 * The protocol, word for word: whole matrix in memory, every threshold tried, every pair compared. Slow, and nothing in it
 * is shared with the real one.
 */
final class LiteralEvaluation {

    private final List<Category> classes;
    private final int[] truth;
    private final double[][] scores;
    private final boolean[][] masked;

    /**
     * Takes a matrix.
     *
     * @param classes ascending by id: the columns
     * @param truth column of each row's true class
     */
    LiteralEvaluation(List<Category> classes, int[] truth, double[][] scores) {
        this(classes, truth, scores, new boolean[scores.length][classes.size()]);
    }

    /** The same, but that some classes are masked in some rows: they are never a hit, whatever their score. */
    LiteralEvaluation(List<Category> classes, int[] truth, double[][] scores, boolean[][] masked) {
        this.masked = masked;
        this.classes = classes;
        this.truth = truth;
        this.scores = scores;
    }

    /** Mean over classes. */
    double macro(IntToDoubleFunction perClass) {
        return IntStream.range(0, classes.size())
                .mapToDouble(perClass)
                .average()
                .orElseThrow();
    }

    double macro(String supercategory, IntToDoubleFunction perClass) {
        return IntStream.range(0, classes.size())
                .filter(c -> classes.get(c).supercategory().equals(supercategory))
                .mapToDouble(perClass)
                .average()
                .orElseThrow();
    }

    /** Columns of a row, from the highest score to the lowest; of equal ones the smaller id first. */
    private Integer[] ranked(int row) {
        Integer[] order = IntStream.range(0, classes.size()).boxed().toArray(Integer[]::new);
        // The sort is stable. Adding zero turns -0.0 into 0.0.
        Arrays.sort(
                order,
                Comparator.comparing((Integer c) -> masked[row][c])
                        .thenComparingDouble(c -> -(scores[row][c] + 0.0) + 0.0));
        return order;
    }

    /** The true class's place, from 1. */
    int rank(int row) {
        return Arrays.asList(ranked(row)).indexOf(truth[row]) + 1;
    }

    Category predicted(int row) {
        return classes.get(ranked(row)[0]);
    }

    double highest(int row) {
        return Arrays.stream(scores[row]).max().orElseThrow();
    }

    /** F1 when everything is taken that does not score below a threshold. */
    double f1At(int c, double threshold) {
        long taken = Arrays.stream(scores).filter(row -> row[c] >= threshold).count();
        long right = rows(c).filter(row -> scores[row][c] >= threshold).count();
        return right == 0 ? 0 : 2 / (taken / (double) right + rows(c).count() / (double) right);
    }

    double score(int row, int c) {
        return scores[row][c];
    }

    boolean isWithin(int k, int row) {
        return !masked[row][truth[row]] && Arrays.asList(ranked(row)).indexOf(truth[row]) < k;
    }

    /** Whether fewer than k others score as much or more. */
    boolean isWithinAtWorst(int k, int row) {
        double own = scores[row][truth[row]];
        return !masked[row][truth[row]]
                && allowed(row).filter(score -> score >= own).count() - 1 < k;
    }

    /** Whether fewer than k others score more. */
    boolean isWithinAtBest(int k, int row) {
        double own = scores[row][truth[row]];
        return !masked[row][truth[row]]
                && allowed(row).filter(score -> score > own).count() < k;
    }

    private DoubleStream allowed(int row) {
        return IntStream.range(0, classes.size()).filter(c -> !masked[row][c]).mapToDouble(c -> scores[row][c]);
    }

    double topK(int k, int c) {
        return rows(c).mapToDouble(row -> isWithin(k, row) ? 1 : 0).average().orElseThrow();
    }

    double topKAtWorst(int k, int c) {
        return rows(c).mapToDouble(row -> isWithinAtWorst(k, row) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    double topKAtBest(int k, int c) {
        return rows(c).mapToDouble(row -> isWithinAtBest(k, row) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    double micro(int k) {
        return IntStream.range(0, truth.length)
                .mapToDouble(row -> isWithin(k, row) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** The same, but that a recording counts as much as its class is stretched. */
    double micro(int k, double[] stretch) {
        return IntStream.range(0, truth.length)
                        .mapToDouble(row -> isWithin(k, row) ? stretch[truth[row]] : 0)
                        .sum()
                / truth.length;
    }

    private IntStream rows(int c) {
        return IntStream.range(0, truth.length).filter(row -> truth[row] == c);
    }

    /** Distinct scores of a class, from the highest to the lowest. */
    private List<Double> thresholds(int c) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (double[] row : scores) {
            distinct.add(row[c] + 0.0);
        }
        return new ArrayList<>(distinct.descendingSet());
    }

    private double precision(int c, double threshold) {
        long taken = Arrays.stream(scores).filter(row -> row[c] >= threshold).count();
        return (double) rows(c).filter(row -> scores[row][c] >= threshold).count() / taken;
    }

    private double recall(int c, double threshold) {
        return (double) rows(c).filter(row -> scores[row][c] >= threshold).count() / rows(c).count();
    }

    double averagePrecision(int c) {
        double sum = 0;
        double before = 0;
        for (double threshold : thresholds(c)) {
            double recall = recall(c, threshold);
            sum += (recall - before) * precision(c, threshold);
            before = recall;
        }
        return sum;
    }

    private double f1(int c, double threshold) {
        double precision = precision(c, threshold);
        double recall = recall(c, threshold);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    double bestF1(int c) {
        return thresholds(c).stream().mapToDouble(t -> f1(c, t)).max().orElseThrow();
    }

    /** Whether a threshold gives the best F1. */
    boolean isBest(int c, double threshold) {
        return Math.abs(f1(c, threshold) - bestF1(c)) < 1e-12;
    }

    double rocAuc(int c) {
        double sum = 0;
        long pairs = 0;
        for (int positive : rows(c).toArray()) {
            for (int row = 0; row < truth.length; row++) {
                if (truth[row] != c) {
                    double difference = Double.compare(scores[positive][c] + 0.0, scores[row][c] + 0.0);
                    sum += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    double taxonomy(int rank) {
        Map<String, List<Boolean>> taxa = new TreeMap<>();
        for (int row = 0; row < truth.length; row++) {
            String path = path(truth[row], rank);
            int best = ranked(row)[0];
            boolean right = !masked[row][best] && path(best, rank).equals(path);
            taxa.computeIfAbsent(path, key -> new ArrayList<>()).add(right);
        }
        return taxa.values().stream()
                .mapToDouble(rights ->
                        (double) rights.stream().filter(right -> right).count() / rights.size())
                .average()
                .orElseThrow();
    }

    private String path(int c, int rank) {
        return String.join("/", classes.get(c).lineage().subList(0, rank + 1));
    }

    /** How many recordings ties decide about. */
    long decidedByTies(int k) {
        return IntStream.range(0, truth.length)
                .filter(row -> isWithinAtBest(k, row) != isWithinAtWorst(k, row))
                .count();
    }

    Map<String, Long> recordingsBySupercategory() {
        Map<String, Long> counts = new HashMap<>();
        for (int c : truth) {
            counts.merge(classes.get(c).supercategory(), 1L, Long::sum);
        }
        return counts;
    }

    long recordings(int c) {
        return rows(c).count();
    }

    /** Every pair of different classes is tried; those that don't occur are dropped, the others sorted by how often they do. */
    List<Confusion> confusions() {
        List<Confusion> confusions = new ArrayList<>();
        for (int truth = 0; truth < classes.size(); truth++) {
            for (int other = 0; other < classes.size(); other++) {
                int predicted = other;
                int count = (int)
                        rows(truth).filter(row -> ranked(row)[0] == predicted).count();
                if (other != truth && count > 0) {
                    double share = (double) count / recordings(truth);
                    confusions.add(new Confusion(classes.get(truth), classes.get(other), count, share));
                }
            }
        }
        // The sort is stable, and classes ascend by id.
        confusions.sort(Comparator.comparingInt(confusion -> -confusion.count()));
        return confusions;
    }
}
