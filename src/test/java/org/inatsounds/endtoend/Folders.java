package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that was written with interruptions, held against what an undisturbed run left.
 *
 * @param right what an undisturbed run left
 * @param actual what is looked at
 */
record Folders(Path right, Path actual) {

    /** Whatever has a final name is as it should be; the rest may be half done, or not there. */
    void assertNothingWrong() throws IOException {
        for (String name : names(actual)) {
            if (!isOurs(name)) {
                assertSame(name);
            }
        }
    }

    /** Everything is there, nothing else is, and all of it is as it should be. */
    void assertSame() throws IOException {
        TreeSet<String> expected = names(right);
        TreeSet<String> found = names(actual);
        // Whoever was interrupted on the way through an archive can't know all of the index.
        expected.removeIf(name -> name.endsWith(".index") && !found.contains(name));
        assertThat(found).isEqualTo(expected);
        for (String name : found) {
            if (!isLog(name)) {
                assertSame(name);
            }
        }
    }

    private void assertSame(String name) throws IOException {
        Path expected = right.resolve(name);
        Path found = actual.resolve(name);
        assertThat(expected).as("what an undisturbed run leaves").exists();
        if (name.endsWith(".tsv")) {
            // In the order of the archive, or of the folder.
            assertThat(Files.readAllLines(found)).containsExactlyInAnyOrderElementsOf(Files.readAllLines(expected));
        } else {
            assertThat(Files.mismatch(expected, found))
                    .as("first difference in %s", found)
                    .isEqualTo(-1);
        }
    }

    /** What features were made from, and when that was written: the times are those of the run. */
    private static boolean isLog(String name) {
        return name.startsWith(".inatsounds.made");
    }

    /** A name that says that the file is not finished, or is no result. */
    private static boolean isOurs(String name) {
        return name.startsWith(".inatsounds")
                || name.startsWith(".out.npy.predict")
                || name.endsWith(".part")
                || name.endsWith(".new");
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> names.add(folder.relativize(file).toString()));
            }
        }
        return names;
    }

    /** Deletes what was looked at. */
    void clear() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(actual)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
