package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class LineBlockTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("\n\n,,,ab0123456")
                .ofMinLength(1)
                .ofMaxLength(120);
    }

    @Property(tries = 2000)
    void everyLineIsInOnePiece(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 50) int pieceBytes)
            throws IOException {
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
    }

    @Property(tries = 2000)
    void skipsFields(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 60) int count) throws IOException {
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
    }
}
