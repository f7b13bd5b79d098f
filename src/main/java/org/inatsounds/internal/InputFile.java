package org.inatsounds.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a user names as a file: also a pipe ({@code <(zcat p.csv.gz)}, {@code /dev/stdin}, a FIFO) or a device, which has
 * no places to go to and can be read only once.
 */
public final class InputFile {

    private InputFile() {}

    /** Whether it is there and is neither a file nor a folder: a pipe or a device, which can be read only once. */
    public static boolean isPipe(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /**
     * Checks that it is there, before other work begins; null where none is named.
     *
     * @throws BadInputException if it is not
     */
    public static void requireThere(@Nullable Path file) {
        if (file != null && !Files.exists(file)) {
            throw new BadInputException(file + ": no such file");
        }
    }

    /**
     * Opens it from its start. A FIFO that nobody writes to is waited for, as by every program.
     *
     * @throws IOException as {@link Files#newInputStream}
     */
    public static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return isPipe(file) ? new Forwards(in) : in;
    }

    /** Only reads. The JDK's stream also asks where it is, and how much there is: "Illegal seek" in a pipe. */
    private static final class Forwards extends FilterInputStream {

        private static final int SKIPPED_AT_ONCE = 1 << 13;

        Forwards(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public long skip(long count) throws IOException {
            long left = count;
            byte[] passed = new byte[(int) Math.min(SKIPPED_AT_ONCE, Math.max(0, left))];
            while (left > 0) {
                int read = read(passed, 0, (int) Math.min(passed.length, left));
                if (read < 0) {
                    break;
                }
                left -= read;
            }
            return count - left;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
