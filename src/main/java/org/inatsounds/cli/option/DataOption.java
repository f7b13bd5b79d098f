package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.release.UserDataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the dataset is, or shall be. */
public final class DataOption {

    @Option(names = "--data", paramLabel = "DIR")
    private @Nullable Path data;

    private final Environment environment;

    public DataOption(Environment environment) {
        this.environment = environment;
    }

    /**
     * The folder, absolute; it need not exist.
     *
     * @throws UsageException where none is named and the user has no home, or it is a file
     */
    public Path folder() {
        Path named = data;
        Path folder = named != null
                ? named
                : UserDataFolder.of(System.getProperty("os.name", ""), environment.home(), environment::get);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("--data: expected a folder, got " + folder + ", which is not a folder");
        }
        return SystemPaths.absolute(folder);
    }

    /** Where the annotations of each split are, if they are there. */
    public Path[] annotations() {
        return Stream.of(Split.values())
                .map(split -> folder().resolve(split + ".json"))
                .toArray(Path[]::new);
    }
}
