package org.inatsounds.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.inatsounds.features.JobShare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class ShareConverterTest {

    private final ShareConverter converter = new ShareConverter();

    @Test
    void aNumberAndHowManyThereAre() {
        assertThat(converter.convert("3/16")).isEqualTo(new JobShare(3, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/4", "5/4", "1/0", "1", "a/b", "-1/4", "1/99999999999"})
    void nonsenseIsRefused(String value) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(value))
                .withMessageContaining(value)
                .withMessageContaining("3/16");
    }
}
