package org.inatsounds.cli.option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.Checksum;
import picocli.CommandLine.Option;

/** Which classes compete. */
public final class ClassOptions {

    private static final String EVALUATED = "evaluated";
    private static final String ALL = "all";
    private static final int DIGITS = 8;

    @Option(
            names = "--classes",
            paramLabel = "WHICH",
            defaultValue = EVALUATED,
            description =
                    "Which classes compete: evaluated (those with recordings), all (every category of the annotations),"
                            + " or those listed in FILE, one per line; recordings of other classes are then left out. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String classes = EVALUATED;

    /**
     * The truth with the classes that were asked for.
     *
     * @throws org.inatsounds.InatsoundsException when the file can't be read, or names what is no category
     */
    public GroundTruth choose(GroundTruth truth) {
        return switch (classes) {
            case EVALUATED -> truth;
            case ALL ->
                truth.competing(truth.categories().stream().map(Category::id).collect(Collectors.toSet()));
            default -> truth.competing(truth.categoriesIn(Path.of(classes)));
        };
    }

    /** The file that names them, if one does. */
    public Optional<Path> file() {
        return classes.equals(EVALUATED) || classes.equals(ALL) ? Optional.empty() : Optional.of(Path.of(classes));
    }

    /** What a signature calls them: how many they are and, when they were chosen, what they were chosen by. */
    public String label(GroundTruth truth) {
        int count = truth.classes().size();
        return switch (classes) {
            case EVALUATED -> Integer.toString(count);
            case ALL -> "all-" + count;
            default -> "chosen-" + count + "-" + digest(truth);
        };
    }

    private static String digest(GroundTruth truth) {
        Set<Integer> ids = truth.classes().stream().map(Category::id).collect(Collectors.toCollection(TreeSet::new));
        String list = ids.stream().map(id -> id + "\n").collect(Collectors.joining());
        return Checksum.sha256(list.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
