package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.inatsounds.cli.terminal.Environment;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The path that a user means. A leading {@code ~/} is the home folder, also where no shell has seen it: in {@code --data='~/x'},
 * in variables that Docker or an {@code .env} file sets. A folder that is really called so is {@code ./~}.
 */
public final class UserPath implements ITypeConverter<Path> {

    /** What the JVM makes of bytes that it can't decode. */
    private static final char UNDECODED = '\uFFFD';

    private final Environment environment;

    public UserPath(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            // Java takes it for the current folder. It comes of a variable of a shell that is not set: -o "$OUT".
            throw new TypeConversionException("expected a file or a folder (the current one is .)");
        }
        Path path;
        try {
            path = Path.of(environment.inHome(text));
        } catch (InvalidPathException e) {
            throw unusable();
        }
        if (text.indexOf(UNDECODED) >= 0 && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw unusable();
        }
        return path;
    }

    private static TypeConversionException unusable() {
        return new TypeConversionException(
                "expected a path with characters of the locale's encoding (for UTF-8: LC_ALL=C.UTF-8)");
    }
}
