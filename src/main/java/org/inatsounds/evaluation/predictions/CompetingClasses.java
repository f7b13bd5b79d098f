package org.inatsounds.evaluation.predictions;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.Checksum;

/**
 * Which classes compete.
 *
 * @param which {@value #EVALUATED}: those with recordings; {@value #ALL}: every category of the annotations; else a file that names
 *     them, one a line
 */
public record CompetingClasses(String which) {

    /** Those with recordings. */
    public static final String EVALUATED = "evaluated";

    private static final String ALL = "all";
    private static final int DIGITS = 8;

    /**
     * The truth with these classes.
     *
     * @throws org.inatsounds.InatsoundsException when the file can't be read, or names what is no category
     */
    public GroundTruth choose(GroundTruth truth) {
        return switch (which) {
            case EVALUATED -> truth;
            case ALL ->
                truth.competing(truth.categories().stream().map(Category::id).collect(Collectors.toSet()));
            default -> truth.competing(truth.categoriesIn(Path.of(which)));
        };
    }

    /** The file that names them, if one does. */
    public Optional<Path> file() {
        return which.equals(EVALUATED) || which.equals(ALL) ? Optional.empty() : Optional.of(Path.of(which));
    }

    /** What a signature calls them: how many they are and, when they were chosen, what they were chosen by. */
    public String label(GroundTruth truth) {
        int count = truth.classes().size();
        return switch (which) {
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
