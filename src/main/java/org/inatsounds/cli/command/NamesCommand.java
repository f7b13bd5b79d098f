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
@Command(
        name = "names",
        header = {
            "Examples:",
            "  inatsounds names labels.txt                     which labels are classes of the test split",
            "  inatsounds names labels.csv --split val --format csv -o names.csv",
            "  inatsounds names labels.txt --label-map map.csv",
            "  inatsounds names labels.txt --format json | jq .classes_without_label",
            ""
        },
        description = {
            "Report which labels of a model are categories, and by which rule.",
            "",
            "FILE has one label per line, as BirdNET 2.4 (Genus species_Common name) and Perch write them, with or without a heading;"
                    + " or it is a table with commas, tabs or semicolons whose first line names the column: label, scientific_name,"
                    + " sci_name (BirdNET 3), name, common_name and others. Labels are matched in the same way as column headings in"
                    + " eval: by --label-map, category id, scientific name, common name, audio_dir_name, or another scientific"
                    + " name of the species in the built-in table. A name of a category never matches another category, and a"
                    + " genus matches none.",
            "",
            "Nothing is scored. Labels or classes without a match are a result, with exit code 0."
        })
final class NamesCommand extends SessionCommand {

    @Parameters(paramLabel = "FILE", description = "The labels of a model; - for standard input.")
    private Path file;

    @Mixin
    private final TruthOptions truth;

    @Option(
            names = "--label-map",
            paramLabel = "FILE",
            description = "The category of labels that are not category names: two columns, label and category (its"
                    + " id or any of its names).")
    private @Nullable Path labelMap;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
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
