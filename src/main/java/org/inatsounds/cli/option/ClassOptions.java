package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.inatsounds.evaluation.predictions.CompetingClasses;
import org.inatsounds.evaluation.predictions.GroundTruth;
import picocli.CommandLine.Option;

/** Which classes compete. */
public final class ClassOptions {

    @Option(names = "--classes", paramLabel = "WHICH", defaultValue = CompetingClasses.EVALUATED)
    private String classes = CompetingClasses.EVALUATED;

    /**
     * The truth with the classes that were asked for.
     *
     * @throws org.inatsounds.InatsoundsException when the file can't be read, or names what is no category
     */
    public GroundTruth choose(GroundTruth truth) {
        return classes().choose(truth);
    }

    /** The file that names them, if one does. */
    public Optional<Path> file() {
        return classes().file();
    }

    CompetingClasses classes() {
        return new CompetingClasses(classes);
    }
}
