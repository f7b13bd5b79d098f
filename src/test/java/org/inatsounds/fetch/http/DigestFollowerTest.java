package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.inatsounds.internal.Md5;
import org.junit.jupiter.api.Test;

/** The digest that runs behind a transfer. */
final class DigestFollowerTest {

    private static final byte[] CHUNK = new byte[1 << 20];
    private static final int CHUNKS = 12;

    /** The place to resume at is saved after the transfer has failed: it needs the digest there. */
    @Test
    void statesThatWereAskedForAreGivenAlsoAfterTheEnd() throws Exception {
        List<CompletableFuture<Md5.State>> states = new ArrayList<>();
        try (DigestFollower follower = new DigestFollower(new Md5())) {
            for (int i = 0; i < CHUNKS; i++) {
                follower.add(CHUNK, 0, CHUNK.length);
                states.add(follower.state());
            }
        }
        Md5 expected = new Md5();
        for (CompletableFuture<Md5.State> state : states) {
            expected.update(CHUNK, 0, CHUNK.length);
            assertThat(state.get(30, TimeUnit.SECONDS).toString())
                    .isEqualTo(expected.state().toString());
        }
    }
}
