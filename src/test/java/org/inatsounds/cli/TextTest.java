package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.inatsounds.internal.Text;
import org.junit.jupiter.api.Test;

final class TextTest {

    @Test
    void whatTurnsTheDirectionOfTextIsShown() {
        assertThat(Text.printable("song\u202Egpj.wav")).isEqualTo("song\\u202egpj.wav");
        assertThat(Text.printable("\u2066a\u2069 \u001b[31m")).isEqualTo("\\u2066a\\u2069 \\u001b[31m");
    }

    /** Hebrew, Arabic, and what joins and separates letters. */
    @Test
    void lettersOfAnyDirectionStay() {
        String text = "\u05e9\u05dc \u0633\u0644\u200c\u0645\u200f\tx\n";
        assertThat(Text.printable(text)).isSameAs(text);
    }
}
