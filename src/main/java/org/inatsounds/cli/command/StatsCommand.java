package org.inatsounds.cli.command;

import java.util.List;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.AnnotatedSelection;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.StatisticsFormat;
import org.inatsounds.report.StatisticsReport;
import org.inatsounds.report.page.StatisticsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inatsounds stats}. */
@Command(
        name = "stats",
        header = {
            "Examples:",
            "  inatsounds stats                                  the whole dataset",
            "  inatsounds stats --split train --taxon Strigidae  the owls in train",
            "  inatsounds stats --format json | jq .splits.train.supercategories",
            "  inatsounds stats --format csv -o table.csv",
            ""
        },
        description = {
            "Count recordings, species, hours, recordists, places, licences.",
            "",
            "Reads the annotations of the splits; the recordings need not be on disk. Without filters, species and"
                    + " recordings are compared with the published table."
        })
final class StatsCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StatisticsFormat format = StatisticsFormat.TEXT;

    @Mixin
    private final ResultFile result = new ResultFile();

    StatsCommand(Session session) {
        super(session);
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check(selection.inputs());
        List<AnnotatedSelection> sources = selection.sources();
        selection.noteIfEmpty(
                session.console(),
                sources.stream().map(AnnotatedSelection::selection).toList());
        StatisticsReport report = StatisticsReport.of(
                sources, selection.criteria(), Runtime.getRuntime().availableProcessors());
        result.write(session, out -> StatisticsPage.write(report, format, out));
        int differences = report.published().differences().size();
        if (differences > 0) {
            session.console()
                    .warn(Quantity.count(differences) + " numbers differ from those published with release "
                            + PublishedCounts.RELEASE + "; the annotations are incomplete, or of another release");
        }
        return ExitCode.OK;
    }
}
