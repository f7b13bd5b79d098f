package org.inatsounds.cli.command;

import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.TruthOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.NameMatches;
import org.inatsounds.report.NameReport;
import org.inatsounds.report.TableFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds names}. */
@Command(name = "names")
final class NamesCommand extends SessionCommand {

    @Parameters(paramLabel = "FILE", descriptionKey = "FILE")
    private Path file;

    @Mixin
    private final TruthOptions truth;

    @Option(names = "--label-map", paramLabel = "FILE")
    private @Nullable Path labelMap;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
    private TableFormat format = TableFormat.TEXT;

    @Mixin
    private final ResultFile result = new ResultFile();

    NamesCommand(Session session) {
        super(session);
        this.truth = new TruthOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        Path annotationFile = truth.annotationFile();
        result.requireOther(file, labelMap);
        result.requireOther(truth.files().toArray(Path[]::new));
        Annotations annotations = AnnotationFile.of(annotationFile).read();
        if (!annotations.labelled()) {
            throw new BadInputException(annotationFile
                    + ": it gives no species for the recordings (no annotations): which classes compete is not known");
        }
        GroundTruth classes = truth.classes().choose(GroundTruth.of(annotations));
        LabelMap labels = labelMap == null ? LabelMap.NONE : LabelMap.read(labelMap);
        NameReport report =
                new NameReport(truth.splitOf(annotations), NameMatches.of(file, session.in(), classes, labels));
        if (report.matches().matched().isEmpty()) {
            session.console()
                    .notice(
                            "no label is a category; expected one label per line, or a table whose first line names their column");
        }
        result.write(session, out -> report.write(format, out));
        return ExitCode.OK;
    }
}
