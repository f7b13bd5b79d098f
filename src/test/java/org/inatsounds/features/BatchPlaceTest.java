package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchPlaceTest {

    private static final int TRIES = 500;

    @TempDir
    Path folder;

    /** The jobs of an array begin together, and the first one makes the folder of all. */
    @Test
    void aFolderThatAnotherJobMakesMeanwhileIsAFolder() throws IOException, InterruptedException {
        Path out = folder.resolve("features");
        for (int i = 0; i < TRIES; i++) {
            Thread other = new Thread(() -> out.toFile().mkdir());
            other.start();
            while (other.isAlive()) {
                assertThat(BatchPlace.of(out.toString(), OutputKind.NPY, 2, OutputStream.nullOutputStream()))
                        .isEqualTo(new BatchPlace.Folder(out));
            }
            other.join();
            Files.delete(out);
        }
    }
}
