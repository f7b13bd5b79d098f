package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.fetch.http.PartFile;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.inatsounds.fetch.http.RemoteObject;
import org.inatsounds.internal.Md5;
import org.inatsounds.internal.Trees;
import org.inatsounds.release.ArchivePart;
import org.inatsounds.release.ArchiveVersion;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.StreamStaging;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as one of the files that an earlier run may have left, or as a catalogue: what makes no sense is taken for
 * nothing, or refused. The first byte says which.
 */
final class RecordsFuzzTest {

    private static final long MEMORY = 8 << 20;

    private static final ArchiveVersion VERSION = new ArchiveVersion(5000, "5000 bytes, \"abc\"");
    private static final String MD5 = "0".repeat(32);
    private static final Archive ARCHIVE =
            new Archive(Split.VAL, Kind.RECORDINGS, "sounds/2024/val.tar.gz", MD5, OptionalLong.empty());
    private static final Release RELEASE =
            new Release("2024", true, null, URI.create("http://127.0.0.1"), "b", List.of(ARCHIVE));
    private static final RemoteObject OBJECT =
            new RemoteObject(URI.create("http://127.0.0.1/b/val.tar.gz"), 5000, "\"abc\"", null);

    private static final Path DATA = temporary();
    private static final DataFolder FOLDER = new DataFolder(DATA);

    static Stream<byte[]> seeds() throws IOException {
        String journal = "inatsounds-journal 1\nurl " + OBJECT.uri() + "\netag \"abc\"\nmodified \nsize 5000\n";
        String receipt = "inatsounds-receipt 1\t2024\t" + MD5 + "\t5000\n";
        String checkpoint = "inatsounds-stream 1\nversion " + VERSION + "\nmd5 " + MD5 + "\nwanted all\n";
        return Stream.of(
                record(0, journal + "done 0 100\ndone 200 4999\n"),
                record(0, journal + "done -5 5000\n"),
                record(0, journal + "done 0 9223372036854775807\n"),
                record(0, journal + "done -9223372036854775808 9223372036854775807\n"),
                record(0, journal + "done\ndone 1\n"),
                record(0, "inatsounds-journal 1\nurl " + OBJECT.uri() + "\nsize -1\n"),
                binary(0, journal),
                record(1, receipt + "val/a.wav\t3\nval/b.wav\t7\n"),
                record(1, receipt + "../../etc/passwd\t3\n"),
                record(1, receipt + "/etc/passwd\t3\n"),
                record(1, receipt + "val/a\0.wav\t3\n"),
                record(1, receipt + "val/a.wav\t-3\n"),
                record(1, receipt + "\t3\n"),
                record(1, receipt + "a\t9223372036854775807\nb\t9223372036854775807\n"),
                binary(1, receipt),
                record(2, checkpoint + "digest 67452301:efcdab89:98badcfe:10325476:0:\nposition 0:0:0:0:0:0:\nend\n"),
                record(2, checkpoint + "digest 67452301:efcdab89:98badcfe:10325476:3:aabbcc\nposition\nend\n"),
                record(2, checkpoint + "digest \nposition \nend\n"),
                record(
                        2,
                        checkpoint + "digest 67452301:efcdab89:98badcfe:10325476:0:\nposition 0:0:0:0:0:0:\n"
                                + "odd 3 val/a.wav\nodd -1 ../../etc/passwd\nend\n"),
                record(
                        2,
                        checkpoint
                                + "digest 67452301:efcdab89:98badcfe:10325476:0:\nposition 0:0:0:0:0:0:\nodd x\nend\n"),
                binary(2, checkpoint),
                record(3, catalogue()));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrTakenForNothing(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        Fuzzed.isUsedOrRefused(file, MEMORY, () -> {
            switch (input[0] & 3) {
                case 0 -> journal(file);
                case 1 -> receipt(file);
                case 2 -> checkpoint(file);
                default -> Catalogue.read(Fuzzed.file(file));
            }
        });
    }

    private static void journal(byte[] bytes) throws IOException {
        Path part = FOLDER.part(RELEASE, ARCHIVE);
        Files.write(place(ArchivePart.journalOf(part)), bytes);
        assertThat(PartFile.bytesHere(FOLDER.part(RELEASE, ARCHIVE))).isNotNegative();
        Files.write(part, new byte[4000]);
        try (PartFile open = PartFile.open(part, OBJECT)) {
            long missing = open.missing().stream().mapToLong(Range::length).sum();
            assertThat(open.resumed()).isBetween(0L, 4000L);
            assertThat(missing).isEqualTo(OBJECT.size() - open.resumed());
            assertThat(open.prefix()).isBetween(0L, open.resumed());
        }
    }

    private static void receipt(byte[] bytes) throws IOException {
        Files.write(place(FOLDER.receiptFile(ARCHIVE)), bytes);
        FOLDER.receipt(ARCHIVE).ifPresent(receipt -> {
            assertThat(receipt.missing()).hasSizeLessThanOrEqualTo((int) receipt.files());
            assertThat(receipt.missingBytes()).isNotNegative();
            assertThat(receipt.missing())
                    .allMatch(path -> DATA.resolve(path).normalize().startsWith(DATA));
        });
        FOLDER.asBrought(ARCHIVE, false, Set.of("val/a.wav"));
    }

    private static void checkpoint(byte[] bytes) throws IOException {
        Files.write(place(FOLDER.stream(ARCHIVE).resolve("checkpoint")), bytes);
        assertThat(FOLDER.streamed(RELEASE, ARCHIVE, VERSION, "all").offset()).isNotNegative();
        StreamStaging.Saved saved = new StreamStaging(FOLDER, RELEASE, ARCHIVE, VERSION, "all").begin();
        if (saved != null) {
            new Md5(saved.digest()).update(new byte[100], 0, 100);
        }
    }

    private static Path place(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private static byte[] record(int kind, String text) {
        byte[] bytes = Fuzzed.text(text);
        byte[] input = new byte[1 + bytes.length];
        input[0] = (byte) kind;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    /** A record that ends in bytes that are no text. */
    private static byte[] binary(int kind, String text) {
        byte[] input = record(kind, text + "xxx\n");
        input[input.length - 3] = (byte) 0xFF;
        return input;
    }

    private static String catalogue() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("inatsounds-fuzz").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Trees.delete(folder);
                } catch (IOException e) {
                    // It is in a temporary folder.
                }
            }));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
