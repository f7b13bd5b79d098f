package org.inatsounds.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.report.Column;
import org.inatsounds.report.HashedRecordings;
import org.inatsounds.report.ListFormat;
import org.inatsounds.report.Listed;
import org.inatsounds.report.ListedRecordings;
import org.inatsounds.report.Listing;
import org.inatsounds.report.SpeciesListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inatsounds list}. */
@Command(
        name = "list",
        header = {
            "Examples:",
            "  inatsounds list --split val --taxon Strigidae     the owls of a split",
            "  inatsounds list --species --format csv            species, with counts",
            "  inatsounds list --format jsonl | jq -r .file_name",
            "  inatsounds list --split test --columns file_name,rights_holder,license",
            "  inatsounds list --split val --hash --format csv -o manifest.csv",
            ""
        },
        description = {
            "List recordings or species: as a table, CSV, or JSON lines.",
            "",
            "Recordings are in annotation order, species by category id. Species without a matching recording"
                    + " are left out."
        })
final class ListCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "--species", description = "List species, with the number of their recordings in each split.")
    private boolean species;

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            split = ",",
            description = "Columns to write, in this order; all: every column; sha256 only with --hash.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--hash",
            description = "Add the column sha256, computed from each file on disk. Exit code 3 if a file is missing.")
    private boolean hash;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ListFormat format = ListFormat.TEXT;

    @Mixin
    private final ResultFile result = new ResultFile();

    ListCommand(Session session) {
        super(session);
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check(selection.inputs());
        if (species) {
            listSpecies();
        } else {
            listRecordings();
        }
        return ExitCode.OK;
    }

    private void listSpecies() {
        if (hash) {
            throw new UsageException("--hash: expected a list of recordings, got --species");
        }
        List<Selection> selections = selection.read();
        SpeciesListing.requireLabels(selections, session.console());
        SpeciesListing listing = SpeciesListing.of(selections, columns);
        selection.noteIfEmpty(session.console(), selections);
        result.write(session, out -> listing.write(format, out));
    }

    private void listRecordings() {
        List<Column<Listed>> chosen = Listed.chosen(columns, hash);
        List<Selection> selections = selection.read();
        ListedRecordings recordings = new ListedRecordings(selections, selection.folder());
        selection.noteIfEmpty(session.console(), selections);
        if (!Listed.areHashed(chosen)) {
            result.write(session, out -> new Listing<>(chosen).write(format, recordings, recordings, out));
            return;
        }
        try (HashedRecordings hashed = new HashedRecordings(session.console(), recordings)) {
            result.write(session, out -> new Listing<>(chosen).write(format, recordings, hashed, out));
            hashed.requireAll();
        }
    }
}
