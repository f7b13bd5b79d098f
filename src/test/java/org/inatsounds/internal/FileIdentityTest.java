package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds is told by its bytes. */
final class FileIdentityTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, LONG_AGO);
        return file;
    }

    @Test
    void copiesAreTheSameWhateverTheirNamesAndTimes() throws IOException {
        FileIdentity one = FileIdentity.of(file("a", "some bytes"));
        Path copy = Files.writeString(folder.resolve("b"), "some bytes");
        assertThat(one.sha256()).hasSize(64);
        assertThat(FileIdentity.of(copy).isSame(one)).isTrue();
        assertThat(one.now(copy).isSame(one)).isTrue();
    }

    @Test
    void otherBytesOfTheSameLengthAndTimeAreNot() throws IOException {
        FileIdentity one = FileIdentity.of(file("a", "some bytes"));
        assertThat(one.now(file("a", "sOme bytes")).isSame(one)).isFalse();
        assertThat(one.now(file("a", "some")).isSame(one)).isFalse();
        assertThat(one.now(file("a", "some bytes")).isSame(one)).isTrue();
    }

    /** What was written a moment ago can be written once more within one tick of the file system's clock. */
    @Test
    void timesOfAMomentAgoAreNotTrusted() throws IOException {
        FileIdentity now = FileIdentity.of(Files.writeString(folder.resolve("a"), "x"));
        assertThat(now.modified()).isZero();
        assertThat(now.now(folder.resolve("a"))).isNotSameAs(now);
    }

    @Test
    void whatWasNotReadIsTheSameAsNothing() throws IOException {
        FileIdentity glance = FileIdentity.glance(file("a", "x"));
        assertThat(glance.isSame(FileIdentity.of(file("b", "x")))).isFalse();
        assertThat(FileIdentity.UNKNOWN.isSame(FileIdentity.UNKNOWN)).isFalse();
        assertThatIOException().isThrownBy(() -> FileIdentity.of(folder.resolve("none")));
    }
}
