package org.inatsounds.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.SpeciesTotals;
import org.inatsounds.report.Column;
import org.inatsounds.report.Columns;
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
public final class ListCommand implements Callable<Integer> {

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

    private final Session session;

    public ListCommand(Session session) {
        this.session = session;
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        result.requireOther(selection.inputs());
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
        requireLabels(selections);
        List<Column<SpeciesTotals>> chosen = SpeciesListing.columns(
                        selections.stream().map(Selection::split).toList())
                .chosen(columns);
        List<SpeciesTotals> totals = SpeciesTotals.of(selections);
        noteIfEmpty(totals.isEmpty());
        result.write(session, out -> new Listing<>(chosen).write(format, totals, totals, out));
    }

    private void requireLabels(List<Selection> selections) {
        List<String> without = selections.stream()
                .filter(each -> !each.annotations().labelled())
                .map(Selection::split)
                .toList();
        if (without.size() == selections.size()) {
            throw new BadInputException("the annotations of " + String.join(", ", without)
                    + " give no species for the recordings: there are no species to list");
        }
        if (!without.isEmpty()) {
            session.console()
                    .warn("left out " + String.join(", ", without)
                            + ": the annotations give no species for the recordings");
        }
    }

    private void listRecordings() {
        List<Column<Listed>> chosen = chosen();
        boolean hashed = chosen.stream().anyMatch(column -> column.name().equals(Listed.SHA256));
        ListedRecordings recordings = new ListedRecordings(selection.read(), selection.folder());
        noteIfEmpty(recordings.isEmpty());
        if (!hashed) {
            result.write(session, out -> new Listing<>(chosen).write(format, recordings, recordings, out));
            return;
        }
        try (Hashes hashes = new Hashes(session.console(), recordings)) {
            result.write(session, out -> new Listing<>(chosen).write(format, recordings, hashes, out));
            if (hashes.problems() > 0) {
                throw new DataMismatchException(hashes.report());
            }
        }
    }

    /** Checksums cost the reading of every file: they are there for whoever asks for them by name, or with the option. */
    private List<Column<Listed>> chosen() {
        List<Column<Listed>> chosen = new ArrayList<>(Listed.COLUMNS.chosen(columns));
        if (columns.equals(List.of(Columns.ALL)) && !hash) {
            chosen.removeIf(column -> column.name().equals(Listed.SHA256));
        }
        if (hash && chosen.stream().noneMatch(column -> column.name().equals(Listed.SHA256))) {
            chosen.addAll(Listed.COLUMNS.chosen(List.of(Listed.SHA256)));
        }
        return chosen;
    }

    /** An empty list is a result; whoever expected more may wonder. */
    private void noteIfEmpty(boolean empty) {
        if (empty) {
            session.console()
                    .notice("no recording matches: " + selection.criteria().describe());
        }
    }
}
