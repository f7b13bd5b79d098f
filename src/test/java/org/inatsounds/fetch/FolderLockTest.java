package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.inatsounds.StorageException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {

    private static final FolderLock.Job FIRST = new FolderLock.Job(1, 2);
    private static final FolderLock.Job SECOND = new FolderLock.Job(2, 2);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("lock");
    }

    private FolderLock take(FolderLock.@Nullable Job job) throws IOException {
        return FolderLock.take(folder, file, "test", job);
    }

    @Test
    void saysWhoHasItAndGoesWithItsProcess() throws IOException {
        try (FolderLock lock = FolderLock.take(folder, file, "test")) {
            assertThat(lock).isNotNull();
            assertThat(file)
                    .content()
                    .startsWith("process " + ProcessHandle.current().pid() + " on ")
                    .endsWith(", inatsounds test\n");
            assertThatThrownBy(() -> FolderLock.take(folder, file, "test"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("another inatsounds is writing to " + folder + ": process "
                            + ProcessHandle.current().pid() + " on ")
                    .hasMessageEndingWith(", inatsounds test. Wait until it ends, or choose another folder.");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theHostIsNamedAndTheHolderWaitedFor() throws IOException {
        Path name = Path.of("/proc/sys/kernel/hostname");
        String host = Files.isReadable(name) ? Files.readString(name).strip() : "";
        try (FolderLock lock = take(null)) {
            assertThat(lock).isNotNull();
            assertThat(file).content().contains(" on " + host).doesNotContain(" on ,");
            // As an editor, or a file system that pads, may leave it.
            Files.writeString(file, "\n \n", StandardOpenOption.APPEND);
            long before = System.nanoTime();
            assertThatThrownBy(() -> take(null)).hasMessageContaining(", inatsounds test. Wait");
            // A process that ends has it a moment longer than its work: five pauses of 50 ms.
            assertThat(System.nanoTime() - before).isBetween(240_000_000L, 5_000_000_000L);
        }
    }

    @Test
    void jobsOfAnotherDivisionAreOtherJobs() throws IOException {
        try (FolderLock one = take(FIRST);
                FolderLock other = take(new FolderLock.Job(1, 3))) {
            assertThat(one).isNotSameAs(other);
            assertThat(file).content().contains("job 1 of 2", "job 1 of 3");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatADeadProcessLeftIsTakenOver() throws IOException {
        Files.writeString(file, "process 1 on moon, inatsounds fetch\n");
        try (FolderLock lock = FolderLock.take(folder, file, "test")) {
            assertThat(lock).isNotNull();
            assertThat(file).content().hasLineCount(1).contains("inatsounds test");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void jobsShareAFolderAndTheLastOneTakesTheFileAway() throws IOException {
        FolderLock first = take(FIRST);
        try (FolderLock second = take(SECOND)) {
            assertThat(second).isNotNull();
            assertThatThrownBy(() -> take(SECOND))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("job 2 of 2");
            assertThatThrownBy(() -> take(null)).isInstanceOf(StorageException.class);
            first.close();
            assertThat(file).exists();
            take(FIRST).close();
            assertThat(file).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
