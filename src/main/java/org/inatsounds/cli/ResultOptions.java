package org.inatsounds.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.report.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a result is written, and where to. */
final class ResultOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result to this file, not to standard output.")
    private @Nullable Path output;

    /** Writes a result in a format. */
    interface Result {
        void write(Format format, Writer out) throws IOException;
    }

    /**
     * Checks before work begins that the result will have a place.
     *
     * @throws UsageException when the file is a folder
     * @throws StorageException when its folder is not there
     */
    void check() {
        Path file = file();
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("--output: expected a file, got the folder " + file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StorageException("--output: there is no folder " + folder + "; make it first");
        }
    }

    /**
     * Writes the result to standard output, or to the file. The file appears, or changes, only when it is whole.
     *
     * @throws StorageException when the file can't be written
     */
    void write(Session session, Result result) {
        Path file = file();
        if (file == null) {
            print(session.console(), result);
            return;
        }
        check();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a pipe: there is nothing to keep whole.
            try (OutputStream out = Files.newOutputStream(file)) {
                write(out, result);
            } catch (IOException e) {
                throw WholeFiles.failure(file, e);
            }
        } else {
            session.files().write(file, out -> write(out, result));
        }
        session.console().notice("wrote " + file);
    }

    private void print(Console console, Result result) {
        try {
            result.write(format, console.out());
        } catch (IOException e) {
            throw new StorageException("can't write the result to standard output: " + e.getMessage(), e);
        }
    }

    /** A single dash is standard output. */
    private @Nullable Path file() {
        return output == null || output.toString().equals("-") ? null : output;
    }

    private void write(OutputStream stream, Result result) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        result.write(format, out);
        out.flush();
    }
}
