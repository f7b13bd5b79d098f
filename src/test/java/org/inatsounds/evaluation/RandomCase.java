package org.inatsounds.evaluation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;

/**
 * A made-up split with scores: some categories without recordings, often many ties, now and then infinities, one class, one
 * recording, or two equal columns.
 */
public final class RandomCase {

    private static final double[] FEW = {-1, -0.0, 0.0, 0.25, 0.5, 1};
    private static final double[] EXTREME = {
        Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, -1, -0.0, 0.0, Double.MIN_VALUE, 0.5, 1, Double.POSITIVE_INFINITY
    };

    public final GroundTruth truth;

    /** A row a recording, a column a category, ascending by id. */
    public final double[][] scores;

    private RandomCase(GroundTruth truth, double[][] scores) {
        this.truth = truth;
        this.scores = scores;
    }

    public static RandomCase of(long seed) {
        Random random = new Random(seed);
        int categories = 1 + random.nextInt(random.nextInt(12) + 1);
        int recordings = 1 + random.nextInt(random.nextInt(60) + 1);
        int withRecordings = 1 + random.nextInt(categories);
        List<Category> all = new ArrayList<>();
        for (int c = 0; c < categories; c++) {
            all.add(category(3 * c + 2, random));
        }
        List<Category> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        List<Recording> rows = new ArrayList<>();
        for (int i = 0; i < recordings; i++) {
            Category category = order.get(random.nextInt(withRecordings));
            String file = "test/" + category.audioDirName() + "/r" + Long.toHexString(random.nextLong()) + ".wav";
            rows.add(new Recording(1000 + 7 * i, file, category.id()));
        }
        return new RandomCase(new GroundTruth(rows, order), scores(recordings, categories, random));
    }

    private static Category category(int id, Random random) {
        List<String> lineage = new ArrayList<>();
        for (int rank = 0; rank < GroundTruth.RANKS.size() - 1; rank++) {
            lineage.add("taxon" + random.nextInt(rank + 1));
        }
        lineage.add("species" + (random.nextInt(8) == 0 ? "" : id));
        String group = "group" + random.nextInt(3);
        return new Category(id, "Genus species" + id, "000" + id + "_Genus", group, lineage, random.nextInt(4) > 0);
    }

    private static double[][] scores(int recordings, int categories, Random random) {
        int kind = random.nextInt(4);
        double[][] scores = new double[recordings][categories];
        for (double[] row : scores) {
            for (int c = 0; c < categories; c++) {
                row[c] = switch (kind) {
                    case 0 -> FEW[random.nextInt(FEW.length)];
                    case 1 -> EXTREME[random.nextInt(EXTREME.length)];
                    case 2 -> Math.exp(random.nextGaussian() * 5);
                    default -> random.nextGaussian();
                };
            }
        }
        if (categories > 1 && random.nextInt(4) == 0) {
            for (double[] row : scores) {
                row[0] = row[1];
            }
        }
        return scores;
    }

    /** The same with other scores: one function a column. */
    public RandomCase mapColumn(int column, DoubleUnaryOperator function) {
        double[][] mapped = new double[scores.length][];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = scores[i].clone();
            mapped[i][column] = function.applyAsDouble(mapped[i][column]);
        }
        return new RandomCase(truth, mapped);
    }

    /** The same with other scores: one function for one row. */
    public RandomCase mapRow(int row, DoubleUnaryOperator function) {
        double[][] mapped = scores.clone();
        mapped[row] = IntStream.range(0, scores[row].length)
                .mapToDouble(c -> function.applyAsDouble(scores[row][c]))
                .toArray();
        return new RandomCase(truth, mapped);
    }

    /** The literal evaluation of the same. */
    LiteralEvaluation literal() {
        return literal(IntStream.range(0, scores.length).toArray());
    }

    /** The literal evaluation of some recordings, each as often as it is named. */
    LiteralEvaluation literal(int[] recordings) {
        List<Category> classes = truth.classes();
        List<Integer> ids = classes.stream().map(Category::id).toList();
        double[][] columns = new double[recordings.length][classes.size()];
        int[] labels = new int[recordings.length];
        for (int i = 0; i < recordings.length; i++) {
            for (int c = 0; c < classes.size(); c++) {
                columns[i][c] = scores[recordings[i]][truth.categories().indexOf(classes.get(c))];
            }
            labels[i] = ids.indexOf(truth.recordings().get(recordings[i]).categoryId());
        }
        return new LiteralEvaluation(classes, labels, columns);
    }

    /** As a wide table: rows, columns and spellings shuffled by the seed. */
    public byte[] csv(long seed) {
        Random random = new Random(seed);
        char delimiter = random.nextBoolean() ? ',' : '\t';
        String newline = random.nextBoolean() ? "\n" : "\r\n";
        List<Integer> columns = shuffled(truth.categories().size(), random);
        List<Integer> rows = shuffled(scores.length, random);
        int idColumn = random.nextInt(2) * random.nextInt(columns.size() + 1);
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (int line = -1; line < rows.size(); line++) {
            List<String> fields = new ArrayList<>();
            for (int column : columns) {
                fields.add(line < 0 ? heading(column, random) : spelled(scores[rows.get(line)][column], random));
            }
            fields.add(idColumn, line < 0 ? "file_name" : name(rows.get(line), random));
            text.append(String.join(String.valueOf(delimiter), fields));
            text.append(line == rows.size() - 1 && random.nextBoolean() ? "" : newline);
            text.append(random.nextInt(20) == 0 && text.charAt(text.length() - 1) == '\n' ? newline : "");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Integer> shuffled(int count, Random random) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers;
    }

    private String heading(int column, Random random) {
        Category category = truth.categories().get(column);
        String name = switch (random.nextInt(3)) {
            case 0 -> Integer.toString(category.id());
            case 1 -> category.name();
            default -> category.audioDirName();
        };
        return quotedSometimes(name, random);
    }

    private String name(int row, Random random) {
        Recording recording = truth.recordings().get(row);
        String file = recording.fileName();
        String bare = file.substring(5, file.length() - 4);
        String name = switch (random.nextInt(6)) {
            case 0 -> Integer.toString(recording.id());
            case 1 -> bare;
            case 2 -> "./" + file;
            case 3 -> bare + ".npy";
            case 4 -> "test/" + bare;
            default -> file;
        };
        return quotedSometimes(name, random);
    }

    private static String spelled(double score, Random random) {
        String text = Double.toString(score);
        if (Double.isInfinite(score)) {
            String sign = score < 0 ? "-" : random.nextBoolean() ? "+" : "";
            text = sign + List.of("inf", "Inf", "INF", "infinity", "Infinity").get(random.nextInt(5));
        } else if (random.nextBoolean()) {
            text = new BigDecimal(score).signum() == 0 ? text : text.replace("E", random.nextBoolean() ? "e" : "E");
        }
        return quotedSometimes(text, random);
    }

    private static String quotedSometimes(String text, Random random) {
        String quoted = random.nextInt(10) == 0 ? "\"" + text + "\"" : text;
        return random.nextInt(10) == 0 ? " " + quoted + " " : quoted;
    }
}
