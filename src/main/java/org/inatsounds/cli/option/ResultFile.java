package org.inatsounds.cli.option;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.ResultStream;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.internal.PrintableWriter;
import org.inatsounds.internal.SystemPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where a result is written to. */
public final class ResultFile {

    private static final Logger LOG = LoggerFactory.getLogger(ResultFile.class);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private @Nullable Path output;

    /** Writes a result. */
    public interface Content {
        void write(Writer out) throws IOException;
    }

    /**
     * Checks before work begins that the result will have a place, and does not replace what it is made from.
     *
     * @throws UsageException when the file is a folder, a recording that is there, or one of the inputs
     * @throws StorageException when its folder is not there
     */
    public void check(@Nullable Path... inputs) {
        check("--output", file());
        requireOther(inputs);
    }

    /** The same for the file of another option. */
    public static void check(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (file.toString().equals("-")) {
            throw new UsageException(option
                    + ": expected a file, got -, which is standard output, where the result goes; a file of that name"
                    + " is ./-");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + ": expected a file, got the folder " + file);
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".wav") && Files.exists(file)) {
            throw new UsageException(
                    option + ": expected another file, got the recording " + file + ": the result would replace it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StorageException(option + ": there is no folder " + folder + "; create it first");
        }
    }

    /**
     * Writes the result to standard output, or to the file. The file appears, or changes, only when it is whole.
     *
     * @throws StorageException when the file can't be written
     */
    public void write(Session session, Content content) {
        Path file = file();
        if (file == null) {
            Console console = session.console();
            print(console, out -> content.write(console.resultsOnTerminal() ? new PrintableWriter(out) : out));
        } else {
            check();
            write(session, file, content);
        }
    }

    /** The same for a result that an exit code judges: the code is due also where nobody reads on. */
    public void writeJudged(Session session, Content content) {
        try {
            write(session, content);
        } catch (ResultStream.ReaderGoneException e) {
            LOG.debug("the rest of the result is for nobody", e);
        }
    }

    /** Writes the result to standard output. */
    public static void print(Console console, Content content) {
        try {
            content.write(console.out());
        } catch (IOException e) {
            throw cantWrite("standard output", e);
        }
    }

    /** Writes a file. It appears, or changes, only when it is whole. */
    static void write(Session session, Path file, Content content) {
        session.write(file, out -> write(out, content));
    }

    /** What to report when a result can't be written. */
    static StorageException cantWrite(String where, IOException e) {
        return new StorageException("can't write the result to " + where + ": " + StorageException.reason(e), e);
    }

    /**
     * Checks before work begins that the result does not replace what it is made from.
     *
     * @throws UsageException when the file is one of these, by whatever name
     */
    public void requireOther(@Nullable Path... inputs) {
        requireOther("--output", file(), inputs);
    }

    /** The same for the file of another option. */
    public static void requireOther(String option, @Nullable Path file, @Nullable Path... inputs) {
        for (Path input : inputs) {
            if (file != null && input != null && SystemPaths.isSame(file, input)) {
                throw new UsageException(option + ": expected another file, got " + file
                        + ", which is read: the result would replace it");
            }
        }
    }

    /** The file; null for standard output. */
    @Nullable
    public Path path() {
        return file();
    }

    /** Whether a place was named, be it standard output. */
    public boolean isNamed() {
        return output != null;
    }

    /** A single dash is standard output. */
    private @Nullable Path file() {
        return output == null || output.toString().equals("-") ? null : output;
    }

    private static void write(OutputStream stream, Content content) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        content.write(out);
        out.flush();
    }
}
