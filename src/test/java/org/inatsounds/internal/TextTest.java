package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTest {

    @Test
    void someNamesAreToldAndHowManyMoreThereAre() {
        assertThat(Text.more(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(Text.more(List.of("a", "b"), 1236)).isEqualTo("a, b and 1,234 more");
        assertThat(Text.some(List.of("d", "c", "b", "a"))).isEqualTo("a, b, c and 1 more");
    }

    @Test
    void aLineHasNoControlCharacters() {
        assertThat(Text.oneLine("a\tb\u001b[31m\n")).isEqualTo("a b [31m ");
        assertThat(Text.oneLine("Ä–")).isEqualTo("Ä–");
    }
}
