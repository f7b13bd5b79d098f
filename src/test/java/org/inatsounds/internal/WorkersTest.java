package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.inatsounds.CancelledException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class WorkersTest {

    @Test
    void everyPieceIsDoneOnceByABenchOfItsThread() {
        AtomicIntegerArray done = new AtomicIntegerArray(500);
        AtomicInteger benches = new AtomicInteger();
        try (Workers workers = new Workers("test", 4)) {
            workers.each(500, thread -> {
                benches.incrementAndGet();
                assertThat(thread).isBetween(0, 3);
                return done::incrementAndGet;
            });
        }
        assertThat(IntStream.range(0, 500).map(done::get)).containsOnly(1);
        assertThat(benches.get()).isBetween(1, 4);
    }

    @RepeatedTest(20)
    void ofSeveralFailuresThatOfTheFirstPieceIsThrownWhicheverThreadWasFaster() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        AtomicInteger last = new AtomicInteger();
        try (Workers workers = new Workers("test", 2)) {
            assertThatThrownBy(() -> workers.each(100, thread -> piece -> {
                        last.accumulateAndGet(piece, Math::max);
                        bothBegun.countDown();
                        bothBegun.await();
                        throw new IOException("piece " + piece);
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("piece 0");
        }
        assertThat(last).hasValue(1);
    }

    @Test
    void anErrorOfAThreadReachesWhoWaits() {
        try (Workers workers = new Workers("test", 3)) {
            assertThatThrownBy(() -> workers.each(9, thread -> {
                        throw new OutOfMemoryError("no more");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void whoWaitsCanBeInterruptedAndReturnsOnlyWhenNobodyWorksAnyMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger working = new AtomicInteger();
        AtomicReference<List<Object>> seen = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try (Workers workers = new Workers("test", 2)) {
                workers.each(
                        1000,
                        thread -> piece -> {
                            working.incrementAndGet();
                            begun.countDown();
                            stopped.await();
                            working.decrementAndGet();
                        },
                        stopped::countDown);
            } catch (CancelledException e) {
                seen.set(List.of(working.get(), Thread.currentThread().isInterrupted()));
            } catch (InterruptedException e) {
                seen.set(List.of("a thread that works was interrupted"));
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(seen.get()).containsExactly(0, true);
    }
}
