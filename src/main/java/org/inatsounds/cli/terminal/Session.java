package org.inatsounds.cli.terminal;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.inatsounds.internal.WholeFiles;

/**
 * What a command has of the process that it runs in. Every command gets it when it is made; none reaches for
 * {@link System} itself.
 *
 * @param environment the environment variables
 * @param console results, messages and progress
 * @param in standard input
 */
public record Session(Environment environment, Console console, InputStream in) {

    /** Writes a file, which appears, or changes, only when it is whole; and says so. */
    public void write(Path file, WholeFiles.Content content) {
        new WholeFiles().writeNamed(file, content);
        console.notice("wrote " + file);
    }

    /** The real one. The descriptors are opened directly: {@code System.out} would swallow the errors of a broken pipe. */
    public static Session ofProcess() {
        Environment environment = Environment.ofProcess();
        Console console = new Console(
                Terminal.isClosed("stdout") || Terminal.outputIsForReading()
                        ? new ClosedOutput()
                        : new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.ofProcess(environment),
                environment);
        // Buffered, for a FileInputStream alone asks where it is in the file, and in a pipe there is no such place.
        InputStream in = Terminal.isClosed("stdin") ? new ClosedInput() : new FileInputStream(FileDescriptor.in);
        return new Session(environment, console, new BufferedInputStream(in));
    }

    /** A result that nobody can get is a failure. */
    private static final class ClosedOutput extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("it is closed");
        }
    }

    /** So is input that nobody can give. */
    private static final class ClosedInput extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("it is closed");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("it is closed");
        }
    }
}
