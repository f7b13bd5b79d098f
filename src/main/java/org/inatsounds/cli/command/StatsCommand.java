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
@Command(name = "stats")
final class StatsCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
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
