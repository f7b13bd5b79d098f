package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.inatsounds.DataMismatchException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each archive here breaks one rule. It is refused by name, in both ways, and nothing outside the staging folder changes. */
final class HostileArchiveTest {

    private static final String LONG = "long/".repeat(25);

    @TempDir
    Path top;

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("/etc/passwd", "absolute"),
                arguments("//etc/passwd", "absolute"),
                arguments(".//etc/passwd", "absolute"),
                arguments("/" + LONG + "x", "absolute"),
                arguments("C:/evil.txt", "drive letter"),
                arguments("C:evil.txt", "drive letter"),
                arguments("./c:\\evil.txt", "drive letter"),
                arguments("..\\evil.txt", "U+005C"),
                arguments("train\\a.wav", "U+005C"),
                arguments("../evil.txt", "'..'"),
                arguments("..", "'..'"),
                arguments("./../evil.txt", "'..'"),
                arguments("train/../../../evil.txt", "'..'"),
                arguments("train/..", "'..'"),
                arguments(LONG + "../x", "'..'"),
                arguments("train/./a.wav", "'.'"),
                arguments("train//a.wav", "empty part"),
                arguments("", "empty"),
                arguments(".", "'.'"),
                arguments("train/a\nb", "U+000A"),
                arguments("train/a\u001b[31m", "U+001B"),
                arguments("train/a\u007f", "U+007F"),
                arguments("train/a\u0085", "U+0085"),
                arguments("train/a\u202egpj.wav", "U+202E"),
                arguments("train/a\u200db", "U+200D"),
                arguments("train/a\u2028b", "U+2028"),
                arguments("train/" + "x".repeat(256), "longer than 255 bytes"),
                arguments("train/" + "é".repeat(128), "longer than 255 bytes"),
                arguments("abcdefgh/".repeat(120) + "x", "longer than 1024 bytes"),
                arguments("a/".repeat(32) + "x", "more than 32 folders"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesName(String name, String reason) {
        assertRefused(new TestArchives().file("train/first.wav", "1").file(name, "evil"), name, reason);
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesNameInPaxHeader(String name, String reason) {
        if (!name.isEmpty()) { // An empty value means: as in the header.
            assertRefused(new TestArchives().pax('x', "path", name).file("train/decent.wav", "evil"), name, reason);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesNameInGnuLongName(String name, String reason) {
        byte[] longName = (name + "\0").getBytes(StandardCharsets.UTF_8);
        assertRefused(new TestArchives().extension('L', longName).file("train/decent.wav", "evil"), name, reason);
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesNameOfAnUnwantedMember(String name, String reason) {
        byte[] archive = new TestArchives().file(name, "evil").tarGz();
        for (Way way : Way.values()) {
            Box box = new Box(top.resolve(way.name()));
            assertThatThrownBy(() -> way.unpack(
                            box.staging(),
                            ExtractionLimits.RECORDINGS,
                            member -> false,
                            new ByteArrayInputStream(archive)))
                    .isInstanceOf(DataMismatchException.class)
                    .hasMessageContaining(reason);
            assertThat(box.unpacked()).isEmpty();
            box.assertNothingElseChanged();
        }
    }

    static Stream<Arguments> members() {
        return Stream.of(
                arguments("symbolic link", special(TarConstants.LF_SYMLINK, "/etc/passwd")),
                arguments("symbolic link", special(TarConstants.LF_SYMLINK, "first.wav")),
                arguments("symbolic link", special(TarConstants.LF_SYMLINK, "../../../" + LONG)),
                arguments("hard link", special(TarConstants.LF_LINK, "../../etc/passwd")),
                arguments("device", special(TarConstants.LF_CHR, "")),
                arguments("device", special(TarConstants.LF_BLK, "")),
                arguments("FIFO", special(TarConstants.LF_FIFO, "")),
                arguments("0x37", special(TarConstants.LF_CONTIG, "")),
                arguments("sparse file", special(TarConstants.LF_GNUTYPE_SPARSE, "")),
                arguments("0x58", special('X', "")),
                arguments("0x44", special('D', "")),
                arguments("0x56", special('V', "")),
                arguments(
                        "sparse file",
                        first().pax('x', "GNU.sparse.size", "9999").file("train/bad", "x")),
                arguments(
                        "sparse file", first().pax('x', "GNU.sparse.major", "1").file("train/bad", "x")),
                arguments(
                        "sparse file",
                        first().pax('x', "SCHILY.realsize", "9999").file("train/bad", "x")),
                arguments(
                        "sparse file", first().pax('g', "GNU.sparse.major", "1").file("train/bad", "x")),
                arguments("folder with 4 bytes", first().unchecked("train/bad/", '5', latin1("evil"))),
                arguments("folder with 4 bytes", first().unchecked("train/bad/", '0', latin1("evil"))),
                arguments(
                        "an earlier member has this name",
                        first().file("train/bad", "1").file("train/bad", "2")),
                arguments(
                        "an earlier member has this name",
                        first().file("train/bad", "1").file("./train/bad", "2")),
                arguments("only by case", first().file("train/BAD", "1").file("train/bad", "2")),
                arguments("only by case", first().file("Train/bad", "1")),
                arguments("only by case", first().folder("TRAIN/bad/")),
                arguments("only by case", first().file("train/stra\u00dfe", "1").file("train/STRASSE", "2")),
                arguments("only by case", first().file("train/e\u0301", "1").file("train/\u00e9", "2")),
                arguments("only by case", first().file("train/\u00c9", "1").file("train/e\u0301", "2")),
                arguments("only by case", first().file("train/\u212a", "1").file("train/k", "2")),
                arguments("is a file earlier", first().file("train/bad", "1").file("train/bad/x", "2")),
                arguments("is a file earlier", first().file("train/bad", "1").file("train/BAD/x", "2")),
                arguments("is a file earlier", first().file("train/bad", "1").folder("train/bad/")),
                arguments(
                        "is a folder earlier", first().file("train/bad/x", "1").file("train/bad", "2")),
                arguments("is a folder earlier", first().folder("train/bad/").file("train/bad", "2")),
                arguments("U+0000", first().pax('x', "path", "train/bad\0.wav").file("x", "2")),
                arguments(
                        "U+FFFD",
                        first().extension('L', latin1("train/bad\u00e9")).file("x", "2")),
                arguments("long name of 2,000,000 bytes", first().extension('L', new byte[2_000_000])),
                arguments(
                        "long name of 600,000 bytes",
                        first().extension('L', new byte[600_000])
                                .extension('x', new byte[0])
                                .extension('L', new byte[600_000])));
    }

    @ParameterizedTest
    @MethodSource("members")
    void refusesMember(String reason, TestArchives archive) {
        assertRefused(archive, "", reason);
    }

    private void assertRefused(TestArchives archive, String name, String reason) {
        byte[] packed = archive.tarGz();
        for (Way way : Way.values()) {
            Box box = new Box(top.resolve(way.name()));
            assertThatThrownBy(() -> way.unpack(box.staging(), packed))
                    .isInstanceOf(DataMismatchException.class)
                    .hasMessageStartingWith("train.tar.gz is refused: ")
                    .hasMessageContaining(reason)
                    .hasMessageContaining("member '" + shown(name))
                    .hasMessageEndingWith("Fetch it again; if the error remains, do not use it.")
                    .message()
                    .doesNotContainPattern("\\p{Cntrl}");
            assertThat(box.unpacked().keySet())
                    .allMatch(
                            file -> file.startsWith("train/") || file.startsWith("long/") || file.startsWith("Train/"));
            box.assertNothingElseChanged();
        }
    }

    /** As much of a name as stands in the message unchanged. */
    private static String shown(String name) {
        String start = name.replaceFirst("[\\p{Cntrl}\\p{Cf}\u0085\u2028].*", "");
        return start.substring(0, Math.min(start.length(), 200));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TestArchives first() {
        return new TestArchives().file("train/first.wav", "1");
    }

    private static TestArchives special(int type, String linkName) {
        return first().special("train/bad", type, linkName);
    }
}
