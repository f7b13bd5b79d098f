package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is right: the annotations of a split, and which of their classes compete. */
public final class TruthOptions {

    @Option(names = "--split", paramLabel = "SPLIT")
    private @Nullable Split split;

    @Option(names = "--annotations", paramLabel = "FILE")
    private @Nullable Path annotations;

    @Mixin
    private final DataOption data;

    @Mixin
    private final ClassOptions classes = new ClassOptions();

    public TruthOptions(Environment environment) {
        this.data = new DataOption(environment);
    }

    public Path data() {
        return data.folder();
    }

    public ClassOptions classes() {
        return classes;
    }

    public Path annotationFile() {
        return annotations != null ? annotations : AnnotationFile.in(data.folder(), chosenSplit());
    }

    /** Every file that is named, and the annotations. */
    public Stream<Path> files() {
        return Stream.concat(Stream.of(annotationFile()), classes.file().stream());
    }

    private Split chosenSplit() {
        return split == null ? Split.TEST : split;
    }

    /** What the result calls the split: the option, else the folder of the recordings. */
    public String splitOf(Annotations truth) {
        if (split != null || annotations == null) {
            return chosenSplit().label();
        }
        return truth.folder();
    }
}
