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
@Command(name = "list")
final class ListCommand extends SessionCommand {

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "--species")
    private boolean species;

    @Option(names = "--columns", paramLabel = "NAMES", split = ",")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--hash")
    private boolean hash;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
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
