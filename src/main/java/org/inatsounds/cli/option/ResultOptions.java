package org.inatsounds.cli.option;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.report.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a result is written, and where to. */
public final class ResultOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Mixin
    private final ResultFile file = new ResultFile();

    /** Writes a result in a format. */
    public interface Result {
        void write(Format format, Writer out) throws IOException;
    }

    /**
     * Checks before work begins that the result will have a place.
     *
     * @throws UsageException when the file is a folder
     * @throws StorageException when its folder is not there
     */
    public void check() {
        file.check();
    }

    /**
     * Checks before work begins that the result does not replace what it is made from.
     *
     * @throws UsageException when the file is one of these, by whatever name
     */
    public void requireOther(@Nullable Path... inputs) {
        file.requireOther(inputs);
    }

    /**
     * Writes the result to standard output, or to the file. The file appears, or changes, only when it is whole.
     *
     * @throws StorageException when the file can't be written
     */
    public void write(Session session, Result result) {
        file.writeJudged(session, out -> result.write(format, out));
    }
}
