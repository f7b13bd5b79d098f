package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scores in the forms in which people bring them: the same figures come out, or a refusal that names the form. */
final class PeoplesFilesTest {

    private static final int CATEGORIES = 14;
    private static final int CLASSES = 10;
    private static final int RECORDINGS = 120;

    private static final List<Category> ALL =
            IntStream.range(0, CATEGORIES).mapToObj(PeoplesFilesTest::category).toList();

    @TempDir
    private Path folder;

    /** What ordinary files get no sentence with. */
    private static final Set<String> NOTES =
            Set.of("last part", "index", "not listed", "logits", "sum to 1", "two decimals");

    private static Category category(int i) {
        String genus = "Genus" + (char) ('a' + i);
        String epithet = "species" + (char) ('a' + i);
        List<String> lineage =
                List.of("Animalia", "Chordata", "Aves", "Order" + i / 5, "Family" + i / 3, genus, epithet);
        // The ids are no places, and the categories without recordings stand among the others.
        return new Category(
                7 + 3 * i,
                genus + " " + epithet,
                "000" + (7 + 3 * i) + "_" + genus + "_" + epithet,
                "Aves",
                lineage,
                isClass(i),
                "Ring-necked Bird's Kind " + i);
    }

    private static boolean isClass(int category) {
        return category % 7 < 5;
    }

    /** A made-up split, and scores in [0, 1] whose rows do not sum to one. */
    private static final class Case {

        private final Random random;
        private final GroundTruth truth;
        private final double[][] scores = new double[RECORDINGS][CATEGORIES];

        Case(long seed) {
            random = new Random(seed);
            List<Integer> classes = IntStream.range(0, CATEGORIES)
                    .filter(PeoplesFilesTest::isClass)
                    .boxed()
                    .toList();
            assertThat(classes).hasSize(CLASSES);
            List<Recording> recordings = new ArrayList<>();
            for (int i = 0; i < RECORDINGS; i++) {
                int c = classes.get(i < CLASSES ? i : random.nextInt(CLASSES));
                String name =
                        "test/" + ALL.get(c).audioDirName() + "/" + Long.toHexString(random.nextLong() | 1L << 60);
                recordings.add(new Recording(
                        5000 + 7 * (RECORDINGS - i), name + ".wav", ALL.get(c).id()));
                for (int k = 0; k < CATEGORIES; k++) {
                    scores[i][k] = random.nextDouble() * (k == c ? 0.9 : 0.6);
                }
            }
            truth = new GroundTruth(recordings, ALL);
        }

        String file(int i) {
            return truth.recordings().get(i).fileName();
        }

        String table(String key, String separator, String end, IntFunction<String> row, IntFunction<String> heading) {
            return table(scores, key, separator, end, row, heading);
        }

        String table(
                double[][] numbers,
                String key,
                String separator,
                String end,
                IntFunction<String> row,
                IntFunction<String> heading) {
            StringBuilder text = new StringBuilder(key);
            IntStream.range(0, CATEGORIES).forEach(c -> text.append(separator).append(heading.apply(c)));
            text.append(end);
            for (int i = 0; i < RECORDINGS; i++) {
                text.append(row.apply(i));
                for (double number : numbers[i]) {
                    text.append(separator).append(number);
                }
                text.append(end);
            }
            return text.toString();
        }

        String plain() {
            return table(
                    "file_name", ",", "\n", this::file, c -> "" + ALL.get(c).id());
        }

        double map() {
            return map(scores);
        }

        /** The mean over classes, literally. */
        double map(double[][] numbers) {
            List<Integer> ids = truth.classes().stream().map(Category::id).toList();
            int[] labels = truth.recordings().stream()
                    .mapToInt(recording -> ids.indexOf(recording.categoryId()))
                    .toArray();
            double[][] columns = Arrays.stream(numbers)
                    .map(row -> IntStream.range(0, CATEGORIES)
                            .filter(PeoplesFilesTest::isClass)
                            .mapToDouble(c -> row[c])
                            .toArray())
                    .toArray(double[][]::new);
            LiteralEvaluation literal = new LiteralEvaluation(truth.classes(), labels, columns);
            return literal.macro(literal::averagePrecision);
        }
    }

