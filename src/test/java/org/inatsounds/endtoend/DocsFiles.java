package org.inatsounds.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.MiniatureRelease;

/** The files that commands of the documentation name, made from the miniature release. */
final class DocsFiles {

    /** Of the models with random weights. */
    private static final int OUTPUTS = 24;

    private DocsFiles() {}

    /** Writes them into a folder. */
    static void write(Path folder, MiniatureRelease release) throws IOException {
        Path predictions = release.predictions(Split.TEST);
        copy(predictions, folder, "predictions.csv", "main.csv");
        copy(release.predictions(Split.VAL), folder, "val.csv");
        for (String compressed : List.of("predictions.csv.gz", "windows.csv.gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(compressed)))) {
                Files.copy(predictions, out);
            }
        }
        Path song = Files.createDirectories(folder.resolve("recordings")).resolve("song.wav");
        Files.write(song, release.recordings(Split.VAL).get(0).wav());
        copy(song, folder, "song.wav");
        // ffmpeg goes by what is in a file, so this needs no encoder.
        copy(song, folder, "song.mp3");
        Path golden = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");
        Files.createDirectories(folder.resolve(golden).getParent());
        Files.copy(LauncherProcess.project().resolve(golden), folder.resolve(golden));
        for (String list : List.of("my-species.txt", "species.txt", "my.txt")) {
            Files.writeString(folder.resolve(list), "# mine\nFluta aurea\nGreen Coax\n");
        }
        Path windows = Path.of("src/test/resources/evaluation/masked_windows");
        Files.createDirectories(folder.resolve(windows));
        for (String name : List.of("test.json", "window_logits.npy", "window_rows.txt", "prior.csv")) {
            Files.copy(
                    LauncherProcess.project().resolve(windows).resolve(name),
                    folder.resolve(windows).resolve(name));
        }
        Files.writeString(folder.resolve("labels.txt"), "Fluta aurea_Golden Flute\nCoaxia viridis\nengine\n");
        Files.writeString(folder.resolve("map.csv"), "label,category\nengine,Ulula profunda\n");
        model(folder, "model", "wave", release, """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}, {"name": "embedding"}],
                """);
        model(folder, "geo", "geo", release, """
                {"input": {"kind": "coordinates", "order": ["latitude", "longitude"]},
                 "outputs": [{"activation": "none"}],
                """);
        writeScores(folder, Files.readAllLines(predictions));
    }

    /** A model with random weights: its classes are those of the miniature, and some that are none. */
    private static void model(Path folder, String name, String from, MiniatureRelease release, String description)
            throws IOException {
        Files.copy(
                LauncherProcess.project().resolve("src/test/resources/model/" + from + ".onnx"),
                folder.resolve(name + ".onnx"));
        List<String> labels = new ArrayList<>();
        release.species().forEach(species -> labels.add("\"" + species.id() + "\""));
        for (int i = labels.size(); i < OUTPUTS; i++) {
            labels.add("\"noise " + i + "\"");
        }
        Files.writeString(
                folder.resolve(name + ".json"), description + "\"labels\": [" + String.join(", ", labels) + "]}");
    }

    /** The same scores as a matrix, and as a list of each recording's best. */
    private static void writeScores(Path folder, List<String> lines) throws IOException {
        List<String> categories = cells(lines.get(0));
        List<String> files = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        StringBuilder best = new StringBuilder("file_name,category_id,score\n");
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            String file = line.substring(0, line.indexOf(','));
            files.add(file);
            double[] row = cells.stream().mapToDouble(Double::parseDouble).toArray();
            rows.add(row);
            for (int i = 0; i < row.length; i++) {
                if (row[i] > 0.02) {
                    best.append(file + "," + categories.get(i) + "," + row[i] + "\n");
                }
            }
        }
        Files.writeString(folder.resolve("top20.csv"), best);
        Files.write(folder.resolve("files.txt"), files);
        Files.write(folder.resolve("categories.txt"), categories);
        byte[] matrix = npy(rows);
        Files.write(folder.resolve("scores.npy"), matrix);
        Files.write(folder.resolve("other.npy"), matrix);
        Files.writeString(folder.resolve("prior.csv"), String.join("\n", lines) + "\n");
        writeWindows(folder, files, rows);
    }

    /** Two windows a recording, as logits. */
    private static void writeWindows(Path folder, List<String> files, List<double[]> rows) throws IOException {
        List<String> names = new ArrayList<>();
        List<double[]> logits = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (double factor : new double[] {10, 5}) {
                names.add(files.get(i));
                logits.add(Arrays.stream(rows.get(i))
                        .map(score -> factor * score - 1)
                        .toArray());
            }
        }
        Files.write(folder.resolve("windows.txt"), names);
        Files.write(folder.resolve("logits.npy"), npy(logits));
    }

    private static List<String> cells(String line) {
        List<String> cells = Arrays.asList(line.split(",", -1));
        return cells.subList(1, cells.size());
    }

    private static byte[] npy(List<double[]> rows) {
        int columns = rows.get(0).length;
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows.size(), columns);
        int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer bytes = ByteBuffer.allocate(10 + length + rows.size() * columns * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) length);
        bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        rows.forEach(row -> Arrays.stream(row).forEach(bytes::putDouble));
        return bytes.array();
    }

    private static void copy(Path from, Path folder, String... names) throws IOException {
        for (String name : names) {
            Files.copy(from, folder.resolve(name));
        }
    }
}
