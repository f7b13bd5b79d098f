package org.inatsounds.cli.terminal;

import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;

/** The exit codes that scripts rely on. The process ends with 130 (128 + SIGINT) when it is interrupted: the JVM sees to that. */
public final class ExitCode {

    /** Done; also when there was nothing to do. */
    public static final int OK = 0;
    /** Unexpected failure: a defect. */
    public static final int DEFECT = 1;
    /** Wrong usage. */
    public static final int USAGE = 2;
    /** Data does not match: checksum, missing or damaged file. */
    public static final int MISMATCH = 3;
    /** Bad input file: predictions, annotations, audio, catalogue. */
    public static final int BAD_INPUT = 4;
    /** Network: worth trying again. */
    public static final int NETWORK = 5;
    /** No room on the disk, or not writable. */
    static final int STORAGE = 6;
    /** A metric is lower than it has to be. The result was printed. */
    public static final int GATE = 7;

    /** The thread was interrupted: 128 + SIGINT, as the JVM itself ends. */
    private static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Throwable failure) {
        if (failure instanceof UsageException) {
            return USAGE;
        }
        if (failure instanceof DataMismatchException) {
            return MISMATCH;
        }
        if (failure instanceof BadInputException) {
            return BAD_INPUT;
        }
        if (failure instanceof NetworkException) {
            return NETWORK;
        }
        if (failure instanceof StorageException) {
            return STORAGE;
        }
        return failure instanceof CancelledException ? CANCELLED : DEFECT;
    }
}
