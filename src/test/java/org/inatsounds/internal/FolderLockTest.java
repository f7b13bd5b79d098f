package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.inatsounds.StorageException;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                    .contains(", inatsounds test #");
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

    /** Whatever is in the file that nobody holds any more, the next one has the folder at once. */
    @ParameterizedTest
    @MethodSource("someLeftovers")
    @Timeout(60)
    void whateverAKilledProcessLeftIsTakenOver(byte[] left) throws IOException {
        for (FolderLock.Job job : Arrays.asList(null, FIRST)) {
            Files.write(file, left);
            try (FolderLock lock = take(job)) {
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> take(job))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid() + " on ")
                        .hasMessageContaining(", inatsounds test");
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    static Stream<byte[]> someLeftovers() {
        return Sweep.of(leftovers().stream());
    }

    static List<byte[]> leftovers() {
        byte[] binary = new byte[5000];
        new Random(7).nextBytes(binary);
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        String here = "process " + ProcessHandle.current().pid() + " on this host, inatsounds test";
        return Stream.concat(
                        Stream.of("", "gone", "gone\n", "\n\n", "proc", "process 1 on moon, inats", here, here + "\n")
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        Stream.of(new byte[] {0}, new byte[4096], binary, large, new byte[] {(byte) 0xc3}))
                .toList();
    }

    /** The one that waited has the old file open, which has no name any more. */
    @Test
    @Timeout(60)
    void manyThatComeAndGoNeverHaveItTogether() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                int most = 0;
                for (int turn = 0; turn < 100; turn++) {
                    try (FolderLock lock = take(null)) {
                        assertThat(lock).isNotNull();
                        most = Math.max(most, inside.incrementAndGet());
                        inside.decrementAndGet();
                    } catch (StorageException e) {
                        assertThat(e).hasMessageStartingWith("another inatsounds");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return most;
            }));
        }
        for (CompletableFuture<Integer> each : all) {
            assertThat(each.get()).isLessThanOrEqualTo(1);
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** As in a folder of a group, where what one makes the others can read only. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX permissions")
    void aLockThatAnotherUserLeftGoes() throws IOException {
        Files.writeString(file, "process 1 on moon, inatsounds fetch\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeThat(Files.isWritable(file))
                .as("skipped: root writes to every file")
                .isFalse();
        try (FolderLock lock = take(null)) {
            assertThat(lock).isNotNull();
            assertThat(file).content().contains("inatsounds test");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
