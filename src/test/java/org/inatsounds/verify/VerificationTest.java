package org.inatsounds.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checking a data folder from Java, without a command line. */
@Timeout(120)
final class VerificationTest {

    @TempDir
    static Path shared;

    private static MiniatureRelease miniature;

    @TempDir
    Path data;

    @BeforeAll
    static void writeRelease() {
        miniature = MiniatureRelease.writeTo(shared);
    }

    @BeforeEach
    void unpack() throws IOException {
        miniature.unpackAnnotations(Split.VAL, data);
        miniature.unpackRecordings(Split.VAL, data);
    }

    private static Release release() {
        return Catalogue.read(miniature.catalogue()).release("2024");
    }

    private Verification verification() {
        return Verification.of(data).release(release());
    }

    private static MiniatureRecording recording(int i) {
        return miniature.recordings(Split.VAL).get(i);
    }

    /** The example of the documentation. */
    @Test
    void whatIsMissingOrDamaged() throws IOException {
        Files.delete(data.resolve(recording(0).fileName()));
        Files.write(data.resolve(recording(1).fileName()), new byte[0]);
        Release release = release();
        Path folder = data;

        // snippet
        VerificationResult result =
                Verification.of(folder).release(release).split(Split.VAL).run();
        List<String> lines = new ArrayList<>();
        for (Problem problem : result.problems()) {
            lines.add(problem.kind() + " " + problem.file() + ": " + problem.detail());
        }
        // end

        assertThat(result.ok()).isFalse();
        assertThat(result.splits()).containsExactly(Split.VAL);
        assertThat(result.checked()).isEqualTo(miniature.recordings(Split.VAL).size());
        assertThat(lines)
                .containsExactly(
                        "MISSING " + recording(0).fileName() + ": no such file",
                        "EMPTY " + recording(1).fileName() + ": expected a recording, got 0 bytes");
    }

    @Test
    void nothingIsWrongWithWhatWasUnpacked() {
        VerificationResult result = verification().run();
        assertThat(result.problems()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(result.notCompared()).isEqualTo(result.checked()).isPositive();
    }

    @Test
    void onlyWhatIsMeantIsLookedAt() throws IOException {
        Files.delete(data.resolve(recording(0).fileName()));
        Files.write(data.resolve("val/own.wav"), new byte[10]);

        assertThat(verification().present(true).run().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.EXTRA);
        Criteria others = Criteria.ofTaxa(miniature.recordings(Split.VAL).stream()
                .map(each -> each.species().name())
                .filter(name -> !name.equals(recording(0).species().name()))
                .findFirst()
                .orElseThrow());
        assertThat(verification().only(others).run().ok()).isTrue();
    }

    @Test
    void anArchiveWithAnotherChecksumIsAProblem() throws IOException {
        byte[] archive = Files.readAllBytes(miniature.archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS));
        Files.write(data.resolve("val.tar.gz"), archive);
        assertThat(verification().run().problems()).isEmpty();
        archive[archive.length / 2] ^= 1;
        Files.write(data.resolve("val.tar.gz"), archive);
        assertThat(verification().run().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.ARCHIVE);
            assertThat(problem.split()).isEqualTo(Split.VAL);
            assertThat(problem.file()).isEqualTo("val.tar.gz");
        });
        assertThat(verification().quick(true).run().problems()).isEmpty();
    }

    @Test
    void aSplitWithoutAnnotationsCanNotBeChecked() {
        assertThatExceptionOfType(DataMismatchException.class)
                .isThrownBy(() -> verification().split(Split.TEST).run())
                .withMessageContaining("test.json");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> verification().quick(true).duplicates(true).run());
    }

    /** An archive of 80 GB takes minutes. */
    @Test
    void theReadingOfAnArchiveCanBeCancelled() throws IOException {
        Files.copy(miniature.archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS), data.resolve("val.tar.gz"));
        AtomicBoolean read = new AtomicBoolean();
        Progress interrupting = (what, total, unit) -> {
            boolean archive = what.equals("val.tar.gz");
            if (archive) {
                Thread.currentThread().interrupt();
            }
            return new Progress.Step() {
                @Override
                public void advance(long count) {
                    read.compareAndSet(false, archive);
                }

                @Override
                public void alreadyDone(long count) {}

                @Override
                public void close() {}
            };
        };
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> verification().run(Listener.of(interrupting)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read).isFalse();
    }

    /** The reading stands still until the caller is interrupted. */
    @Test
    void anInterruptedThreadEndsTheCall() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Progress slow = (what, total, unit) -> new Progress.Step() {
            @Override
            public void advance(long count) {
                if (what.equals("content")) {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }

            @Override
            public void alreadyDone(long count) {}

            @Override
            public void close() {}
        };
        Files.write(data.resolve(recording(1).fileName()), recording(0).wav());
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                verification().run(Listener.of(slow));
                failure.complete(new AssertionError("it ended"));
            } catch (Throwable e) {
                failure.complete(e);
            }
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(failure.get(60, TimeUnit.SECONDS))
                .isInstanceOf(CancelledException.class)
                .hasMessage("the verification was cancelled: its thread was interrupted");
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    }
}
