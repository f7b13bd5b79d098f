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
@Command(
        name = "subset",
        header = {
            "Examples:",
            "  inatsounds subset --split train --taxon Strigidae -o owls",
            "  inatsounds subset --split train --species-file my.txt --holdout 0.15 -o mine",
            "  inatsounds subset --license public-domain --layout species --link hard -o free",
            ""
        },
        description = {
            "Write a smaller dataset from files on disk.",
            "",
            "The folder gets the recordings, annotations that every other command can read (--data FOLDER),"
                    + " manifest.csv, ATTRIBUTION.md, and subset.tsv, which says where they come from. Existing files are not overwritten; after an interruption, run it again."
        })
final class SubsetCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The folder to write. It must not exist, be empty, or hold the same subset.")
    private Path output;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "original",
            description = "${COMPLETION-CANDIDATES}: folders as published, or <split>/Genus_species."
                    + " Default: ${DEFAULT-VALUE}.")
    private SubsetLayout layout = SubsetLayout.ORIGINAL;

    @Option(
            names = "--link",
            paramLabel = "KIND",
            defaultValue = "copy",
            description = "${COMPLETION-CANDIDATES}: copies, or links to the files in the data folder."
                    + " Default: ${DEFAULT-VALUE}.")
    private SubsetLink link = SubsetLink.COPY;

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Move this share of the recordings of each species to the split val; --seed changes the choice.")
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
