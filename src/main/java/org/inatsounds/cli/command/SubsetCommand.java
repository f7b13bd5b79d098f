package org.inatsounds.cli.command;

import java.nio.file.Path;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.report.SubsetReport;
import org.inatsounds.report.SubsetTables;
import org.inatsounds.subset.Subset;
import org.inatsounds.subset.SubsetLayout;
import org.inatsounds.subset.SubsetLink;
import org.inatsounds.subset.SubsetResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inatsounds subset}. */
@Command(name = "subset")
final class SubsetCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true)
    private Path output;

    @Option(names = "--layout", paramLabel = "LAYOUT", defaultValue = "original")
    private SubsetLayout layout = SubsetLayout.ORIGINAL;

    @Option(names = "--link", paramLabel = "KIND", defaultValue = "copy")
    private SubsetLink link = SubsetLink.COPY;

    @Option(names = "--holdout", paramLabel = "SHARE", defaultValue = "0")
    private double holdout;

    SubsetCommand(Session session) {
        super(session);
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        selection.drawsBySeed(holdout > 0);
        SubsetResult result = Subset.of(selection.folder(), selection.sources(), selection.criteria())
                .into(output)
                .layout(layout)
                .link(link)
                .holdout(holdout)
                .papers(new SubsetTables())
                .run(session.console());
        ResultFile.print(session.console(), out -> SubsetReport.write(result, output, out));
        return ExitCode.OK;
    }
}
