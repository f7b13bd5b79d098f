package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFilesTest {

    @TempDir
    Path folder;

    private final WholeFiles files = new WholeFiles();

    @Test
    void aFileAppearsOnlyWhenItIsWhole() throws IOException {
        Path file = folder.resolve("a/b/c.npy");
        try (WholeFiles.Whole whole = files.begin(file)) {
            whole.out().write(1);
            assertThat(file).doesNotExist();
            assertThat(folder.resolve("a/b/c.npy.part")).exists();
            whole.commit();
        }
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("a/b/c.npy.part")).doesNotExist();
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("c.npy"), "old");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> files.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("can't write " + file + ": No space left on device (");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void stoppingTakesThePartsAwayAndBeginsNoOther() throws IOException {
        try (WholeFiles.Whole whole = files.begin(folder.resolve("c.npy"))) {
            whole.out().write(1);
            files.stop();
            assertThat(folder).isEmptyDirectory();
            assertThatIOException().isThrownBy(() -> files.begin(folder.resolve("d.npy")));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCantBeWrittenIsNamedOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> files.write(file.resolve("c.npy"), out -> {}))
                .withMessageContaining("can't write " + file.resolve("c.npy"));
    }
}
