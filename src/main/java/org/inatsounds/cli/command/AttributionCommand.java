package org.inatsounds.cli.command;

import java.util.List;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.report.AttributionReport;
import org.inatsounds.report.TableFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inatsounds attribution}. */
@Command(name = "attribution")
final class AttributionCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "markdown")
    private TableFormat format = TableFormat.MARKDOWN;

    @Mixin
    private final ResultFile result = new ResultFile();

    AttributionCommand(Session session) {
        super(session);
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check(selection.inputs());
        List<Selection> selections = selection.read();
        selection.noteIfEmpty(session.console(), selections);
        AttributionReport report =
                AttributionReport.of(selections, selection.criteria().describe());
        result.write(session, out -> report.write(format, out));
        return ExitCode.OK;
    }
}
