package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.InatsoundsException;

/** What the targets of the fuzzer do with an archive: unpack it in both ways, which have to agree, and look around. */
final class Fuzzing {

    /** Small, so that they are met. */
    static final ExtractionLimits LIMITS = new ExtractionLimits(1 << 18, 1 << 20, 40, 100);

    static final Path TOP = temporary();
    static final Path STAGING = TOP.resolve("a/b/staging");

    private Fuzzing() {}

    static void unpack(byte[] packed) throws IOException {
        Map<String, String> whole = outcome(Way.WHOLE, packed);
        Map<String, String> stream = outcome(Way.STREAM, packed);
        assertThat(stream).isEqualTo(whole);
    }

    /** The files, or that it was refused. */
    private static Map<String, String> outcome(Way way, byte[] packed) throws IOException {
        try {
            way.unpack(STAGING, LIMITS, member -> true, new ByteArrayInputStream(packed));
            return Box.tree(STAGING, true);
        } catch (InatsoundsException e) {
            assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
            return new TreeMap<>(Map.of("", "refused"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            clear();
        }
    }

    /** Empties the staging folder, and looks for what is beside it. */
    static void clear() throws IOException {
        delete(STAGING);
        assertThat(Box.tree(TOP, false).keySet()).containsExactly("a/", "a/b/");
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException e) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path temporary() {
        try {
            Path top = Files.createTempDirectory("inatsounds-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    delete(top);
                } catch (IOException e) {
                    // It is in a temporary folder.
                }
            }));
            Files.createDirectories(top.resolve("a/b"));
            return top;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