    /** A file, how it is to be read, and what must come of it. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Form(GroundTruth truth, String name, byte[] bytes, Reading reading, double map, String note) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Form form(Case of, String name, String text) {
        return form(of, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Form form(Case of, String name, byte[] bytes) {
        return new Form(of.truth, name, bytes, Reading.PLAIN, of.map(), "");
    }

    static Stream<Form> forms() throws IOException {
        List<Form> forms = new ArrayList<>();
        for (long seed : new long[] {3, 4, 5, 11}) {
            Case of = new Case(seed);
            tables(of, forms);
            matrices(of, forms);
            noted(of, forms);
        }
        return forms.stream();
    }

    private static void tables(Case of, List<Form> forms) throws IOException {
        IntFunction<String> id = c -> "" + ALL.get(c).id();
        byte[] plain = of.plain().getBytes(StandardCharsets.UTF_8);
        int half = of.plain().indexOf('\n', plain.length / 2) + 1;
        forms.add(form(of, "plain.csv", plain));
        forms.add(form(
                of,
                "windows.csv",
                of.table("path", ",", "\r\n", i -> "C:\\d\\" + of.file(i).replace('/', '\\'), id)));
        forms.add(form(of, "crcrlf.csv", of.plain().replace("\n", "\r\r\n")));
        forms.add(form(of, "cr.csv", of.plain().replace('\n', '\r')));
        forms.add(form(
                of, "cr.tsv", of.plain().replace(',', '\t').replace('\n', '\r').strip()));
        forms.add(form(of, "semicolons.csv", of.plain().replace(',', ';')));
        forms.add(form(
                of,
                "genus_species.csv",
                of.table("file", ",", "\n", of::file, c -> ALL.get(c).name().replace(' ', '_'))));
        forms.add(form(
                of,
                "birdnet.csv",
                of.table(
                        "audio",
                        ",",
                        "\n",
                        of::file,
                        c -> ALL.get(c).name() + "_" + ALL.get(c).commonName())));
        forms.add(form(
                of,
                "floats.csv",
                of.table(
                        "audio_id",
                        ",",
                        "\n",
                        i -> of.truth.recordings().get(i).id() + ".0",
                        c -> id.apply(c) + ".0")));
        forms.add(form(of, "packed.csv.gz", packed(plain, GZIPOutputStream::new)));
        forms.add(form(of, "packed.csv.bz2", packed(plain, BZip2CompressorOutputStream::new)));
        forms.add(form(
                of,
                "two.csv.bz2",
                joined(
                        packed(Arrays.copyOf(plain, half), BZip2CompressorOutputStream::new),
                        packed(Arrays.copyOfRange(plain, half, plain.length), BZip2CompressorOutputStream::new))));
        forms.add(form(
                of,
                "cr.csv.bz2",
                packed(
                        of.plain().replace('\n', '\r').getBytes(StandardCharsets.UTF_8),
                        BZip2CompressorOutputStream::new)));
        forms.add(form(of, "long.csv", longTable(of)));
    }

    private static String longTable(Case of) {
        StringBuilder text = new StringBuilder("filename,label,probability\n");
        for (int i = 0; i < RECORDINGS; i++) {
            for (int c = 0; c < CATEGORIES; c++) {
                text.append(of.file(i))
                        .append(',')
                        .append(ALL.get(c).name())
                        .append(',')
                        .append(of.scores[i][c])
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void matrices(Case of, List<Form> forms) throws IOException {
        byte[] c = npy(of.scores, "<f8", false);
        byte[] fortran = npy(of.scores, "<f8", true);
        double[][] evaluated = Arrays.stream(of.scores)
                .map(row -> IntStream.range(0, CATEGORIES)
                        .filter(PeoplesFilesTest::isClass)
                        .mapToDouble(k -> row[k])
                        .toArray())
                .toArray(double[][]::new);
        forms.add(form(of, "c.npy", c));
        forms.add(form(of, "fortran.npy", fortran));
        forms.add(form(of, "big.npy", npy(of.scores, ">f8", false)));
        forms.add(form(of, "big_fortran.npy", npy(of.scores, ">f8", true)));
        forms.add(form(of, "evaluated.npy", npy(evaluated, "<f8", true)));
        forms.add(form(of, "c.npy.bz2", packed(c, BZip2CompressorOutputStream::new)));
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            forms.add(form(of, "one" + method + ".npz", zip(method, List.of("scores.npy"), c)));
            forms.add(form(of, "fortran" + method + ".npz", zip(method, List.of("scores.npy"), fortran)));
        }
        forms.add(form(
                of, "one.npz.gz", packed(zip(ZipEntry.DEFLATED, List.of("scores.npy"), c), GZIPOutputStream::new)));
        double[][] whole = Arrays.stream(of.scores)
                .map(row -> Arrays.stream(row)
                        .map(v -> Math.rint(v * 1e6) + (v > 0.5 ? 1L << 40 : 0))
                        .toArray())
                .toArray(double[][]::new);
        forms.add(new Form(of.truth, "integers.npy", npy(whole, "<i8", true), Reading.PLAIN, of.map(whole), "logits"));
    }

    @SuppressWarnings("checkstyle:MethodLength") // A list of cases.
    private static void noted(Case of, List<Form> forms) {
        IntFunction<String> id = c -> "" + ALL.get(c).id();
        double[][] logits = Arrays.stream(of.scores)
                .map(row -> Arrays.stream(row).map(v -> 20 * v - 8).toArray())
                .toArray(double[][]::new);
        forms.add(new Form(of.truth, "logits.npy", npy(logits, "<f8", false), Reading.PLAIN, of.map(logits), "logits"));
        forms.add(new Form(
                of.truth,
                "logits.csv",
                bytes(of.table(logits, "file_name", ",", "\n", of::file, id)),
                Reading.PLAIN,
                of.map(logits),
                "logits"));
        forms.add(new Form(
                of.truth, "logits.npy", npy(logits, "<f8", false), activated(Activation.SIGMOID), of.map(logits), ""));
        double[][] two = Arrays.stream(of.scores)
                .map(row ->
                        Arrays.stream(row).map(v -> Math.rint(100 * v) / 100).toArray())
                .toArray(double[][]::new);
        forms.add(new Form(
                of.truth,
                "two.csv",
                bytes(of.table(two, "file_name", ",", "\n", of::file, id)),
                Reading.PLAIN,
                of.map(two),
                "two decimals"));
        forms.add(new Form(of.truth, "two.npy", npy(two, "<f8", false), Reading.PLAIN, of.map(two), "two decimals"));
        forms.add(
                new Form(of.truth, "authors.csv", bytes(authors(of, two)), Reading.PLAIN, of.map(two), "two decimals"));
        forms.add(new Form(
                of.truth,
                "base_names.csv",
                bytes(of.table("file_name", ",", "\n", i -> of.file(i).replaceAll(".*/", ""), id)),
                Reading.PLAIN,
                of.map(),
                "last part"));
        forms.add(new Form(
                of.truth,
                "index.csv",
                bytes(of.table(",file_name", ",", "\n", i -> i + "," + of.file(i), id)),
                Reading.PLAIN,
                of.map(),
                "index"));
        Reading ignoring =
                new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, null, Missing.ERROR, Set.of("label"), null);
        forms.add(new Form(
                of.truth,
                "label.csv",
                bytes(of.table("file_name,label", ",", "\n", i -> of.file(i) + ",x", id)),
                ignoring,
                of.map(),
                ""));
        double[][] listed = new double[RECORDINGS][CATEGORIES];
        StringBuilder text = new StringBuilder("Start (s),End (s),Scientific name,Common name,Confidence,File\n");
        for (int i = 0; i < RECORDINGS; i++) {
            for (int c = 0; c < CATEGORIES; c++) {
                boolean above = of.scores[i][c] > 0.2 || c == 0;
                listed[i][c] = above ? of.scores[i][c] : Double.NEGATIVE_INFINITY;
                text.append(
                        above
                                ? "0.0,3.0," + ALL.get(c).name() + ","
                                        + ALL.get(c).commonName() + "," + of.scores[i][c] + ",/data/" + of.file(i)
                                        + "\n"
                                : "");
            }
        }
        forms.add(new Form(of.truth, "analyzer.csv", bytes(text.toString()), pooled(), of.map(listed), "not listed"));
    }

    private static String authors(Case of, double[][] numbers) {
        StringBuilder text = new StringBuilder("img,gt,pred\n");
        for (int i = 0; i < RECORDINGS; i++) {
            text.append(of.file(i).replace(".wav", ""))
                    .append(',')
                    .append(of.truth.recordings().get(i).categoryId())
                    .append(',');
            text.append(Arrays.stream(numbers[i]).mapToObj(Double::toString).collect(Collectors.joining("_")))
                    .append('\n');
        }
        return text.toString();
    }

    private static Reading activated(Activation activation) {
        return new Reading(null, Order.BY_ANNOTATIONS, activation, null, Missing.ERROR);
    }

    private static Reading pooled() {
        return new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, Pool.MAX, Missing.WORST);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A way to pack. */
    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] bytes, Packer packer) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.over(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] npy(double[][] numbers, String type, boolean fortran) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + numbers.length + ", " + numbers[0].length + "), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 8 * numbers.length * numbers[0].length);
        bytes.put((byte) 0x93).put(bytes("NUMPY")).put((byte) 1).put((byte) 0);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putShort((short) header.length()).put(bytes(header));
        bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int outer = fortran ? numbers[0].length : numbers.length;
        int inner = fortran ? numbers.length : numbers[0].length;
        for (int i = 0; i < outer; i++) {
            for (int k = 0; k < inner; k++) {
                double number = fortran ? numbers[k][i] : numbers[i][k];
                if (type.contains("i")) {
                    bytes.putLong((long) number);
                } else {
                    bytes.putDouble(number);
                }
            }
        }
        return bytes.array();
    }

    private static byte[] zip(int method, List<String> names, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("PK\5\6 in a comment");
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(method);
                entry.setSize(content.length);
                CRC32 checksum = new CRC32();
                checksum.update(content);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theSameFiguresComeOut(Form form) throws IOException {
        Path file = Files.write(folder.resolve("x"), form.bytes);
        try (Predictions predictions = Predictions.open(file, form.truth, form.reading, Reading.Watch.NONE)) {
            Evaluation evaluation = Evaluator.evaluate(predictions, 2, Progress.NONE);
            assertThat(evaluation.metrics().map()).isCloseTo(form.map, within(1e-12));
            String said = String.join("\n", predictions.remarks());
            assertThat(NOTES.stream().filter(said::contains))
                    .isEqualTo(form.note.isEmpty() ? List.of() : List.of(form.note));
            boolean inResult = !Set.of("", "index", "last part").contains(form.note);
            assertThat(evaluation.notes().values().stream()
                            .filter(note -> NOTES.stream().anyMatch(note::contains)))
                    .hasSize(inResult ? 1 : 0);
        }
    }

    /** A file of another program, and the word of it that the refusal must have. The names of the files say nothing. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Foreign(String word, byte[] bytes) {

        @Override
        public String toString() {
            return word;
        }
    }

    static Stream<Foreign> foreign() throws IOException {
        byte[] table = bytes(new Case(3).plain());
        byte[] array = npy(new Case(3).scores, "<f8", false);
        return Stream.of(
                new Foreign("xz", latin("\u00FD7zXZ\0\0\4\u00E6\u00D6")),
                new Foreign("Zstandard", latin("(\u00B5/\u00FD\4\0")),
                new Foreign("LZ4", latin("\4\"M\u0018d")),
                new Foreign("7z", latin("7z\u00BC\u00AF'\u001C\0\4")),
                new Foreign("Parquet", latin("PAR1" + "\0".repeat(96) + "PAR1")),
                new Foreign("HDF5", latin("\u0089HDF\r\n\u001A\n\0\0")),
                new Foreign("Arrow", latin("ARROW1\0\0\u00FF\u00FF")),
                new Foreign("Feather", latin("FEA1\0\0")),
                new Foreign("SQLite", latin("SQLite format 3\0")),
                new Foreign("Excel", latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1\0")),
                new Foreign("Excel", zip(ZipEntry.DEFLATED, List.of("[Content_Types].xml", "xl/workbook.xml"), table)),
                new Foreign("torch.save", zip(ZipEntry.STORED, List.of("archive/data.pkl", "archive/data/0"), table)),
                new Foreign("pickle", latin("\u0080\4\u0095\u0010")),
                new Foreign("pickle", latin("\u0080\2}q\0")),
                new Foreign("ZIP archive of 1 files (p.csv)", zip(ZipEntry.DEFLATED, List.of("p.csv"), table)),
                new Foreign(
                        "2 arrays (ids.npy, scores.npy)",
                        zip(ZipEntry.STORED, List.of("ids.npy", "scores.npy"), array)),
                new Foreign("gzip", packed(packed(table, GZIPOutputStream::new), GZIPOutputStream::new)),
                new Foreign("bzip2", packed(packed(table, BZip2CompressorOutputStream::new), GZIPOutputStream::new)),
                new Foreign("Parquet", packed(latin("PAR1" + "\0".repeat(96)), BZip2CompressorOutputStream::new)));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNoFileOfScoresIsNamed(Foreign foreign) throws IOException {
        GroundTruth truth = new Case(3).truth;
        Path file = Files.write(folder.resolve("y"), foreign.bytes);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(file, truth, Reading.PLAIN, Reading.Watch.NONE))
                .withMessageStartingWith(file + ": expected a ")
                .withMessageContaining(foreign.word);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(
                        Files.newInputStream(file), "standard input", truth, Reading.PLAIN, Reading.Watch.NONE))
                .withMessageContaining(foreign.word);
    }

    /** Cut anywhere, or with any byte changed, a packed matrix is refused or the same: never other numbers. */
    @Test
    void damageIsNeverAnotherNumber() throws IOException {
        Case of = new Case(3);
        double[][] few = Arrays.copyOf(of.scores, 3);
        byte[] array = npy(few, "<f8", false);
        GroundTruth truth = new GroundTruth(of.truth.recordings().subList(0, 3), ALL);
        for (byte[] packed : List.of(
                packed(array, BZip2CompressorOutputStream::new),
                zip(ZipEntry.STORED, List.of("s.npy"), array),
                zip(ZipEntry.DEFLATED, List.of("s.npy"), array))) {
            double map = map(packed, truth);
            int same = 0;
            for (int i = 0; i < packed.length; i++) {
                byte[] damaged = packed.clone();
                damaged[i] ^= (byte) (1 << i % 8);
                byte[] cut = Arrays.copyOf(packed, i);
                for (byte[] bytes : List.of(damaged, cut)) {
                    try {
                        assertThat(map(bytes, truth)).isEqualTo(map);
                        same++;
                    } catch (BadInputException e) {
                        assertThat(e).hasMessageStartingWith("p:").hasMessageNotContaining("Exception");
                    }
                }
            }
            // Dates, names and versions in a ZIP archive have no checksum.
            assertThat(same).isLessThan(packed.length / 4);
        }
    }

    private static double map(byte[] bytes, GroundTruth truth) throws IOException {
        try (Predictions predictions =
                Predictions.open(new ByteArrayInputStream(bytes), "p", truth, Reading.PLAIN, Reading.Watch.NONE)) {
            Double map =
                    Evaluator.evaluate(predictions, 1, Progress.NONE).metrics().map();
            return map == null ? -1 : map;
        }
    }

    /** Of NumPy 2.4: savez into a file and into a pipe, and savez_compressed, of the same array. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UEsDBC0AAAAAAAAAIQC8fGER//////////8KABQAc2NvcmVzLm5weQEAEACwAAAAAAAAALAAAAAAAAAAk05VTVBZAQ"
                        + "B2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAg"
                        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADoPwAAAAAAAM"
                        + "A/AAAAAAAA0D8AAAAAAADsPwAAAAAAAOA/AAAAAAAA5D9QSwECLQMtAAAAAAAAACEAvHxhEbAAAACwAAAACgAAAAAA"
                        + "AAAAAAAAgAEAAAAAc2NvcmVzLm5weVBLBQYAAAAAAQABADgAAADsAAAAAAA=",
                "UEsDBC0AAAAIAAAAIQC8fGER//////////8KABQAc2NvcmVzLm5weQEAEACwAAAAAAAAAFoAAAAAAAAAm+wX6hsQyc"
                        + "hQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjoKRpo6CrUKZAMuBjB4YQ+h"
                        + "D0DpC1D6DZR+AKWf2AMAUEsBAi0DLQAAAAgAAAAhALx8YRFaAAAAsAAAAAoAAAAAAAAAAAAAAIABAAAAAHNjb3Jlcy"
                        + "5ucHlQSwUGAAAAAAEAAQA4AAAAlgAAAAAA",
                "UEsDBC0ACAAAAAAAIQAAAAAA//////////8KABQAc2NvcmVzLm5weQEAEAAAAAAAAAAAAAAAAAAAAAAAk05VTVBZAQ"
                        + "B2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAg"
                        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADoPwAAAAAAAM"
                        + "A/AAAAAAAA0D8AAAAAAADsPwAAAAAAAOA/AAAAAAAA5D9QSwcIvHxhEbAAAAAAAAAAsAAAAAAAAABQSwECLQMtAAgA"
                        + "AAAAACEAvHxhEbAAAACwAAAACgAAAAAAAAAAAAAAgAEAAAAAc2NvcmVzLm5weVBLBQYAAAAAAQABADgAAAAEAQAAAA"
                        + "A="
            })
    void readsWhatNumPyWrites(String base64) throws IOException {
        String table = "id,3,5\n101,0.75,0.125\n102,0.25,0.875\n103,0.5,0.625\n";
        Path file = Files.write(folder.resolve("p.npz"), Base64.getDecoder().decode(base64));
        try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS)) {
            assertThat(predictions.layout()).isEqualTo("npy float64, npz");
            assertThat(Evaluator.evaluate(predictions, 1, Progress.NONE)
                            .metrics()
                            .map())
                    .isEqualTo(map(bytes(table), SmallCase.TRUTH));
        }
    }

    @Test
    void listsBesideAMatrixAreRead() throws IOException {
        Case of = new Case(5);
        double[][] upsideDown = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> {
                    double[] row = of.scores[RECORDINGS - 1 - i];
                    return IntStream.range(0, CATEGORIES)
                            .mapToDouble(c -> row[CATEGORIES - 1 - c])
                            .toArray();
                })
                .toArray(double[][]::new);
        List<String> rows = IntStream.range(0, RECORDINGS)
                .mapToObj(i -> of.file(RECORDINGS - 1 - i))
                .toList();
        List<String> columns = IntStream.range(0, CATEGORIES)
                .mapToObj(c -> ALL.get(CATEGORIES - 1 - c).name())
                .toList();
        byte[] array = npy(upsideDown, "<f8", false);
        Files.write(folder.resolve("s.rows.txt"), rows);
        Files.write(folder.resolve("s.columns.txt"), columns);
        for (Path file : List.of(
                Files.write(folder.resolve("s.npy"), array),
                Files.write(folder.resolve("s.npy.gz"), packed(array, GZIPOutputStream::new)),
                Files.write(folder.resolve("s.npz"), zip(ZipEntry.STORED, List.of("a.npy"), array)),
                Files.write(folder.resolve("s"), array))) {
            try (Predictions predictions = Predictions.open(file, of.truth, Order.BY_ANNOTATIONS)) {
                assertThat(Evaluator.evaluate(predictions, 1, Progress.NONE)
                                .metrics()
                                .map())
                        .isCloseTo(of.map(), within(1e-12));
                assertThat(predictions.remarks())
                        .containsExactly(file + ": rows are as " + folder.resolve("s.rows.txt")
                                + " lists them (it lies beside the matrix), columns as "
                                + folder.resolve("s.columns.txt")
                                + " lists them (it lies beside the matrix)");
            }
        }
        // Of a table they are not.
        Path table = Files.writeString(folder.resolve("s.csv"), of.plain());
        try (Predictions predictions = Predictions.open(table, of.truth, Order.BY_ANNOTATIONS)) {
            assertThat(predictions.remarks()).isEmpty();
        }
        // A list that is named is the one that counts.
        Path other = Files.write(folder.resolve("other.txt"), rows.subList(0, 3));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(folder.resolve("s.npy"), of.truth, new Order(other, null)))
                .withMessageStartingWith(other + ": names 3 rows");
    }

    @Test
    void theOrderOfAMatrixIsSaid() throws IOException {
        Case of = new Case(4);
        Path file = Files.write(folder.resolve("s.npy"), npy(of.scores, "<f8", false));
        for (Reading reading : List.of(Reading.PLAIN, activated(Activation.SIGMOID))) {
            try (Predictions predictions = Predictions.open(file, of.truth, reading, Reading.Watch.NONE)) {
                assertThat(predictions.remarks())
                        .containsExactly(
                                file + ": rows are in the order of the annotations, columns by ascending category id"
                                        + " (all 14 categories)");
            }
        }
    }

    @Test
    void labelsOfAModelAreWhatTheMapSays() throws IOException {
        Case of = new Case(11);
        Path map = folder.resolve("labels.csv");
        Files.write(
                map,
                Stream.concat(
                                Stream.of("label,category"),
                                ALL.stream().map(each -> "bird no " + each.id() + "," + each.name()))
                        .toList());
        Reading reading = Reading.of(new Order(null, null, false, LabelMap.read(map)));
        IntFunction<String> label = c -> "Bird no " + ALL.get(c).id();
        String wide = of.table("file_name", ",", "\n", of::file, label);
        String list = longTable(of);
        for (Category each : ALL) {
            list = list.replace("," + each.name() + ",", ",Bird no " + each.id() + ",");
        }
        Path columns = folder.resolve("s.columns.txt");
        Files.write(columns, IntStream.range(0, CATEGORIES).mapToObj(label).toList());
        Files.write(folder.resolve("s.npy"), npy(of.scores, "<f8", false));
        Files.writeString(folder.resolve("wide.csv"), wide);
        Files.writeString(folder.resolve("long.csv"), list);
        for (String name : List.of("wide.csv", "long.csv", "s.npy")) {
            try (Predictions predictions =
                    Predictions.open(folder.resolve(name), of.truth, reading, Reading.Watch.NONE)) {
                assertThat(Evaluator.evaluate(predictions, 1, Progress.NONE)
                                .metrics()
                                .map())
                        .isCloseTo(of.map(), within(1e-12));
            }
        }
        Files.writeString(map, "Bird no 7,Nobody nowhere\n");
        Reading wrong = Reading.of(new Order(null, null, false, LabelMap.read(map)));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Predictions.open(folder.resolve("wide.csv"), of.truth, wrong, Reading.Watch.NONE))
                .withMessageContaining(map + ":1: no category is called 'Nobody nowhere'");
    }

    /** Softmax over what softmax made: said of the rows as they are in the file. */
    @Test
    void probabilitiesBeforeSoftmaxAreNoted() throws IOException {
        Case of = new Case(4);
        double[][] logits = of.scores;
        double[][] probabilities = Arrays.stream(logits)
                .map(row -> {
                    double sum = Arrays.stream(row).sum();
                    return Arrays.stream(row).map(v -> v / sum).toArray();
                })
                .toArray(double[][]::new);
        for (double[][] numbers : List.of(logits, probabilities)) {
            String table = of.table(
                    numbers,
                    "file_name",
                    ",",
                    "\n",
                    of::file,
                    c -> "" + ALL.get(c).id());
            for (byte[] bytes : List.of(npy(numbers, "<f8", false), bytes(table))) {
                Path file = Files.write(folder.resolve("x"), bytes);
                try (Predictions predictions =
                        Predictions.open(file, of.truth, activated(Activation.SOFTMAX), Reading.Watch.NONE)) {
                    assertThat(String.join("\n", predictions.remarks()).contains("sum to 1"))
                            .isEqualTo(numbers == probabilities);
                }
            }
        }
    }

    /** A table may begin with the letters of another format. */
    @Test
    void aColumnMayBeCalledLikeAFormat() throws IOException {
        for (String name : List.of("ORC", "PAR1", "RIFF", "BZh9", "PK", "RDX")) {
            Path file = Files.writeString(folder.resolve("p.csv"), name + ",id,3,5\n1,101,1,2\n1,102,1,2\n1,103,1,2\n");
            Reading ignoring =
                    new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, null, Missing.ERROR, Set.of(name), null);
            try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, ignoring, Reading.Watch.NONE)) {
                assertThat(predictions.layout()).isEqualTo("wide CSV");
            }
        }
    }
}
