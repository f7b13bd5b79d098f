package org.inatsounds.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.dataset.Annotations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is scored, and against what. */
final class ScoredInput {

    @Parameters(
            paramLabel = "PREDICTIONS",
            description = "The file of scores: CSV, TSV, or .npy; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private Path predictions;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which split's recordings were scored: train, val, test. Default: test.")
    private @Nullable Split split;

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description = "Take the truth from this file. Default: the split's in the data folder.")
    private @Nullable Path annotations;

    @Mixin
    private final DataOption data;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    ScoredInput(Environment environment) {
        this.data = new DataOption(environment);
    }

    Path predictions() {
        return predictions;
    }

    Path data() {
        return data.folder();
    }

    ClassOptions classes() {
        return classes;
    }

    ReadingOptions reading() {
        return reading;
    }

    int threads() {
        return Jobs.count(jobs);
    }

    /** Checks before work begins that the file of scores is there. */
    void check() {
        if (!ReadingOptions.isStandardInput(predictions) && !Files.exists(predictions)) {
            throw new BadInputException(predictions + ": no such file");
        }
    }

    Path annotationFile() {
        return annotations != null ? annotations : data.folder().resolve(chosenSplit() + ".json");
    }

    /** Every file that is named, and the annotations. */
    Path[] files() {
        return Stream.of(Stream.of(predictions, annotationFile()), reading.files(), classes.file().stream())
                .flatMap(each -> each)
                .toArray(Path[]::new);
    }

    private Split chosenSplit() {
        return split == null ? Split.TEST : split;
    }

    /** What the result calls the split: the option, else the folder of the recordings. */
    String splitOf(Annotations truth) {
        if (split != null || annotations == null) {
            return chosenSplit().label();
        }
        String fileName = truth.recordings().get(0).fileName();
        int slash = fileName.indexOf('/');
        return slash < 0 ? "" : fileName.substring(0, slash);
    }
}
