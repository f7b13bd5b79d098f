package org.inatsounds.cli.option;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.report.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a result is written, and where to. */
public final class ResultOptions {

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
    private Format format = Format.TEXT;

    @Mixin
    private final ResultFile file = new ResultFile();

    /** Writes a result in a format. */
    public interface Result {
        void write(Format format, Writer out) throws IOException;
    }

    /** As {@link ResultFile#check} does. */
    public void check(@Nullable Path... inputs) {
        file.check(inputs);
    }

    /** As {@link ResultFile#writeJudged} does, in the format that was asked for. */
    public void write(Session session, Result result) {
        file.writeJudged(session, out -> result.write(format, out));
    }
}
