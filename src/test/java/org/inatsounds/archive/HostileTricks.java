package org.inatsounds.archive;

import static org.inatsounds.archive.TarHeaders.NUMBER;
import static org.inatsounds.archive.TarHeaders.SIZE;
import static org.inatsounds.archive.TarHeaders.base256;
import static org.inatsounds.archive.TarHeaders.header;
import static org.inatsounds.archive.TarHeaders.text;
import static org.inatsounds.archive.TestArchives.concat;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of {@link HostileTricksTest}: tricks with links, numbers, sizes, layers and quantities. */
final class HostileTricks {

    private HostileTricks() {}

    /**
     * An archive, and what becomes of it.
     *
     * @param archive before it is compressed
     * @param packing how it is compressed
     * @param refusal part of the message; empty where it is unpacked
     * @param files what is there then, at least
     */
    record Trick(String name, TestArchives archive, UnaryOperator<byte[]> packing, String refusal, Set<String> files) {

        byte[] packed() {
            return packing.apply(archive.tar());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trick> all() {
        return Stream.of(links(), sizes(), overrides(), names(), quantities(), layers(), harmless())
                .flatMap(tricks -> tricks);
    }

    private static Stream<Trick> links() {
        return Stream.of(
                refused(
                        "a file through a link",
                        special("train/bad", '2', "../../../etc").file("train/bad/passwd", "evil"),
                        "symbolic link"),
                refused(
                        "a link through a link",
                        special("train/a", '2', ".").special("train/a/b", '2', "../../etc"),
                        "symbolic link"),
                refused("a link to itself", special("train/bad", '2', "bad"), "symbolic link"),
                refused(
                        "a hard link to a link",
                        special("train/a", '1', "train/first.wav").special("train/b", '1', "train/a"),
                        "hard link"),
                refused("a link over the folder", special("train", '2', "/etc"), "symbolic link"),
                refused("a link over the root", special("./", '2', "/etc"), "symbolic link"),
                refused(
                        "a link by long names",
                        first().extension('K', bytes("../".repeat(50)))
                                .extension('L', bytes("train/bad"))
                                .special("x", '2', "y"),
                        "symbolic link"),
                refused(
                        "a link by pax",
                        first().pax('x', "linkpath", "/etc/passwd").special("x", '2', ""),
                        "symbolic link"));
    }

    private static Stream<Trick> sizes() {
        return Stream.of(
                refused("size -1 in base 256", size(base256(SIZE, 0xFF, -1)), "expected a tar header"),
                refused("size -2^63 in base 256", size(base256(SIZE, 0xFF, Long.MIN_VALUE)), "expected a tar header"),
                refused(
                        "size 2^63-1 in base 256",
                        size(base256(SIZE, 0x80, Long.MAX_VALUE)),
                        "more than the 1,048,576 allowed"),
                refused(
                        "size 2^63-513 in base 256",
                        size(base256(SIZE, 0x80, Long.MAX_VALUE - 512)),
                        "more than the 1,048,576 allowed"),
                refused(
                        "size 2^64 and more in base 256",
                        size(header -> Arrays.fill(header, SIZE, SIZE + NUMBER, (byte) 0xBF)),
                        "expected a tar header"),
                refused(
                        "size of eleven octal digits",
                        size(text(SIZE, NUMBER, "77777777777")),
                        "8,589,934,591 bytes, more than"),
                refused(
                        "size of twelve octal digits",
                        size(text(SIZE, NUMBER, "777777777777")),
                        "68,719,476,735 bytes, more than"),
                refused("size -1 in octal digits", size(text(SIZE, NUMBER, "-1")), "expected a tar header"),
                refused("size with an 8 in it", size(text(SIZE, NUMBER, "00000000008")), "expected a tar header"),
                refused(
                        "a folder with a size",
                        first().raw(header("train/bad/", text(SIZE, NUMBER, "1000"))),
                        "folder with 512 bytes"),
                refused(
                        "an extension of size 2^63-1",
                        first().raw(header(
                                "x", base256(SIZE, 0x80, Long.MAX_VALUE).andThen(type('x')))),
                        "extended header or long name"),
                refused(
                        "an extension of size -1",
                        first().raw(header("x", base256(SIZE, 0xFF, -1).andThen(type('L')))),
                        "expected a tar header"),
                refused("a member beyond the end", size(text(SIZE, NUMBER, "4000")), "it ends too early"));
    }

    private static Stream<Trick> overrides() {
        byte[] inner = new TestArchives().file("../evil.txt", "evil").tar();
        byte[] member = Arrays.copyOf(inner, 2 * TarHeaders.RECORD);
        return Stream.of(
                refused("pax size 0 before data", first().pax('x', "size", "0").file("train/bad", member), "'..'"),
                harmless(
                        "pax size over the next header",
                        first().pax('x', "size", "1024")
                                .file("train/a", new byte[0])
                                .raw(member),
                        "train/a"),
                refused(
                        "pax size for all members",
                        first().pax('g', "size", "99999999").file("train/bad", ""),
                        "more than the 1,048,576 allowed"),
                refused("pax size -0", first().pax('x', "size", "-0").file("train/bad", ""), "no usable size"),
                refused(
                        "pax size of 19 digits",
                        first().pax('x', "size", "9223372036854775807").file("train/bad", ""),
                        "no usable size"),
                refused(
                        "pax path for all members",
                        first().pax('g', "path", "train/a").file("x", "").file("y", ""),
                        "an earlier member has this name"),
                refused(
                        "pax path to the outside for all members",
                        first().pax('g', "path", "../evil.txt").file("x", ""),
                        "'..'"),
                refused(
                        "pax path after a decent long name",
                        first().extension('L', bytes("train/decent"))
                                .pax('x', "path", "../evil.txt")
                                .file("x", ""),
                        "'..'"),
                refused(
                        "pax path twice",
                        first().extension('x', bytes("16 path=train/a\n20 path=../evil.txt\n"))
                                .file("x", ""),
                        "'..'"),
                refused(
                        "pax path with a NUL",
                        first().pax('x', "path", "train/a\0/../../../evil.txt").file("x", ""),
                        "U+0000"),
                refused(
                        "pax header over pax header",
                        first().pax('x', "path", "train/a")
                                .pax('x', "path", "../evil.txt")
                                .file("x", ""),
                        "'..'"),
                refused(
                        "a pax header at the end",
                        first().pax('x', "path", "../evil.txt"),
                        "after an extended header"));
    }

    private static Stream<Trick> names() {
        return Stream.of(
                refused(
                        "a prefix that leads out",
                        first().raw(header("evil.txt", text(TarHeaders.PREFIX, 155, "../.."))),
                        "'..'"),
                refused(
                        "an absolute prefix",
                        first().raw(header("evil.txt", text(TarHeaders.PREFIX, 155, "/etc"))),
                        "absolute"),
                refused(
                        "a name without an end",
                        first().raw(header("x", text(0, 100, "../" + "x".repeat(97)))),
                        "'..'"),
                refused(
                        "NFC and NFD folders",
                        first().file("train/\u00e9/a", "1").file("train/e\u0301/b", "2"),
                        "only by case or Unicode form"),
                refused(
                        "a Hangul syllable and its letters",
                        first().file("train/\uac00", "1").file("train/\u1100\u1161", "2"),
                        "only by case or Unicode form"),
                refused(
                        "the Angstrom sign",
                        first().file("train/\u212b", "1").file("train/\u00e5", "2"),
                        "only by case or Unicode form"),
                refused(
                        "a folder and a file by case",
                        first().file("train/A/x", "1").file("train/a", "2"),
                        "is a folder earlier"),
                windows("a device of Windows", "train/NUL", "train/aux.txt", "train/COM1.wav"),
                windows("an end that Windows drops", "train/a.", "train/b "),
                windows("a stream of NTFS", "train/c:evil", "train/d<>e"));
    }

    private static Stream<Trick> quantities() {
        String names = "more than 1,000 files and folders";
        String total = "has more than 4,194,304 bytes when decompressed";
        String deep = "x/".repeat(29) + "a";
        return Stream.of(
                refused("many empty members", many(1_001, (archive, i) -> archive.file("train/" + i, "")), names),
                refused("many folders", many(40, (archive, i) -> archive.file("train/" + i + "/" + deep, "")), names),
                refused("many empty folders", many(1_001, (archive, i) -> archive.folder("train/" + i + "/")), names),
                refused(
                        "extensions without end",
                        many(3_000, (archive, i) -> archive.pax('x', "path", "train/" + i)),
                        "extended header or long name"),
                refused("zeros behind the end", first(), whole -> gzip(Arrays.copyOf(whole, 5 << 20)), total),
                refused(
                        "a large member",
                        first().file("train/bad", new byte[(1 << 20) + 1]),
                        "more than the 1,048,576 allowed"),
                refused(
                        "many members of zeros",
                        many(5, (archive, i) -> archive.file("train/" + i, new byte[1 << 20])),
                        total));
    }

    private static Stream<Trick> layers() {
        byte[] tar = first().tar();
        byte[] empty = gzip(new byte[0]);
        return Stream.of(
                refused("gzip in gzip", first(), whole -> gzip(gzip(whole)), "it ends too early"),
                refused("gzip in gzip in gzip", first(), whole -> gzip(gzip(gzip(whole))), "it ends too early"),
                refused("not compressed", first(), whole -> whole, "it isn't a gzip file"),
                refused(
                        "garbage behind gzip",
                        first(),
                        whole -> concat(gzip(whole), bytes("garbage")),
                        "something else follows"),
                refused(
                        "another archive behind gzip",
                        first(),
                        whole -> concat(gzip(whole), whole),
                        "something else follows"),
                refused(
                        "a gzip header behind gzip",
                        first(),
                        whole -> concat(gzip(whole), Arrays.copyOf(gzip(whole), 10)),
                        "truncated"),
                refused(
                        "a checksum of gzip that is wrong",
                        first(),
                        whole -> flipped(gzip(whole), 8),
                        "fails its CRC-32"),
                refused("a length of gzip that is wrong", first(), whole -> flipped(gzip(whole), 1), "wrong length"),
                refused(
                        "a header checksum that is wrong",
                        first().raw(flipped(header("train/bad", header -> {}), 300)),
                        "expected a tar header"),
                refused("nothing in gzip", first(), whole -> gzip(new byte[0]), "without an end-of-archive mark"),
                harmless(
                        "empty gzip members",
                        first(),
                        whole -> concat(empty, gzip(whole), empty, empty),
                        "train/first.wav"),
                harmless(
                        "a gzip member a byte",
                        first(),
                        whole -> bytewise(Arrays.copyOf(whole, 2_000)),
                        "train/first.wav"),
                harmless(
                        "members behind the end",
                        new TestArchives().raw(tar).file("../evil.txt", "evil"),
                        "train/first.wav"),
                harmless(
                        "garbage behind the end",
                        new TestArchives().raw(tar).raw(bytes("garbage")),
                        "train/first.wav"));
    }

    private static Stream<Trick> harmless() {
        return Stream.of(
                harmless(
                        "set user id, and everybody may write",
                        first().raw(header("train/a", text(TarHeaders.MODE, 8, "0007777"))),
                        "train/a"),
                harmless(
                        "a time before all time",
                        first().raw(header("train/a", base256(TarHeaders.TIME, 0xFF, Long.MIN_VALUE))),
                        "train/a"),
                harmless(
                        "a time after all time",
                        first().raw(header("train/a", base256(TarHeaders.TIME, 0x80, Long.MAX_VALUE))),
                        "train/a"),
                harmless(
                        "the target of a link for a file",
                        first().pax('x', "linkpath", "/etc/passwd").file("train/a", "1"),
                        "train/a"),
                harmless(
                        "a link name for a file",
                        first().extension('K', bytes("/etc/passwd")).file("train/a", "1"),
                        "train/a"),
                harmless(
                        "attributes and rights",
                        first().pax('x', "SCHILY.xattr.user.x", "1").file("train/a", "1"),
                        "train/a"));
    }

    private static Trick refused(String name, TestArchives archive, String refusal) {
        return refused(name, archive, TestArchives::gzip, refusal);
    }

    private static Trick refused(String name, TestArchives archive, UnaryOperator<byte[]> packing, String refusal) {
        return new Trick(name, archive, packing, refusal, Set.of());
    }

    private static Trick harmless(String name, TestArchives archive, String... files) {
        return harmless(name, archive, TestArchives::gzip, files);
    }

    private static Trick harmless(String name, TestArchives archive, UnaryOperator<byte[]> packing, String... files) {
        return new Trick(name, archive, packing, "", Set.of(files));
    }

    /** Names like any others, except on Windows. */
    private static Trick windows(String name, String... files) {
        TestArchives archive = first();
        for (String file : files) {
            archive.file(file, "1");
        }
        return File.separatorChar == '\\'
                ? refused(name, archive, "Windows can't hold")
                : harmless(name, archive, files);
    }

    private static TestArchives first() {
        return new TestArchives().file("train/first.wav", "1");
    }

    private static TestArchives special(String name, char type, String linkName) {
        return first().special(name, type, linkName);
    }

    /** A member whose size field is special. */
    private static TestArchives size(Consumer<byte[]> change) {
        return first().raw(header("train/bad", change));
    }

    private static Consumer<byte[]> type(char type) {
        return header -> header[TarHeaders.TYPE] = (byte) type;
    }

    private static TestArchives many(int count, BiConsumer<TestArchives, Integer> add) {
        TestArchives archive = first();
        IntStream.range(0, count).forEach(i -> add.accept(archive, i));
        return archive;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, int fromEnd) {
        byte[] flipped = bytes.clone();
        flipped[bytes.length - fromEnd] ^= 1;
        return flipped;
    }

    /** A gzip member for each byte. */
    private static byte[] bytewise(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte each : content) {
            packed.writeBytes(gzip(new byte[] {each}));
        }
        return packed.toByteArray();
    }
}
