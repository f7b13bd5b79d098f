package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class WholeFilesTest {

    @TempDir
    Path folder;

    private final WholeFiles files = new WholeFiles();

    @Test
    void aFileAppearsOnlyWhenItIsWhole() throws IOException {
        Path file = folder.resolve("a/b/c.npy");
        try (WholeFiles.Whole whole = files.begin(file)) {
            whole.out().write(1);
            assertThat(file).doesNotExist();
            assertThat(names(folder.resolve("a/b")))
                    .singleElement()
                    .asString()
                    .matches("\\.inatsounds-one-[a-z0-9]+\\.part");
            whole.commit();
        }
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(names(folder.resolve("a/b"))).containsExactly("c.npy");
    }

    @Test
    void theLongestNameThatTheSystemHasCanBeWritten() {
        Path file = folder.resolve("x".repeat(251) + ".npy");
        files.write(file, out -> out.write(1));
        assertThat(file).hasBinaryContent(new byte[] {1});
    }

    /** A file of the user's with the name that was used before, or a link, is nothing to the program. */
    @Test
    void aNeighbourWhoseNameEndsInPartStays() throws IOException {
        Path neighbour = Files.writeString(folder.resolve("r.json.part"), "mine");
        files.write(folder.resolve("r.json"), out -> out.write(1));
        assertThat(neighbour).hasContent("mine");
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("c.npy"), "old");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> files.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("can't write " + file + ": No space left on device (");
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("c.npy");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such permissions")
    void whoMayReadItIsAsOfAnyFile() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");
        files.write(folder.resolve("c.npy"), out -> out.write(1));
        assertThat(Files.getPosixFilePermissions(folder.resolve("c.npy")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void stoppingTakesThePartsAwayAndBeginsNoOther() throws IOException {
        try (WholeFiles.Whole whole = files.begin(folder.resolve("c.npy"))) {
            whole.out().write(1);
            files.stop();
            assertThat(folder).isEmptyDirectory();
            assertThatIOException().isThrownBy(() -> files.begin(folder.resolve("d.npy")));
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** The moment in which a file has been made, and nobody knows of it yet, is the one that counts. */
    @RepeatedTest(50)
    void nothingIsLeftWheneverTheProcessIsStopped() throws Exception {
        AtomicLong begun = new AtomicLong();
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> writeUntilStopped(thread, begun)))
                .toList();
        while (begun.get() < 5) {
            Thread.onSpinWait();
        }
        files.stop();
        // What is there at this moment is there for good: the JVM ends now.
        List<String> left = names(folder);
        threads.forEach(CompletableFuture::join);
        assertThat(left).noneMatch(name -> name.endsWith(".part"));
        assertThat(names(folder)).noneMatch(name -> name.endsWith(".part"));
    }

    private void writeUntilStopped(int thread, AtomicLong begun) {
        try {
            for (int i = 0; ; i++) {
                begun.incrementAndGet();
                int number = i;
                files.write(folder.resolve(thread + "-" + number % 7 + ".npy"), out -> out.write(number));
            }
        } catch (StorageException e) {
            // It was stopped.
        }
    }

    @Test
    void aPlaceThatCantBeWrittenIsNamedOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> files.write(file.resolve("c.npy"), out -> {}))
                .withMessageContaining("can't write " + file.resolve("c.npy"));
    }

    @Test
    @SuppressWarnings("try") // It is held, not used.
    void whoHoldsAFolderTakesAwayWhatKilledProcessesLeft() throws IOException {
        Files.createDirectory(folder.resolve("val"));
        for (String left : List.of(".inatsounds-all-1a.part", ".inatsounds-1of2-b2.part", ".inatsounds-one-c3.part")) {
            Files.writeString(folder.resolve(left), "half");
            Files.writeString(folder.resolve("val").resolve(left), "half");
        }
        files.write(folder.resolve("a"), out -> out.write(1));
        assertThat(names(folder)).as("nobody holds it").hasSize(5);
        AtomicBoolean given = new AtomicBoolean();
        try (WholeFiles.Hold job = files.hold(folder, "1of2", () -> () -> given.set(true))) {
            files.write(folder.resolve("a"), out -> out.write(1));
            assertThat(names(folder)).containsExactly(".inatsounds-all-1a.part", ".inatsounds-one-c3.part", "a", "val");
        }
        assertThat(given).isTrue();
        try (WholeFiles.Hold whole = files.hold(folder, TemporaryNames.WHOLE_FOLDER, () -> () -> {})) {
            files.write(folder.resolve("val/b"), out -> out.write(1));
            assertThat(names(folder.resolve("val"))).containsExactly("b");
        }
    }

    @Test
    @SuppressWarnings("try") // It is held, not used.
    void aFolderThatIsHeldIsGivenUpWhenTheProcessIsStopped() throws IOException {
        AtomicInteger given = new AtomicInteger();
        try (WholeFiles.Hold hold = files.hold(folder, TemporaryNames.WHOLE_FOLDER, () -> given::incrementAndGet)) {
            files.stop();
            assertThat(given).hasValue(1);
        }
        assertThat(given).hasValue(1);
        assertThatIOException()
                .as("no lock is taken any more")
                .isThrownBy(() -> files.hold(folder, TemporaryNames.WHOLE_FOLDER, () -> given::incrementAndGet));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void aLinkWithTheNameOfARenewedFileIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createSymbolicLink(folder.resolve("journal.new"), precious);
        WholeFiles.renew(folder.resolve("journal"), ".new", "text");
        assertThat(precious).hasContent("mine");
        assertThat(folder.resolve("journal")).hasContent("text").isRegularFile();
        assertThat(Files.isSymbolicLink(folder.resolve("journal"))).isFalse();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
