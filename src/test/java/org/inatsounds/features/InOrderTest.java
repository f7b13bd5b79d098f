package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class InOrderTest {

    @Test
    void runsEveryActionInItsTurnWhoeverBringsIt() throws Exception {
        InOrder order = new InOrder(3);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> working = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            working.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < 2000; i = next.getAndIncrement()) {
                    int number = i;
                    order.put(number, () -> ran.add(number));
                }
            }));
        }
        for (Future<?> each : working) {
            each.get();
        }
        threads.shutdown();
        assertThat(ran).isEqualTo(IntStream.range(0, 2000).boxed().toList());
    }

    @Test
    void whoIsTooEarlyWaitsUntilItIsAbortedOrDue() throws Exception {
        InOrder order = new InOrder(2);
        AtomicInteger ran = new AtomicInteger();
        Thread early = new Thread(() -> order.put(2, ran::incrementAndGet));
        early.start();
        early.join(200);
        assertThat(early.isAlive()).isTrue();
        order.put(0, ran::incrementAndGet);
        early.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(early.isAlive()).isFalse();
        assertThat(ran).hasValue(1);
        order.put(1, ran::incrementAndGet);
        assertThat(ran).hasValue(3);
        Thread tooEarly = new Thread(() -> order.put(50, ran::incrementAndGet));
        tooEarly.start();
        order.abort();
        tooEarly.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(tooEarly.isAlive()).isFalse();
        assertThat(ran).hasValue(3);
    }

    @Test
    void nothingRunsAfterAFailure() {
        InOrder order = new InOrder(2);
        AtomicInteger ran = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> order.put(0, () -> {
                    throw new IllegalStateException("full");
                }));
        order.put(1, ran::incrementAndGet);
        assertThat(ran).hasValue(0);
    }
}
