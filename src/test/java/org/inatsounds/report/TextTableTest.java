package org.inatsounds.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TextTableTest {

    @Test
    void columnsAreAligned() throws IOException {
        StringBuilder out = new StringBuilder();
        new TextTable("<>", 2)
                .row("", "recordings", "top1")
                .row("Aves", "41,036", "0.4431", "x")
                .row("Insecta", "3,305")
                .row("鳥", "1", "1.0000")
                .appendTo(out);

        assertThat(out.toString().split("\n", -1))
                .containsExactly(
                        "           recordings    top1",
                        "  Aves         41,036  0.4431  x",
                        "  Insecta       3,305",
                        "  鳥                 1  1.0000",
                        "");
    }

    @Test
    void noCellGivesOrdersToATerminal() throws IOException {
        StringBuilder out = new StringBuilder();
        new TextTable("<<", 0).row("Fluta\u001b[2Jaurea", "Aves\nx").appendTo(out);

        assertThat(out).hasToString("Fluta [2Jaurea  Aves x\n");
    }

    @Test
    void nothingOfNothing() throws IOException {
        StringBuilder out = new StringBuilder();
        new TextTable("<>", 2).appendTo(out);

        assertThat(out).isEmpty();
    }
}
