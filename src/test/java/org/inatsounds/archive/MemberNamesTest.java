package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inatsounds.internal.FileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemberNamesTest {

    private final MemberNames names = new MemberNames(false, 100);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "train/a.wav, train/a.wav",
                "./train/a.wav, train/a.wav",
                "././a, a",
                "...,  ...",
                "train/..., train/...",
                ".hidden/.a, .hidden/.a",
                "a..b/..c, a..b/..c",
                "ab:c, ab:c",
                "1:b, 1:b",
                "café/日本語.wav, café/日本語.wav",
                "00123_Animalia_×_hybrid/a b.wav, 00123_Animalia_×_hybrid/a b.wav"
            })
    void acceptsAndNormalises(String stored, String name) throws Exception {
        assertThat(names.admit(stored, false)).isEqualTo(List.of(name.split("/", -1)));
    }

    @Test
    void foldersMayEndWithASlashAndComeTwice() throws Exception {
        assertThat(names.admit("./", true)).isEmpty();
        assertThat(names.admit(".", true)).isEmpty();
        assertThat(names.admit("./train/", true)).containsExactly("train");
        assertThat(names.admit("train", true)).containsExactly("train");
        assertThat(names.admit("train/a/x", false)).containsExactly("train", "a", "x");
        assertThat(names.admit("train/a", true)).containsExactly("train", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", ".//", "..", "../", "./..", "a//", "C:"})
    void foldersHaveDecentNamesToo(String stored) {
        assertThatThrownBy(() -> names.admit(stored, true)).isInstanceOf(ArchiveFault.class);
    }

    @Test
    void acceptsTheLongestNames() throws Exception {
        String part = "x".repeat(255);
        String path = String.join("/", part, part, part, "x".repeat(254), "y");
        assertThat(path).hasSize(1024);
        assertThat(names.admit(path, false)).hasSize(5);
        assertThat(names.admit("a/".repeat(31) + "b", false)).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con", "train/NUL", "aux.wav", "Aux .wav", "com1", "LPT9.tar.gz", "com¹", "conin$", "CONOUT$.x",
                        "prn/a",
                "a.", "a ", "folder./a", "a<b", "a>b", "ab:c", "a\"b", "a|b", "a?", "a*"
            })
    void knowsWhatWindowsCannotHold(String stored) throws Exception {
        assertThatThrownBy(() -> new MemberNames(true, 100).admit(stored, false))
                .isInstanceOf(ArchiveFault.class)
                .hasMessageContaining("Windows can't hold");
        assertThat(names.admit(stored, false)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "aux1", "com", "lpt", "com10", "nullarbor.wav", "a.b c", "a$"})
    void windowsHoldsTheRest(String stored) throws Exception {
        assertThat(new MemberNames(true, 100).admit(stored, false)).containsExactly(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "a, A",
        "\u00e9, e\u0301",
        "\u00c9, e\u0301",
        "\u00df, SS",
        "\u00df, \u1e9e",
        "\u03c3, \u03c2",
        "k, \u212a",
        "\u00e5, \u212b",
        "\u017f, s",
        "\u0131, I",
        "\uac00, \u1100\u1161"
    })
    void takesForOneWhatSomeDiskTakesForOne(String first, String second) throws Exception {
        names.admit("x/" + first, false);
        assertThatThrownBy(() -> names.admit("x/" + second, false)).hasMessageContaining("only by case or Unicode");
        names.admit("y/" + second, false);
        assertThatThrownBy(() -> names.admit("y/" + first, false)).hasMessageContaining("only by case or Unicode");
    }

    @Test
    void showsHostileNamesHarmlessly() {
        assertThat(FileNames.printable("a\u001b[2J\\b\n")).isEqualTo("a\\u{1b}[2J\\b\\u{a}");
        assertThat(FileNames.printable("x".repeat(300))).isEqualTo("x".repeat(200) + "…");
        assertThat(FileNames.printable("x".repeat(200))).hasSize(200);
    }
}
