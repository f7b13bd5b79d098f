package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.inatsounds.spectrogram.picture.Mark.Label;
import org.junit.jupiter.api.Test;

/** Letters, and lines of them. */
final class LabelTest {

    /** But for the capital O, which is the same as the zero. */
    @Test
    void everyCharacterHasADrawingOfItsOwn() {
        Set<String> drawings = new HashSet<>();
        for (char c = ' '; c <= '~'; c++) {
            assertThat(drawings.add(drawing(String.valueOf(c), 1))).as("%s", c).isEqualTo(c != 'O');
        }
    }

    @Test
    void lettersStandOneColumnApart() {
        assertThat(drawing("1.l", 1)).isEqualTo("""
                        ..#......#
                        .##......#
                        ..#......#
                        ..#......#
                        ..#......#
                        ..#...##.#
                        .###..##..#
                        """);
    }

    /** The steps of a slash become half as high. */
    @Test
    void largeLettersHaveRoundCorners() {
        assertThat(drawing("-", 2)).isEqualTo("\n".repeat(6) + "########\n########\n");
        assertThat(drawing("/", 2)).isEqualTo("""
                        ........##
                        ........##
                        ........##
                        .......###
                        ......###
                        .....###
                        ....###
                        ...###
                        ..###
                        .###
                        ###
                        ##
                        ##
                        ##
                        """);
    }

    @Test
    void widthIsThatOfTheDrawing() {
        assertThat(Label.width("", 1)).isZero();
        assertThat(Label.width("1.5", 1)).isEqualTo(5 + 1 + 2 + 1 + 5);
        assertThat(Label.width("1.5", 2)).isEqualTo(28);
    }

    @Test
    void accentsAreLeftOutAndOtherScriptsAreQuestionMarks() {
        assertThat(Label.drawable("Rüppell’s 鷦\n.wav")).isEqualTo("Ruppell?s ??.wav");
    }

    @Test
    void longTextIsCutOff() {
        assertThat(Label.shortened("wren", 1, 100)).isEqualTo("wren");
        assertThat(Label.shortened("wren singing", 1, 39)).isEqualTo("wren s...");
        assertThat(Label.shortened("wren singing", 1, 38)).isEqualTo("wren...");
        assertThat(Label.shortened("wren", 1, 3)).isEmpty();
    }

    /** A line of text as rows of dots and hashes, without dots at the ends, and without empty rows at the bottom. */
    private static String drawing(String text, int size) {
        StringBuilder drawing = new StringBuilder();
        Label label = new Label(text, 0, 0, size, (byte) 1);
        for (int y = 0; y < 9 * size; y++) {
            byte[] row = new byte[40];
            label.paint(y, row);
            StringBuilder line = new StringBuilder();
            for (byte pixel : row) {
                line.append(pixel == 0 ? '.' : '#');
            }
            drawing.append(line.toString().replaceAll("\\.+$", "")).append('\n');
        }
        return drawing.toString().stripTrailing() + "\n";
    }
}
