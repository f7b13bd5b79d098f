package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.TIME;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk can do to us. */
final class StagingFolderTest {

    private static final List<String> PATH = List.of("train", "a.wav");
    private static final Member MEMBER = new Member("train/a.wav", 12_345, TIME);

    @TempDir
    Path top;

    @Test
    void saysThatTheDiskIsFull() {
        StagingFolder staging = new StagingFolder(top, file -> new FullDisk());
        assertThatThrownBy(() -> staging.write(PATH, MEMBER, out -> out.write(ByteBuffer.allocate(10))))
                .isInstanceOf(StorageException.class)
                .hasMessageMatching("can't write train/a.wav \\(12,345 bytes\\) below \\Q" + top
                        + "\\E: No space left on device; [0-9,]+ bytes are free there\\. Free disk space, .*");
    }

    @Test
    void saysThatAFileCannotBeMade() {
        StagingFolder staging = new StagingFolder(top, file -> {
            throw new FileSystemException(file.toString(), null, "Read-only file system");
        });
        assertThatThrownBy(() -> staging.write(PATH, MEMBER, out -> {}))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("below " + top + ": Read-only file system; ");
    }

    @Test
    void saysThatTheFolderCannotBeMade() throws IOException {
        Path file = Files.writeString(top.resolve("file"), "");
        assertThatThrownBy(() -> TarGzExtractor.into(file.resolve("staging"))
                        .extract("a", new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("can't make the folder " + file.resolve("staging"));
        assertThatThrownBy(() -> TarGzExtractor.into(file).extract("a", new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("can't make the folder " + file);
    }

    @Test
    void saysThatItMayNotWrite() throws IOException {
        assumeFalse(isAlwaysAllowed(), "this user may write everywhere");
        StagingFolder staging = new StagingFolder(top);
        assertThat(top.toFile().setWritable(false)).isTrue();
        try {
            assertThatThrownBy(() -> staging.write(PATH, MEMBER, out -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("can't write train/a.wav");
        } finally {
            assertThat(top.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void closesTheFileAfterAFailure() {
        FullDisk disk = new FullDisk();
        StagingFolder staging = new StagingFolder(top, file -> disk);
        assertThatThrownBy(() -> staging.write(PATH, MEMBER, out -> {
                    throw ArchiveFault.damaged("cut off");
                }))
                .isInstanceOf(ArchiveFault.class);
        assertThat(disk.isOpen()).isFalse();
    }

    @Test
    void aFolderIsMadeOnlyForAFile() throws Exception {
        StagingFolder staging = new StagingFolder(top);
        staging.noteTime(List.of("empty"), TIME);
        staging.noteTime(List.of(), TIME);
        staging.noteTime(List.of("train"), TIME);
        staging.write(PATH, MEMBER, out -> {});
        staging.finish();
        assertThat(Box.tree(top, false).keySet()).containsExactly("train/", "train/a.wav");
        assertThat(Files.getLastModifiedTime(top.resolve("train")).toInstant()).isEqualTo(TIME);
        assertThat(Files.getLastModifiedTime(top).toInstant()).isNotEqualTo(TIME);
    }

    private boolean isAlwaysAllowed() throws IOException {
        Path probe = Files.createDirectory(top.resolve("probe"));
        boolean denied = probe.toFile().setWritable(false) && !Files.isWritable(probe);
        return !denied;
    }

    private static final class FullDisk implements WritableByteChannel {

        private boolean open = true;

        @Override
        public int write(ByteBuffer from) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
