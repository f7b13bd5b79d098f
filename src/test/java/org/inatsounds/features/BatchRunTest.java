package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch makes anything of recordings: here a line of text, where the program makes spectrograms. */
@Timeout(30)
final class BatchRunTest {

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Lines output = new Lines();
    private final Listener listener = new Listener() {
        @Override
        public void error(String message) {
            said.add(message);
        }

        @Override
        public void warn(String message) {
            said.add("warning: " + message);
        }
    };

    /** Lines in the order of the batch. */
    private static final class Lines implements BatchOutput<String> {

        private final List<String> taken = new ArrayList<>();
        private final InOrder order = new InOrder(2);
        private boolean finished;
        private boolean closed;

        @Override
        public List<BatchSource> pending(List<BatchSource> sources) {
            return sources;
        }

        @Override
        public void take(int index, BatchSource source, Made<String> made) {
            order.put(index, () -> {
                if (made.content().equals("too long")) {
                    throw new DataMismatchException(source.name() + ": too long for a line");
                }
                if (made.content().equals("full")) {
                    throw new StorageException("the disk is full");
                }
                taken.add(source.key() + " " + made.content());
            });
        }

        @Override
        public void skip(int index) {
            order.put(index, () -> {});
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void abort() {
            order.abort();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<BatchSource> sources(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> BatchSource.ofFile(String.valueOf(i), Path.of(i + ".wav")))
                .toList();
    }

    private static Made<String> made(String content) {
        return new Made<>(content, 3, new Heard(0.5, null, null, null, null, null));
    }

    @Test
    void whatIsMadeIsHandedOverInTheOrderOfTheBatchAndWhatCannotBeReadIsNamedAndCounted() {
        Maker<String> maker = source -> {
            int number = Integer.parseInt(source.key());
            if (number % 10 == 7) {
                throw new BadInputException(source.name() + ": no sound");
            }
            return number == 5
                    ? new Made<>("made", 3, new Heard(0.5, "cut short", "more", "nothing above", "up to 9,000", null))
                    : made("made");
        };
        BatchResult result = new BatchRun<>("lines", listener, output, () -> maker).run(sources(50), 4);
        assertThat(output.taken)
                .isEqualTo(IntStream.range(0, 50)
                        .filter(i -> i % 10 != 7)
                        .mapToObj(i -> i + " made")
                        .toList());
        assertThat(output.finished).isTrue();
        assertThat(output.closed).isTrue();
        assertThat(result.made()).isEqualTo(45);
        assertThat(result.frames()).isEqualTo(3 * 45);
        assertThat(result.seconds()).isEqualTo(22.5);
        assertThat(result.failed())
                .containsExactly(
                        new RecordingProblem("7.wav", "no sound"),
                        new RecordingProblem("17.wav", "no sound"),
                        new RecordingProblem("27.wav", "no sound"),
                        new RecordingProblem("37.wav", "no sound"),
                        new RecordingProblem("47.wav", "no sound"));
        assertThat(result.truncated()).containsExactly(new RecordingProblem("5.wav", "cut short"));
        assertThat(result.leftOut()).containsExactly(new RecordingProblem("5.wav", "more"));
        assertThat(result.upsampled()).containsExactly(new RecordingProblem("5.wav", "nothing above"));
        assertThat(result.outOfScale()).containsExactly(new RecordingProblem("5.wav", "up to 9,000"));
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "7.wav: no sound",
                        "17.wav: no sound",
                        "27.wav: no sound",
                        "37.wav: no sound",
                        "47.wav: no sound",
                        "warning: 5.wav: cut short",
                        "warning: 5.wav: more",
                        "warning: 1 recording has samples on another scale; 5.wav: up to 9,000");
    }

    @Test
    void whatCannotBeTakenIsNamedAndTheBatchGoesOn() {
        Maker<String> maker = source -> made(source.key().equals("3") ? "too long" : "made");
        // In one thread, which takes what it brings.
        BatchResult result = new BatchRun<>("lines", listener, new Immediate(), () -> maker).run(sources(6), 1);
        assertThat(result.failed()).containsExactly(new RecordingProblem("3.wav", "too long for a line"));
        assertThat(result.made()).isEqualTo(5);
    }

    /** Refuses at once. */
    private static final class Immediate implements BatchOutput<String> {
        @Override
        public List<BatchSource> pending(List<BatchSource> sources) {
            return sources;
        }

        @Override
        public void take(int index, BatchSource source, Made<String> made) {
            if (!made.content().equals("made")) {
                throw new DataMismatchException(source.name() + ": " + made.content() + " for a line");
            }
        }

        @Override
        public void finish() {}
    }

    @Test
    void aFullDiskEndsTheBatchAndNoThreadWaitsForAnother() {
        AtomicInteger closed = new AtomicInteger();
        BatchRun<String> run = new BatchRun<>("lines", listener, output, () -> new Maker<String>() {
            @Override
            public Made<String> make(BatchSource source) {
                return made(source.key().equals("20") ? "full" : "made");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        assertThatThrownBy(() -> run.run(sources(1000), 4))
                .isInstanceOf(StorageException.class)
                .hasMessage("the disk is full");
        assertThat(output.taken).hasSize(20);
        assertThat(output.finished).isFalse();
        assertThat(output.closed).isTrue();
        assertThat(closed).hasValueBetween(1, 4);
    }

    @Test
    void interruptingTheThreadThatWaitsCancelsTheBatch() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Maker<String> maker = source -> {
            begun.countDown();
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("a recording that is read is read to its end", e);
            }
            return made("made");
        };
        Thread caller = new Thread(() -> {
            try {
                new BatchRun<>("lines", listener, output, () -> maker).run(sources(100_000), 2);
            } catch (CancelledException e) {
                thrown.set(e);
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        interrupted.countDown();
        caller.join();
        assertThat(thrown.get()).hasMessageContaining("cancelled");
        assertThat(output.taken).hasSizeLessThan(100_000);
        assertThat(output.finished).isFalse();
        assertThat(output.closed).isTrue();
    }
}
