package org.inatsounds.cli.option;

import java.nio.file.Path;
import org.inatsounds.release.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which release of the dataset. */
public final class ReleaseOptions {

    @Option(names = "--release", paramLabel = "NAME")
    private @Nullable String release;

    @Option(names = "--catalog", paramLabel = "FILE")
    private @Nullable Path catalogue;

    /**
     * The release that is named, else the default one.
     *
     * @throws org.inatsounds.InatsoundsException if there is none of that name, or the file can't be used
     */
    public Catalogue.Release release() {
        return Catalogue.readOrBuiltIn(catalogue).release(release);
    }

    /** The file that is named; null without one. */
    public @Nullable Path file() {
        return catalogue;
    }
}
