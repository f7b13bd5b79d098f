import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes made-up predictions for the recordings of an annotation file: a {@code wide} CSV, or a {@code .npy} float32
 * matrix, by the ending of {@code --out}.
 *
 * <pre>
 * java scripts/GenerateAnnotations.java --out test.json --split test
 * java scripts/GeneratePredictions.java --annotations test.json --out predictions.csv
 * java scripts/GeneratePredictions.java --annotations test.json --out predictions.npy
 * </pre>
 *
 * The same options give the same bytes on every machine, and the CSV and the {@code .npy} of one seed hold the same float32
 * numbers: nine significant digits tell all of them apart.
 *
 * <p>{@code --scores logits} (the default) is what a network puts out before its softmax; a full test split then takes
 * about 711 MB of CSV. {@code --scores softmax} is after it: more digits a score, with exponents. {@code --digits 17}
 * writes double precision, as Python does. {@code --columns all} writes a column for every category, not only for those
 * with recordings. {@code --windows 4} writes four rows a recording, one behind the other, and for a {@code .npy} what they are
 * into a list beside it: {@code predictions.rows.txt} for {@code predictions.npy}.
 *
 * <p>The made-up model knows the true species by a margin that differs from recording to recording, confuses species of one
 * genus, family and supercategory more than others, and likes some species better than others.
 */
public final class GeneratePredictions {

