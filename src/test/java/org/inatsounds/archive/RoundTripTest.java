package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever is packed comes out equal: names, bytes, times. */
final class RoundTripTest {

    private static final String NAMES = "abcdefghijklmnopqrstuvwxyz0123456789 _-" + (holdsUnicode() ? "éß日" : "");

    /** A file of a random tree. */
    record Packed(int length, long seed, Instant time) {

        byte[] content() {
            byte[] noise = new byte[length];
            new Random(seed).nextBytes(noise);
            return noise;
        }
    }

    @Test
    void whatCommonsCompressPacksComesOutEqual() {
        Property.tries(100).withoutEdgeCases().check(draw -> {
            Map<String, Packed> tree = trees(draw);
            boolean gnu = draw.aBoolean();
            boolean dotted = draw.aBoolean();
            byte[] archive = pack(tree, gnu, dotted ? "./" : "");
            Path staging = Files.createTempDirectory("round-trip");
            try {
                TarGzExtractor.into(staging).extract("tree.tar.gz", new ByteArrayInputStream(gzip(archive)));
                assertEqual(staging, tree);
            } finally {
                delete(staging);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pax", "ustar", "gnu"})
    void whatTheSystemsTarPacksComesOutEqual(String format, @TempDir Path top) {
        Property.tries(3).withoutEdgeCases().check(draw -> {
            Map<String, Packed> tree = trees(draw);
            if (format.equals("ustar")) {
                tree.keySet().removeIf(path -> !ustarHolds(path));
            }
            Path work = Files.createTempDirectory(top, "tree");
            Path source = Files.createDirectory(work.resolve("source"));
            write(source, tree);
            Path archive = work.resolve("tree.tar.gz");
            if (!systemTar(source, archive, format)) {
                LoggerFactory.getLogger(getClass()).error("SKIPPED: no tar on this machine that writes {}", format);
                Assumptions.abort("no tar on this machine that writes " + format);
            }
            Path staging = work.resolve("staging");
            TarGzExtractor.into(staging).extract("tree.tar.gz", new ByteArrayInputStream(Files.readAllBytes(archive)));
            assertEqual(staging, tree);
        });
    }

    /** Random damage to the tar inside of an intact gzip: what no checksum catches. */
    @Test
    void whateverIsInAnArchiveItIsReadOrRefused() {
        Property.tries(200).withoutEdgeCases().check(draw -> {
            Map<String, Packed> tree = trees(draw);
            boolean gnu = draw.aBoolean();
            List<Integer> places = draw.list(1, 5, draw::anInt);
            byte value = (byte) draw.anInt(-128, 127);
            boolean repaired = draw.aBoolean();
            byte[] tar = pack(tree, gnu, "");
            for (int place : places) {
                tar[Math.floorMod(place, tar.length)] = value;
                // With its checksum right again, a header gets past the first check.
                if (repaired) {
                    repair(tar, Math.floorMod(place, tar.length) / 512 * 512);
                }
            }
            Path top = Files.createTempDirectory("damaged");
            Box box = new Box(top);
            try {
                box.extract(gzip(tar));
            } catch (DataMismatchException e) {
                assertThat(e.getMessage()).startsWith("train.tar.gz is ");
            } finally {
                box.assertNothingElseChanged();
                delete(top);
            }
        });
    }

    private static Map<String, Packed> trees(Draw draw) {
        List<Map.Entry<String, Packed>> files = draw.list(1, 6, () -> Map.entry(path(draw), file(draw)));
        Map<String, Packed> tree = new TreeMap<>();
        files.forEach(file -> tree.put(file.getKey(), file.getValue()));
        return tree;
    }

    /** Files have an ending that folders don't, so that none is both. */
    private static String path(Draw draw) {
        List<String> parts = draw.list(1, 5, () -> "x" + draw.text(1, 60, NAMES) + "x");
        return String.join("/", parts) + ".wav";
    }

    private static Packed file(Draw draw) {
        int kind = draw.choice(31);
        int length = kind < 10
                ? draw.of(0, 1, 511, 512, 513, 1024)
                : kind < 30 ? draw.anInt(0, 5_000) : draw.anInt(250_000, 300_000);
        return new Packed(length, draw.aLong(), Instant.ofEpochSecond(draw.aLong(1, 4_000_000_000L)));
    }

    private static void write(Path source, Map<String, Packed> tree) throws IOException {
        for (Map.Entry<String, Packed> file : tree.entrySet()) {
            Path path = source.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().content());
            Files.setLastModifiedTime(path, FileTime.from(file.getValue().time()));
        }
    }

    private static byte[] pack(Map<String, Packed> tree, boolean gnu, String prefix) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(gnu ? TarArchiveOutputStream.LONGFILE_GNU : TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(!gnu);
            for (Map.Entry<String, Packed> file : tree.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(prefix + file.getKey());
                entry.setSize(file.getValue().content().length);
                entry.setLastModifiedTime(FileTime.from(file.getValue().time()));
                tar.putArchiveEntry(entry);
                tar.write(file.getValue().content());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The form has 100 bytes for a name and 155 for the folders before it, of folders too; tar refuses what does not fit. */
    private static boolean ustarHolds(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (!fitsUstar(path.substring(0, end + 1))) {
                return false;
            }
        }
        return fitsUstar(path);
    }

    private static boolean fitsUstar(String path) {
        byte[] name = ("./" + path).getBytes(StandardCharsets.UTF_8);
        boolean fits = name.length <= 100;
        for (int i = 0; i <= Math.min(155, name.length - 2); i++) {
            fits |= name[i] == '/' && name.length - i - 1 <= 100;
        }
        return fits;
    }

    private static boolean systemTar(Path source, Path archive, String format) throws Exception {
        try {
            ProcessBuilder tar = new ProcessBuilder(
                    "tar", "--format=" + format, "-czf", archive.toString(), "-C", source.toString(), ".");
            tar.environment().put("COPYFILE_DISABLE", "1"); // macOS adds files of its own otherwise.
            Process process = tar.redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertEqual(Path staging, Map<String, Packed> tree) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(staging)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = staging.relativize(path).toString().replace('\\', '/');
                names.add(name);
                Packed packed = Objects.requireNonNull(tree.get(name), name);
                assertThat(path).hasBinaryContent(packed.content());
                assertThat(Files.getLastModifiedTime(path).to(TimeUnit.SECONDS))
                        .isEqualTo(packed.time().getEpochSecond());
            }
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(tree.keySet());
    }

    /** Writes a header's checksum anew. */
    private static void repair(byte[] tar, int header) {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : tar[header + i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, header + 148, 8);
    }

    private static boolean holdsUnicode() {
        try {
            return !Path.of("éß日").toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
