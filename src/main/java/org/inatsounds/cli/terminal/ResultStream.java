package org.inatsounds.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.inatsounds.StorageException;

/**
 * Standard output. A reader who has seen enough ({@code inatsounds … | head}) ends the command at the next write, instead
 * of letting it work for nobody; any other failure (a full disk) is a {@link StorageException}.
 */
public final class ResultStream extends OutputStream {

    /** The reader has gone: nothing went wrong, and there is nothing left to do. */
    public static final class ReaderGoneException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super("the reader of standard output has gone", cause);
        }
    }

    private final OutputStream target;
    private final boolean pipe;
    private boolean failed;

    /** @param pipe whether the target is known to be a pipe */
    public ResultStream(OutputStream target, boolean pipe) {
        this.target = target;
        this.pipe = pipe;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failed) {
            return;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() {
        try {
            target.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Said once; what a buffer still holds then is of no use to anybody. */
    private RuntimeException failure(IOException e) {
        failed = true;
        return readerGone(e)
                ? new ReaderGoneException(e)
                : new StorageException("can't write the result to standard output: " + e.getMessage(), e);
    }

    /** The system's text may be in the user's language; a pipe fails for no other reason. */
    private boolean readerGone(IOException e) {
        return pipe || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
