package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CheckpointSpacingTest {

    @Test
    void isThatOfTheIndexWhereMuchMayComeAgain() {
        assertThat(new CheckpointSpacing(Fetch.CHECKPOINT_EVERY).bytes()).isEqualTo(4 << 20);
    }

    @Test
    void isLessWhereLessMayComeAgain() {
        assertThat(new CheckpointSpacing(8000).bytes()).isEqualTo(1000);
    }

    @Test
    void aCheckpointIsWrittenBeforeAsMuchIsUnsaved() {
        CheckpointSpacing spacing = new CheckpointSpacing(1000);

        assertThat(spacing.isDue(499)).isFalse();
        assertThat(spacing.isDue(500)).isTrue();
    }
}
