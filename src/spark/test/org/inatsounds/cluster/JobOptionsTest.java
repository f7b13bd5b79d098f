package org.inatsounds.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.inatsounds.UsageException;
import org.junit.jupiter.api.Test;

/** What stands behind the jar. */
final class JobOptionsTest {

    private static JobOptions read(String... args) {
        return JobOptions.read(args, Set.of("--preset", "--resample"));
    }

    @Test
    void optionsAndInputsMayStandInAnyOrder() {
        JobOptions options = read("a", "--preset", "librosa", "b", "-o", "out", "--resample", "c", "--batch=5");
        assertThat(options.words()).containsExactly("a", "b", "c");
        assertThat(options.get("--preset")).isEqualTo("librosa");
        assertThat(options.output()).isEqualTo("out");
        assertThat(options.has("--resample")).isTrue();
        assertThat(options.get("--batch", "1", "a number", JobOptions::atLeastOne))
                .isEqualTo(5);
        assertThat(options.has("--index")).isFalse();
    }

    @Test
    void sizesMayHaveAUnit() {
        assertThat(JobOptions.bytes("7")).isEqualTo(7);
        assertThat(JobOptions.bytes("32M")).isEqualTo(32L << 20);
        assertThat(JobOptions.bytes("3G")).isEqualTo(3L << 30);
        assertThat(JobOptions.bytes("0")).isNull();
        assertThat(JobOptions.bytes("9999999999G")).isNull();
    }

    @Test
    void whatIsWrongIsNamed() {
        refuses("--preste: no such option: did you mean --preset?", "--preste", "x");
        refuses("--preset: expected a value", "--preset");
        refuses("--preset: expected it once", "--preset", "a", "--preset=b");
        assertThatThrownBy(() -> read("a").output())
                .isInstanceOf(UsageException.class)
                .hasMessage("--output: expected the folder for the output, as in -o features");
        assertThatThrownBy(() -> read("--batch", "some").get("--batch", "1", "a number", JobOptions::atLeastOne))
                .isInstanceOf(UsageException.class)
                .hasMessage("--batch: expected a number, got some");
        assertThatThrownBy(() -> read("--batch", "0").get("--batch", "1", "a number", JobOptions::atLeastOne))
                .hasMessage("--batch: expected a number, got 0");
    }

    private static void refuses(String message, String... args) {
        assertThatThrownBy(() -> read(args)).isInstanceOf(UsageException.class).hasMessage(message);
    }
}
