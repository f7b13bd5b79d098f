package org.inatsounds.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths as the system understands them. */
public final class SystemPaths {

    private SystemPaths() {}

    /**
     * The absolute path of a place, without {@code .} and {@code ..}. A step back leads to the folder above the one that is
     * really there: from {@code here/link/..} not to {@code here}, but to what is above the folder behind the link. Other
     * links keep their names. What is not there is no link: a step back from it leads where it stands.
     *
     * <p>{@link Path#normalize} looks at the letters only.
     */
    public static Path absolute(Path path) {
        Path absolute = path.toAbsolutePath();
        Path place = absolute.getRoot();
        if (place == null) {
            return absolute;
        }
        for (Path name : absolute) {
            place = switch (name.toString()) {
                case "", "." -> place;
                case ".." -> above(place);
                default -> place.resolve(name);
            };
        }
        return place;
    }

    /** Whether both are the same file, by whatever name. */
    public static boolean isSame(Path file, Path input) {
        try {
            return absolute(file).equals(absolute(input))
                    || (Files.exists(file)
                            && Files.exists(input)
                            && Files.isSameFile(file, input)
                            && Files.isRegularFile(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path above(Path place) {
        Path real = place;
        try {
            real = Files.exists(place) ? place.toRealPath() : place;
        } catch (IOException ignored) {
            // It went away meanwhile, or may not be looked into: then as if it were no link.
        }
        Path above = real.getParent();
        return above == null ? real : above;
    }

    /** The same without any link: where a file is, or would be, whatever it is called on the way. */
    public static Path real(Path path) {
        Path absolute = absolute(path);
        Path there = absolute;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(absolute));
        } catch (IOException e) {
            // A folder that can't be looked into is found out later, with what is wanted of it.
            return absolute;
        }
    }
}
