package org.inatsounds.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong, in one or two lines, and which exit code that is. Stack traces are for {@code -vv}.
 *
 * <p>A room is to say itself what failed. Where an {@link IOException} escapes all the same, one that names a file, or is
 * plainly the network's, is still the user's to act on; every other one is a defect, like anything else that escapes.
 */
public final class Failures {

    private final Console console;

    public Failures(Console console) {
        this.console = console;
    }

    /** Prints the failure and returns the exit code. */
    public int report(Throwable thrown) {
        Throwable failure = translated(unwrapped(thrown));
        if (failure instanceof ResultStream.ReaderGoneException) {
            return ExitCode.OK;
        }
        if (failure instanceof OutOfMemoryError) {
            console.outOfMemory(message(failure));
        } else {
            console.error(message(failure));
        }
        if (console.settings().verbosity().shows(Verbosity.DEBUG)) {
            console.debug(stackTrace(thrown));
        }
        return ExitCode.of(failure);
    }

    private static String message(Throwable failure) {
        if (failure instanceof UsageException usage && usage.setting() != null) {
            // The library names settings, and the option is called as its setting is.
            return "--" + usage.getMessage();
        }
        if (failure instanceof InatsoundsException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            long heap = Runtime.getRuntime().maxMemory();
            long gigabytes = Math.max(2, Math.floorDiv(2 * heap, 1L << 30) + 1);
            return "out of memory: " + reason(failure) + ", with a heap of at most " + Quantity.bytes(heap)
                    + "\ngive it more and run the same command again, for example INATSOUNDS_JAVA_OPTS=-Xmx"
                    + gigabytes + "g";
        }
        return "unexpected failure: " + failure.getClass().getSimpleName() + ": " + reason(failure)
                + "\nthis is a defect of inatsounds; please report it to the project's issue tracker, with the output of -vv ("
                + system() + ")";
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "no reason given" : message;
    }

    /** What a report of a defect has to name, for example {@code inatsounds 0.1.0, Java 17.0.15, Linux 6.1 amd64}. */
    private static String system() {
        return "inatsounds " + Version.number() + ", Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /** The failure inside what threads and streams wrap around one. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof UncheckedIOException) {
            Throwable cause = failure.getCause();
            if (cause == null) {
                break;
            }
            failure = cause;
        }
        return failure;
    }

    /** Where memory ends while a class is made ready, all that is left of it later is a text in the cause. */
    private static boolean isOutOfMemory(LinkageError failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError
                    || String.valueOf(cause.getMessage()).contains("OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }

    private static Throwable translated(Throwable failure) {
        if (failure instanceof LinkageError linkage && isOutOfMemory(linkage)) {
            return new OutOfMemoryError("Java heap space");
        }
        if (failure instanceof NoSuchFileException missing) {
            return new DataMismatchException(missing.getFile() + ": there is no such file or folder", missing);
        }
        if (failure instanceof AccessDeniedException denied) {
            return new StorageException(denied.getFile() + ": access is denied", denied);
        }
        if (failure instanceof FileSystemException storage) {
            return new StorageException(
                    storage.getFile() + ": " + said(storage.getReason(), storage.getClass()), storage);
        }
        if (failure instanceof UnknownHostException host) {
            return new NetworkException(said(host.getMessage(), host.getClass()) + ": the host is not known", host);
        }
        if (failure instanceof SocketException || failure instanceof HttpTimeoutException) {
            return new NetworkException("network: " + said(failure.getMessage(), failure.getClass()), failure);
        }
        if (failure instanceof IOException && isDiskFull(failure)) {
            return new StorageException("the disk is full: " + failure.getMessage(), failure);
        }
        return failure;
    }

    private static boolean isDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("not enough space");
    }

    private static String said(@Nullable String message, Class<?> type) {
        return message == null || message.isBlank() ? type.getSimpleName() : message;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
