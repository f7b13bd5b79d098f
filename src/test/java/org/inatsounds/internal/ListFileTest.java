package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.internal.ListFile.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListFileTest {

    private static final String EXPECTED = "species, one per line";

    @TempDir
    Path folder;

    private List<Line> read(byte[] bytes) throws IOException {
        return ListFile.read(Files.write(folder.resolve("list.txt"), bytes), EXPECTED);
    }

    private List<Line> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesEndAsOnAnySystemAndBlankOnesCount() throws IOException {
        assertThat(read("\uFEFFa\r\nb\r\r\n\n \tc d \u00A0\r\n"))
                .containsExactly(new Line("a", 1), new Line("b", 2), new Line("c d", 5));
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertRefused("a\nR\u00FCppell".getBytes(StandardCharsets.ISO_8859_1), "list.txt:2: not text in UTF-8");
        assertRefused("a\n\0b".getBytes(StandardCharsets.UTF_8), "list.txt: there is a zero byte in line 2");
        assertRefused("ab".getBytes(StandardCharsets.UTF_16LE), "UTF-16");
        assertRefused("x".repeat(10_000).getBytes(StandardCharsets.UTF_8), "line 1 is longer than 8192 bytes");
        assertRefused("\n".repeat(1_000_001).getBytes(StandardCharsets.UTF_8), "more than 1000000 lines");
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining(why)
                .withMessageContaining(EXPECTED);
    }

    @Test
    void aStreamWithoutEndIsRefusedSoon() {
        InputStream endless = new InputStream() {
            private long count;

            @Override
            public int read() {
                return count++ % 64 == 0 ? '\n' : 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ListFile.read(endless, "standard input", EXPECTED))
                .withMessageStartingWith("standard input: ");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Ru\u0308ppell,R\u00FCppell",
                "Corvus\u00A0 corax,Corvus corax",
                " \u2003a\tb\u200B ,a b",
                "\uFEFFplain,plain",
                "a b,a b",
                "\u00A0,''",
            })
    void namesThatLookAlikeAreAlike(String written, String plain) {
        assertThat(ListFile.plain(written)).isEqualTo(plain);
    }
}