    private static final String USAGE = "usage: java GeneratePredictions.java --annotations FILE --out FILE.csv|FILE.npy"
            + " [--scores logits|softmax] [--digits 9|17] [--columns evaluated|all] [--windows N]"
            + " [--seed N]";

    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};

    private final Map<String, String> options;
    private final List<Map<?, ?>> recordings = new ArrayList<>();
    private final List<Map<?, ?>> columns = new ArrayList<>();
    private final int[] truth;
    private final int[][] relatives;
    private final boolean softmax;
    private final int windows;

    private GeneratePredictions(Map<String, String> options) throws IOException {
        this.options = options;
        this.windows = Integer.parseInt(options.get("--windows"));
        this.softmax = options.get("--scores").equals("softmax");
        Map<?, ?> json = (Map<?, ?>) new Json(Files.readAllBytes(Path.of(options.get("--annotations")))).value();
        Map<Object, Integer> categoryOf = new HashMap<>();
        for (Object annotation : (List<?>) json.get("annotations")) {
            Map<?, ?> entry = (Map<?, ?>) annotation;
            categoryOf.put(entry.get("audio_id"), ((Number) entry.get("category_id")).intValue());
        }
        Set<Integer> withRecordings = new HashSet<>(categoryOf.values());
        TreeMap<Integer, Map<?, ?>> categories = new TreeMap<>();
        for (Object category : (List<?>) json.get("categories")) {
            int id = ((Number) ((Map<?, ?>) category).get("id")).intValue();
            if (options.get("--columns").equals("all") || withRecordings.contains(id)) {
                categories.put(id, (Map<?, ?>) category);
            }
        }
        columns.addAll(categories.values());
        Map<Integer, Integer> indexes = new HashMap<>();
        for (int id : categories.keySet()) {
            indexes.put(id, indexes.size());
        }
        for (Object recording : (List<?>) json.get("audio")) {
            recordings.add((Map<?, ?>) recording);
        }
        truth = recordings.stream()
                .mapToInt(recording -> indexes.get(categoryOf.get(recording.get("id"))))
                .toArray();
        relatives = new int[3][];
        String[] ranks = {"supercategory", "family", "genus"};
        for (int r = 0; r < ranks.length; r++) {
            Map<Object, Integer> numbers = new HashMap<>();
            String rank = ranks[r];
            relatives[r] = columns.stream()
                    .mapToInt(column -> numbers.computeIfAbsent(column.get(rank), name -> numbers.size()))
                    .toArray();
        }
    }

    /**
     * Writes the file.
     *
     * @param args see the class comment
     * @throws IOException when a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--scores", "logits");
        options.put("--digits", "9");
        options.put("--columns", "evaluated");
        options.put("--seed", "1");
        options.put("--windows", "1");
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        String out = options.getOrDefault("--out", "");
        boolean known = List.of("logits", "softmax").contains(options.get("--scores"))
                && List.of("9", "17").contains(options.get("--digits"))
                && List.of("evaluated", "all").contains(options.get("--columns"))
                && (out.endsWith(".csv") || out.endsWith(".npy"));
        if (args.length % 2 != 0 || options.size() != 7 || !known || !options.containsKey("--annotations")) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        GeneratePredictions generator = new GeneratePredictions(options);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(Path.of(out)), 1 << 20)) {
            if (out.endsWith(".npy")) {
                generator.writeNpy(stream);
                if (generator.windows > 1) {
                    generator.writeRows(Path.of(out.substring(0, out.length() - ".npy".length()) + ".rows.txt"));
                }
            } else {
                generator.writeCsv(stream);
            }
        }
    }

    private void writeCsv(OutputStream out) throws IOException {
        StringBuilder header = new StringBuilder("file_name");
        for (Map<?, ?> column : columns) {
            header.append(',').append(column.get("id"));
        }
        out.write(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        boolean doubles = options.get("--digits").equals("17");
        double[] scores = new double[columns.size()];
        byte[] line = new byte[columns.size() * 28 + 1];
        for (int i = 0; i < truth.length * windows; i++) {
            int row = i / windows;
            scores(row, i % windows, scores);
            out.write(((String) recordings.get(row).get("file_name")).getBytes(StandardCharsets.UTF_8));
            int length = 0;
            for (double score : scores) {
                line[length++] = ',';
                if (doubles) {
                    byte[] text = Double.toString(score).replace('E', 'e').getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(text, 0, line, length, text.length);
                    length += text.length;
                } else {
                    length = nineDigits((float) score, line, length);
                }
            }
            line[length++] = '\n';
            out.write(line, 0, length);
        }
    }

    private void writeNpy(OutputStream out) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + truth.length * windows + ", " + columns.size() + "), }";
        int padding = 63 - (10 + header.length()) % 64;
        ByteBuffer start = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        start.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        start.putShort((short) (header.length() + padding + 1));
        out.write(start.array());
        out.write((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        double[] scores = new double[columns.size()];
        ByteBuffer line = ByteBuffer.allocate(4 * scores.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < truth.length * windows; i++) {
            scores(i / windows, i % windows, scores);
            line.clear();
            for (double score : scores) {
                line.putFloat((float) score);
            }
            out.write(line.array());
        }
    }

    private void writeRows(Path list) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Map<?, ?> recording : recordings) {
            for (int w = 0; w < windows; w++) {
                rows.add((String) recording.get("file_name"));
            }
        }
        Files.write(list, rows);
    }

    private void scores(int row, int window, double[] scores) {
        long seed = Long.parseLong(options.get("--seed"));
        long state = mix(seed * 0x632BE59BD9B4E019L + row + ((long) window << 32));
        int own = truth[row];
        double margin = 1.6 + 1.2 * normal(mix(state ^ 1));
        for (int c = 0; c < scores.length; c++) {
            state += 0x9E3779B97F4A7C15L;
            double score = normal(mix(state)) + 0.5 * normal(mix(seed ^ (c * 0x2545F4914F6CDD1DL)));
            double[] weights = {0.3, 0.5, 0.9};
            for (int r = 0; r < relatives.length; r++) {
                score += relatives[r][c] == relatives[r][own] ? weights[r] : 0;
            }
            scores[c] = 1.25 * (c == own ? score + margin : score) + 0.4;
        }
        if (softmax) {
            double sum = 0;
            for (int c = 0; c < scores.length; c++) {
                scores[c] = StrictMath.exp(2 * scores[c]);
                sum += scores[c];
            }
            for (int c = 0; c < scores.length; c++) {
                scores[c] /= sum;
            }
        }
    }

    /** SplitMix64. */
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** About a normal number: the sum of three uniform ones, mean 0, variance 1. */
    private static double normal(long bits) {
        long sum = (bits & 0x1FFFFF) + (bits >>> 21 & 0x1FFFFF) + (bits >>> 42 & 0x1FFFFF);
        return (sum / (double) 0x200000 - 1.5) * 2;
    }

    /** Nine significant digits, as {@code %.9g} of C: no trailing zeros, an exponent below 1e-4. */
    private static int nineDigits(float score, byte[] line, int start) {
        int at = start;
        double magnitude = Math.abs((double) score);
        if (score < 0) {
            line[at++] = '-';
        }
        if (magnitude == 0) {
            line[at++] = '0';
            return at;
        }
        int exponent = (int) Math.floor(Math.log10(magnitude));
        long digits = Math.round(exponent <= 8 ? magnitude * power(8 - exponent) : magnitude / power(exponent - 8));
        if (digits >= 1_000_000_000) {
            digits /= 10;
            exponent++;
        } else if (digits < 100_000_000) {
            exponent--;
            digits = Math.round(magnitude * power(8 - exponent));
        }
        int count = 9;
        while (digits % 10 == 0) {
            digits /= 10;
            count--;
        }
        boolean scientific = exponent < -4 || exponent > 8;
        int whole = scientific ? 1 : exponent + 1;
        if (whole <= 0) {
            line[at++] = '0';
            line[at++] = '.';
            for (int zeros = whole; zeros < 0; zeros++) {
                line[at++] = '0';
            }
        }
        byte[] text = Long.toString(digits).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < Math.max(count, whole); i++) {
            if (i == whole && i > 0) {
                line[at++] = '.';
            }
            line[at++] = i < count ? text[i] : (byte) '0';
        }
        if (scientific) {
            line[at++] = 'e';
            line[at++] = (byte) (exponent < 0 ? '-' : '+');
            line[at++] = (byte) ('0' + Math.abs(exponent) / 10);
            line[at++] = (byte) ('0' + Math.abs(exponent) % 10);
        }
        return at;
    }

    private static double power(int exponent) {
        return exponent < POWERS.length ? POWERS[exponent] : Double.parseDouble("1e" + exponent);
    }

    /** Just enough of a JSON reader: objects become maps, arrays lists, and everything that is not quoted a number or null. */
    private static final class Json {

        private final byte[] bytes;
        private int at;

        Json(byte[] bytes) {
            this.bytes = bytes;
        }

        Object value() {
            return switch (next()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> bare();
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> map = new HashMap<>();
            at++;
            while (next() != '}') {
                String key = string();
                next();
                map.put(key, value());
            }
            at++;
            return map;
        }

        private List<Object> array() {
            List<Object> list = new ArrayList<>();
            at++;
            while (next() != ']') {
                list.add(value());
            }
            at++;
            return list;
        }

        private String string() {
            int start = ++at;
            while (bytes[at] != '"') {
                at += bytes[at] == '\\' ? 2 : 1;
            }
            return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
        }

        private Number bare() {
            int start = at;
            while ("+-.0123456789eEINfinityaulrs".indexOf(bytes[at]) >= 0) {
                at++;
            }
            String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
            if (Character.isLetter(text.charAt(0))) {
                return null;
            }
            return text.matches("-?[0-9]+") ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
        }

        /** The next byte that means something: not blank, comma or colon. */
        private byte next() {
            while (bytes[at] <= ' ' || bytes[at] == ',' || bytes[at] == ':') {
                at++;
            }
            return bytes[at];
        }
    }
}
