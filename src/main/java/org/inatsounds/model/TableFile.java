package org.inatsounds.model;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.npy.NpyHeader;
import org.inatsounds.npy.NpyType;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a batch: as CSV, or as {@code .npy} with the names of rows and columns beside it; and how they came about. */
final class TableFile {

    private static final int BUFFER = 1 << 16;
    private static final String NPY = ".npy";

    private final WholeFiles files;
    private final @Nullable Path file;
    private final @Nullable OutputStream stream;
    private final ScoreSettings settings;
    private final ScoreColumns columns;
    private final boolean labelsAreIds;
    private final Map<String, Object> facts;

    /**
     * The rows of one recording.
     *
     * @param name of each of them
     * @param part that they are in
     */
    record Rows(String name, RowsPart.Entry entry, RowsPart part) {}

    /** What takes a row. */
    @FunctionalInterface
    private interface RowSink {
        void row(String name, ScoredRows.Row row) throws IOException;
    }

    /**
     * Writes nothing yet.
     *
     * @param file null for a stream
     * @param stream null for a file; stays open
     * @param labelsAreIds whether columns are called by category ids
     * @param facts how the rows came about
     */
    TableFile(
            WholeFiles files,
            @Nullable Path file,
            @Nullable OutputStream stream,
            ScoreSettings settings,
            ScoreColumns columns,
            boolean labelsAreIds,
            Map<String, Object> facts) {
        this.files = files;
        this.file = file;
        this.stream = stream;
        this.settings = settings;
        this.columns = columns;
        this.labelsAreIds = labelsAreIds;
        this.facts = facts;
    }

    /** Whether a file is called as an array is. */
    static boolean isNpy(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(NPY);
    }

    /** What lies beside an output: {@code X.rows.txt} beside {@code X.npy}. */
    static Path beside(Path npy, String suffix) {
        String name = String.valueOf(npy.getFileName());
        return npy.resolveSibling(name.substring(0, name.length() - NPY.length()) + suffix);
    }

    /** How an output came about stands beside it. */
    static Path facts(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }

    /** Writes everything; the table itself comes last. */
    void write(List<Rows> rows) {
        long windows = rows.stream().mapToLong(each -> each.entry.windows()).sum();
        int length = rows.get(0).entry.columns();
        List<String> names = settings.embeddings()
                ? IntStream.range(0, length).mapToObj(String::valueOf).toList()
                : columns.names(length);
        Path target = file;
        if (target == null) {
            if (stream == null) {
                throw new IllegalStateException("neither a file nor a stream");
            }
            try {
                csv(rows, names, stream);
            } catch (IOException e) {
                throw new StorageException("can't write to standard output: " + StorageException.reason(e), e);
            }
            return;
        }
        writeFacts(target, rows.size(), windows, names.size());
        if (isNpy(target)) {
            lists(target, rows, names);
            files.write(target, out -> npy(rows, names.size(), out));
        } else {
            files.write(target, out -> csv(rows, names, out));
        }
    }

    private void writeFacts(Path target, int recordings, long windows, int count) {
        facts.put("recordings", recordings);
        facts.put("windows", windows);
        facts.put("columns", count);
        files.write(facts(target), out -> out.write(Json.text(facts).getBytes(StandardCharsets.UTF_8)));
    }

    private void lists(Path target, List<Rows> rows, List<String> names) {
        lines(
                beside(target, ".rows.txt"),
                rows.stream()
                        .flatMap(each -> IntStream.range(0, each.entry.rows()).mapToObj(i -> each.name))
                        .toList());
        Path named = beside(target, ".columns.txt");
        if (!settings.embeddings()) {
            lines(named, names);
            return;
        }
        try {
            // Of what was there before: it would be taken for the names of these columns.
            Files.deleteIfExists(named);
        } catch (IOException e) {
            throw StorageException.cantWrite(named, e);
        }
    }

    private void lines(Path target, List<String> lines) {
        files.write(target, out -> {
            Writer writer = writer(out);
            for (String line : lines) {
                writer.write(line + "\n");
            }
            writer.flush();
        });
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }

    private void each(List<Rows> rows, RowSink sink) throws IOException {
        for (Rows recording : rows) {
            RowsPart.Entry entry = recording.entry;
            ByteBuffer bytes = recording.part.rows(entry);
            for (int i = 0; i < entry.rows(); i++) {
                sink.row(recording.name, ScoredRows.next(bytes, entry.columns(), settings.floats()));
            }
        }
    }

    private void npy(List<Rows> rows, int width, OutputStream to) throws IOException {
        long count = rows.stream().mapToLong(each -> each.entry.rows()).sum();
        NpyType type = settings.floats() ? NpyType.FLOAT32 : NpyType.FLOAT64;
        OutputStream out = new BufferedOutputStream(to, BUFFER);
        out.write(NpyHeader.of(type, ByteOrder.LITTLE_ENDIAN, count, width).bytesInCOrder());
        ByteBuffer row = ByteBuffer.allocate(width * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        each(rows, (name, numbers) -> {
            row.clear();
            for (double value : numbers.values()) {
                if (settings.floats()) {
                    row.putFloat((float) value);
                } else {
                    row.putDouble(value);
                }
            }
            out.write(row.array());
        });
        out.flush();
    }

    private void csv(List<Rows> rows, List<String> names, OutputStream to) throws IOException {
        Writer out = writer(to);
        List<String> heading = new ArrayList<>(List.of("file_name"));
        if (settings.perWindow()) {
            heading.addAll(List.of("start", "end"));
        }
        if (settings.listed()) {
            heading.addAll(List.of(labelsAreIds ? "category_id" : "label", "score"));
        } else {
            heading.addAll(names);
        }
        Csv.row(heading, out);
        each(rows, (name, row) -> {
            List<String> fields = new ArrayList<>(List.of(name));
            if (settings.perWindow()) {
                fields.addAll(List.of(Csv.number(row.start()), Csv.number(row.end())));
            }
            if (settings.listed()) {
                list(fields, names, row.values(), out);
            } else {
                for (double value : row.values()) {
                    fields.add(number(value));
                }
                Csv.row(fields, out);
            }
        });
        out.flush();
    }

    private String number(double value) {
        return settings.floats() ? Csv.number((float) value) : Csv.number(value);
    }

    /** The highest first; of those that are the same, in the order of the columns. */
    private void list(List<String> start, List<String> names, double[] values, Writer out) throws IOException {
        Integer top = settings.top();
        Double threshold = settings.threshold();
        double least = threshold == null ? -Double.MAX_VALUE : threshold;
        List<Integer> chosen = IntStream.range(0, values.length)
                .filter(i -> values[i] >= least)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .limit(top == null ? Integer.MAX_VALUE : top)
                .toList();
        for (int i : chosen) {
            List<String> fields = new ArrayList<>(start);
            fields.add(names.get(i));
            fields.add(number(values[i]));
            Csv.row(fields, out);
        }
    }
}
