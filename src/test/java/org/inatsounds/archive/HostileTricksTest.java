package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.blocks;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link HostileTricks}, which {@link HostileArchiveTest} doesn't have. In both ways each is
 * refused for its reason or unpacked harmlessly, and nothing outside the staging folder changes; nor does it where an earlier
 * run stopped within.
 */
final class HostileTricksTest {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Small, so that a bomb need not be large. */
    private static final ExtractionLimits LIMITS = new ExtractionLimits(1 << 20, 4 << 20, 1_000, 100);

    @TempDir
    Path top;

    static Stream<HostileTricks.Trick> some() {
        return Sweep.of(HostileTricks.all());
    }

    @ParameterizedTest
    @MethodSource("some")
    void isRefusedOrDoesNoHarm(HostileTricks.Trick trick) throws Exception {
        byte[] packed = trick.packed();
        for (Way way : Way.values()) {
            Box box = new Box(top.resolve(way.name()));
            try {
                way.unpack(box.staging(), LIMITS, member -> true, new ByteArrayInputStream(packed));
                assertThat(trick.refusal())
                        .as("%s: expected to be refused", way)
                        .isEmpty();
                assertThat(box.unpacked().keySet()).containsAll(trick.files());
                assertNoRights(box.staging());
            } catch (DataMismatchException e) {
                assertThat(trick.refusal()).as("%s: %s", way, e).isNotEmpty();
                assertThat(e).hasMessageContaining(trick.refusal()).hasMessageContaining("Fetch it again");
            }
            assertThat(box.unpacked().keySet()).allMatch(file -> file.startsWith("train/"));
            box.assertNothingElseChanged();
        }
    }

    @ParameterizedTest
    @MethodSource("some")
    void doesNoHarmWhereAnEarlierRunStopped(HostileTricks.Trick trick) throws Exception {
        byte[] packed = blocks(trick.archive().tar());
        Box box = new Box(top);
        Way.Notes notes = new Way.Notes(member -> true);
        StreamUnpacker unpacker = new StreamUnpacker(box.staging(), LIMITS, Way.SPACING, notes);
        try {
            unpacker.unpack(Way.NAME, null, new ByteArrayInputStream(packed));
        } catch (DataMismatchException e) {
            // As above. What was settled before is where the next run begins.
        }
        if (notes.last != null) {
            try {
                Way.resume(box.staging(), LIMITS, notes.last, packed);
            } catch (DataMismatchException e) {
                assertThat(e).hasMessageContaining("Fetch it again");
            }
        }
        assertThat(box.unpacked().keySet()).allMatch(file -> file.startsWith("train/"));
        box.assertNothingElseChanged();
    }

    @Test
    void everyCutIsDamageInBothWays() throws Exception {
        byte[] packed =
                blocks(archive().pax('x', "path", "train/b.wav").file("x", "22").tar());
        Box box = new Box(top);
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            for (Way way : Way.values()) {
                assertThatThrownBy(
                                () -> way.unpack(box.staging(), LIMITS, member -> false, new ByteArrayInputStream(cut)))
                        .as("%s, %d of %d bytes", way, length, packed.length)
                        .isInstanceOf(DataMismatchException.class)
                        .hasMessageStartingWith("train.tar.gz is damaged: ");
            }
        }
        box.assertNothingElseChanged();
    }

    @Test
    void everyCutBehindAPlaceToGoOnIsDamage() throws Exception {
        byte[] packed = blocks(archive()
                .file("train/b.wav", "22")
                .file("train/c.wav", "3")
                .file("train/d.wav", "4")
                .tar());
        Box box = new Box(top);
        Way.Notes notes = new Way.Notes(member -> false);
        new StreamUnpacker(box.staging(), LIMITS, Way.SPACING, notes)
                .unpack(Way.NAME, null, new ByteArrayInputStream(packed));
        ArchivePosition from = Objects.requireNonNull(notes.last);
        for (int length = (int) from.gzip().compressedOffset(); length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> Way.resume(box.staging(), LIMITS, from, cut))
                    .as("%d of %d bytes", length, packed.length)
                    .isInstanceOf(DataMismatchException.class)
                    .hasMessageStartingWith("train.tar.gz is damaged: ");
        }
        box.assertNothingElseChanged();
    }

    /** The third way: an index that names the members. */
    @ParameterizedTest
    @MethodSource("org.inatsounds.archive.HostileArchiveTest#names")
    void refusesNameFromAnIndex(String name, String reason) {
        Box box = new Box(top);
        assertThatThrownBy(() -> indexed(box, LIMITS, new IndexedMember(name, 512, 1)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining(reason);
        assertThat(box.unpacked()).isEmpty();
        box.assertNothingElseChanged();
    }

    @Test
    void refusesPlacesFromAnIndexThatAreNotInTheArchive() {
        Box box = new Box(top);
        long far = Long.MAX_VALUE - 512;
        assertThatThrownBy(() -> indexed(box, LIMITS, new IndexedMember("train/a", 512, 1 << 19)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("it ends too early");
        assertThatThrownBy(() -> indexed(box, LIMITS, new IndexedMember("train/b", far, 1)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("it ends too early");
        assertThatThrownBy(() -> indexed(box, LIMITS, new IndexedMember("train/c", 512, far)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("more than the 1,048,576 allowed");
        assertThatThrownBy(() -> indexed(
                        box,
                        new ExtractionLimits(1, 1_000, 1, 1),
                        new IndexedMember("train/d", 512, 1),
                        new IndexedMember("train/e", 513, 1)))
                .isInstanceOf(DataMismatchException.class)
                .hasMessageContaining("more than 1 files and folders");
        box.assertNothingElseChanged();
    }

    private static void indexed(Box box, ExtractionLimits limits, IndexedMember... members) throws IOException {
        new IndexedUnpacker(Way.NAME, box.staging(), limits)
                .unpack(
                        Arrays.asList(members),
                        GzipCheckpoint.START,
                        new ByteArrayInputStream(archive().tarGz()),
                        (member, sum) -> {});
    }

    /** Nobody unpacks a link, but one may be there: the work of another program, or of another user. */
    @Test
    void followsNoLinkThatWasThereBefore() throws IOException {
        byte[] packed = new TestArchives().file("train/first.wav", "evil").tarGz();
        for (Way way : Way.values()) {
            for (boolean folder : new boolean[] {true, false}) {
                Box box = new Box(top.resolve(way.name() + folder));
                Path link = box.staging().resolve(folder ? "train" : "train/first.wav");
                Files.createDirectories(link.getParent());
                try {
                    Files.createSymbolicLink(
                            link, folder ? box.outside() : box.outside().resolve("passwd"));
                } catch (IOException | UnsupportedOperationException e) {
                    Assumptions.abort("symbolic links can't be made here: " + e);
                }
                assertThatThrownBy(() -> way.unpack(box.staging(), packed)).isInstanceOf(StorageException.class);
                box.assertNothingElseChanged();
            }
        }
    }

    private static TestArchives archive() {
        return new TestArchives().file("train/first.wav", "1");
    }

    private static void assertNoRights(Path staging) throws IOException {
        Path file = staging.resolve("train/a");
        if (!WINDOWS && Files.exists(file)) {
            assertThat(Files.getPosixFilePermissions(file))
                    .doesNotContain(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OTHERS_WRITE);
        }
    }
}
