package org.inatsounds.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.DatasetStatistics;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.dataset.statistics.PublishedCounts.Difference;
import org.inatsounds.dataset.statistics.Statistics;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;
import org.inatsounds.release.SubsetOrigin;
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
public final class StatsCommand implements Callable<Integer> {

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

    private final Session session;

    public StatsCommand(Session session) {
        this.session = session;
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        result.requireOther(selection.inputs());
        List<SelectionOptions.Source> sources = selection.sources();
        List<Selection> selections =
                sources.stream().map(SelectionOptions.Source::selection).toList();
        selection.noteIfEmpty(session.console(), selections);
        DatasetStatistics counted;
        try (Workers workers = new Workers("statistics", Math.min(selections.size(), Jobs.count(null)))) {
            counted = DatasetStatistics.of(selections, workers.pool());
        }
        StatisticsReport report =
                new StatisticsReport(selection.criteria().describe(), counted, published(sources, counted.splits()));
        result.write(session, out -> StatisticsPage.write(report, format, out));
        int differences = report.published().differences().size();
        if (differences > 0) {
            session.console()
                    .warn(Quantity.count(differences) + " numbers differ from those published with release "
                            + PublishedCounts.RELEASE + "; the annotations are incomplete, or of another release");
        }
        return ExitCode.OK;
    }

    /** Against the published table. What {@code subset} wrote has other numbers, and all categories of the release. */
    private StatisticsReport.Published published(
            List<SelectionOptions.Source> sources, Map<String, Statistics> splits) {
        List<String> compared = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (SelectionOptions.Source source : sources) {
            Selection each = source.selection();
            Statistics counted = splits.get(each.split());
            if (counted != null
                    && selection.criteria().isEmpty()
                    && !SubsetOrigin.isSubset(
                            source.file().path().toAbsolutePath().getParent())
                    && PublishedCounts.isAbout(each.split(), each.annotations())) {
                compared.add(each.split());
                differences.addAll(PublishedCounts.differences(each.split(), counted));
            }
        }
        return new StatisticsReport.Published(List.copyOf(compared), List.copyOf(differences));
    }
}
