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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.inatsounds.DataMismatchException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever is packed comes out equal: names, bytes, times. */
final class RoundTripTest {

    /** A file of a random tree. */
    record Packed(int length, long seed, Instant time) {

        byte[] content() {
            byte[] noise = new byte[length];
            new Random(seed).nextBytes(noise);
            return noise;
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatCommonsCompressPacksComesOutEqual(
            @ForAll("trees") Map<String, Packed> tree, @ForAll boolean gnu, @ForAll boolean dotted) throws Exception {
        byte[] archive = pack(tree, gnu, dotted ? "./" : "");
        Path staging = Files.createTempDirectory("round-trip");
        try {
            TarGzExtractor.into(staging).extract("tree.tar.gz", new ByteArrayInputStream(gzip(archive)));
            assertEqual(staging, tree);
        } finally {
            delete(staging);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pax", "ustar", "gnu"})
    void whatTheSystemsTarPacksComesOutEqual(String format, @TempDir Path top) throws Exception {
        int trees = 3;
        for (int i = 0; i < trees; i++) {
            Map<String, Packed> tree = sample();
            Path work = Files.createDirectory(top.resolve("tree" + i));
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
        }
    }

    /** Random damage to the tar inside of an intact gzip: what no checksum catches. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whateverIsInAnArchiveItIsReadOrRefused(
            @ForAll("trees") Map<String, Packed> tree,
            @ForAll boolean gnu,
            @ForAll @Size(min = 1, max = 5) List<Integer> places,
            @ForAll byte value,
            @ForAll boolean repaired)
            throws Exception {
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
    }

    @Provide
    Arbitrary<Map<String, Packed>> trees() {
        Arbitrary<String> part = Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyz0123456789 _-")
                .withChars(holdsUnicode() ? "éß日" : "")
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(text -> "x" + text + "x");
        // Files have an ending that folders don't, so that none is both.
        Arbitrary<String> path = Combinators.combine(part.list().ofMaxSize(4), part)
                .as((folders, file) -> String.join("/", folders) + (folders.isEmpty() ? "" : "/") + file + ".wav");
        Arbitrary<Integer> size = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.of(0, 1, 511, 512, 513, 1024)),
                Tuple.of(20, Arbitraries.integers().between(0, 5_000)),
                Tuple.of(1, Arbitraries.integers().between(250_000, 300_000)));
        Arbitrary<Packed> file = Combinators.combine(
                        size, Arbitraries.longs(), Arbitraries.longs().between(1, 4_000_000_000L))
                .as((length, seed, time) -> new Packed(length, seed, Instant.ofEpochSecond(time)));
        return Arbitraries.maps(path, file).ofMinSize(1).ofMaxSize(6).map(TreeMap::new);
    }

    private Map<String, Packed> sample() {
        Map<String, Packed> tree = new TreeMap<>();
        JqwikSession.run(() -> tree.putAll(trees().sample()));
        return tree;
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
