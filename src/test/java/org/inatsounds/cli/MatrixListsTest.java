package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Split;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --rows} and {@code --columns} are for every matrix, however it comes, and for no table. */
final class MatrixListsTest {

    @TempDir
    Path folder;

    private MiniatureData data;
    private Path table;
    private Path matrix;
    private Path packed;
    private Path rows;

    /** The predictions of the miniature, as a matrix of their rows in another order. */
    @BeforeEach
    void shuffle() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        table = data.release().predictions(Split.TEST);
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        int columns = lines.remove(0).split(",", -1).length - 1;
        Collections.shuffle(lines, new Random(1));
        List<String> names = new ArrayList<>();
        ByteBuffer elements =
                ByteBuffer.allocate(lines.size() * columns * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            names.add(cells[0]);
            for (int i = 1; i < cells.length; i++) {
                elements.putDouble(Double.parseDouble(cells[i]));
            }
        }
        String header = NpyBytes.header("<f8", false, lines.size() + ", " + columns) + "\n";
        matrix = Files.write(folder.resolve("matrix.npy"), NpyBytes.of(1, header, elements.array()));
        packed = folder.resolve("packed.npy.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(matrix, out);
        }
        rows = Files.write(folder.resolve("rows.txt"), names);
    }

    private double map(Path predictions, String... more) throws IOException {
        List<String> words = List.of("eval", predictions.toString(), "--format", "json");
        return MiniatureData.json(data.ok(words, more)).at("/metrics/map").asDouble();
    }

    /** As {@code inatsounds list --columns file_name --format csv} writes it. */
    @Test
    void theHeadingOfAListIsNoRow() throws IOException {
        List<String> names = new ArrayList<>(Files.readAllLines(rows));
        double plain = map(matrix, "--rows", rows.toString());
        names.add(0, "file_name");
        Path headed = Files.write(folder.resolve("headed.txt"), names);
        assertThat(map(matrix, "--rows", headed.toString())).isEqualTo(plain);
    }

    @Test
    void aPackedMatrixHasItsListsBesideAPlainOne() throws IOException {
        double right = map(table);
        for (Path[] pair :
                new Path[][] {{packed, matrix}, {matrix, packed}, {packed, table}, {table, packed}, {table, matrix}}) {
            String[] compared = {
                "--baseline",
                pair[1].toString(),
                "--rows",
                rows.toString(),
                "--resamples",
                "0",
                "--fail-regress",
                "map=0"
            };
            assertThat(map(pair[0], compared)).isEqualTo(right);
        }
    }

    @Test
    void listsForTablesAloneAreRefused() {
        CommandRun.Result result =
                data.run("eval", table.toString(), "--baseline", table.toString(), "--rows", rows.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("lists of rows and columns are for .npy files");
    }

    @Test
    void aListThatIsAFolderIsNamed() {
        CommandRun.Result result = data.run("eval", matrix.toString(), "--rows", folder.toString());
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains(folder + ": expected a file with one name per line, got a folder");
    }

    /** The JDK takes a header that it can't read whole for the end. */
    @Test
    void gzipThatIsCutInTheHeaderOfALaterMemberIsRefused() throws IOException {
        byte[] text = Files.readAllBytes(table);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        member(both, Arrays.copyOf(text, 1000));
        int first = both.size();
        member(both, Arrays.copyOfRange(text, 1000, text.length));
        Path whole = Files.write(folder.resolve("whole.csv.gz"), both.toByteArray());
        assertThat(map(whole)).isEqualTo(map(table));
        for (int more = 1; more < 18; more++) {
            Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(both.toByteArray(), first + more));
            CommandRun.Result result = data.run("eval", cut.toString());
            assertThat(result.code()).as("%d bytes of the second", more).isEqualTo(4);
            assertThat(result.err()).contains("the gzip data");
        }
    }

    private static void member(OutputStream to, byte[] text) throws IOException {
        GZIPOutputStream out = new GZIPOutputStream(to);
        out.write(text);
        out.finish();
    }
}
