package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.inatsounds.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobShareParseTest {

    @Test
    void aNumberAndHowManyThereAre() {
        assertThat(JobShare.parse("3/16")).isEqualTo(new JobShare(3, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/4", "5/4", "1/0", "1", "a/b", "-1/4", "1/99999999999"})
    void nonsenseIsRefused(String value) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> JobShare.parse(value))
                .withMessageContaining(value)
                .withMessageContaining("3/16");
    }
}
