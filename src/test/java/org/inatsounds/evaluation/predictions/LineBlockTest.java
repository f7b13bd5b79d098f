package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class LineBlockTest {

    private static String texts(Draw draw) {
        return draw.text(1, 120, "\n\n,,,ab0123456");
    }

    @Test
    void everyLineIsInOnePiece() {
        Property.tries(2000).check(draw -> {
            String text = texts(draw);
            int pieceBytes = draw.anInt(1, 50);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            LineBlock block = new LineBlock(Content.of(bytes), (byte) ',');
            List<String> lines = new ArrayList<>();
            boolean unterminated = false;
            for (int from = 0; from < bytes.length; from += pieceBytes) {
                block.load(from, Math.min(from + pieceBytes, bytes.length), from == 0);
                unterminated |= block.unterminated();
                for (int p = block.start(); p < block.end(); ) {
                    int end = block.lineEnd(p);
                    lines.add(new String(block.bytes(), p, end - p, StandardCharsets.US_ASCII));
                    p = end + 1;
                }
            }

            List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
            if (text.endsWith("\n")) {
                expected.remove(expected.size() - 1);
            }
            assertThat(lines).isEqualTo(expected);
            assertThat(unterminated).isEqualTo(!text.endsWith("\n"));
        });
    }

    @Test
    void skipsFields() {
        Property.tries(2000).check(draw -> {
            String text = texts(draw);
            int count = draw.anInt(1, 60);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            LineBlock block = new LineBlock(Content.of(bytes), (byte) ',');
            block.load(0, bytes.length, true);
            for (int from = 0; from < bytes.length; from++) {
                int line = text.indexOf('\n', from) < 0 ? bytes.length : text.indexOf('\n', from);
                int expected = from;
                for (int i = 0; i < count && expected >= 0; i++) {
                    int comma = text.indexOf(',', expected);
                    expected = comma < 0 || comma > line ? -1 : comma + 1;
                }
                assertThat(block.skipFields(from, count)).isEqualTo(expected);
                int comma = text.indexOf(',', from);
                assertThat(block.fieldEnd(from)).isEqualTo(comma < 0 ? line : Math.min(comma, line));
            }
        });
    }
}
