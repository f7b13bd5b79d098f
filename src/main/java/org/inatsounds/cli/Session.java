package org.inatsounds.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;

/**
 * What a command has of the process that it runs in. Every command gets it when it is made; none reaches for
 * {@link System} itself.
 *
 * @param environment the environment variables
 * @param console results, messages and progress
 * @param in standard input
 * @param files how files are written
 */
record Session(Environment environment, Console console, InputStream in, WholeFiles files) {

    Session(Environment environment, Console console, InputStream in) {
        this(environment, console, in, new WholeFiles());
    }

    /** The real one. The descriptors are opened directly: {@code System.out} would swallow the errors of a broken pipe. */
    static Session ofProcess() {
        Environment environment = Environment.ofProcess();
        Console console = new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.ofProcess(environment),
                environment);
        // Buffered, for a FileInputStream alone asks where it is in the file, and in a pipe there is no such place.
        return new Session(environment, console, new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    }
}
