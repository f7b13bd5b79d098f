package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A staging folder with a tree of other files around it that must never change. */
final class Box {

    private final Path top;
    private final Map<String, String> before;

    Box(Path top) {
        this.top = top;
        try {
            Files.createDirectories(top.resolve("data/staging"));
            Files.createDirectories(top.resolve("etc/deep"));
            Files.writeString(top.resolve("etc/passwd"), "secret");
            Files.writeString(top.resolve("etc/deep/other"), "other");
            Files.writeString(top.resolve("data/train.json"), "{}");
            Files.writeString(top.resolve("evil.txt"), "mine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        before = around();
    }

    Path staging() {
        return top.resolve("data/staging");
    }

    /** Something outside the staging folder. */
    Path outside() {
        return top.resolve("etc");
    }

    ExtractionResult extract(byte[] archive) throws IOException, InterruptedException {
        return extract(TarGzExtractor.into(staging()), archive);
    }

    ExtractionResult extract(TarGzExtractor extractor, byte[] archive) throws IOException, InterruptedException {
        return extractor.extract("train.tar.gz", new ByteArrayInputStream(archive));
    }

    void assertNothingElseChanged() {
        assertThat(around()).isEqualTo(before);
    }

    /** Path to content of every file in the staging folder; folders have a slash at their end and no content. */
    Map<String, String> unpacked() {
        return tree(staging(), false);
    }

    private Map<String, String> around() {
        Map<String, String> tree = tree(top, true);
        tree.keySet().removeIf(name -> name.startsWith("data/staging/"));
        return tree;
    }

    static Map<String, String> tree(Path root, boolean withTimes) {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString().replace('\\', '/');
                boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                String time =
                        withTimes && !folder ? " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) : "";
                if (!name.isEmpty()) {
                    tree.put(folder ? name + "/" : name, (folder ? "" : content(path)) + time);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static String content(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? "-> " + Files.readSymbolicLink(file)
                : HexFormat.of().formatHex(Files.readAllBytes(file));
    }
}
