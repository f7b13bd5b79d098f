package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.Listener;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.Rank;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.SpeciesTotals;

/** A list of species. */
public final class SpeciesListing {

    /** What annotations say of a species. */
    static final List<Column<Category>> CATEGORY = category();

    private final List<Column<SpeciesTotals>> chosen;
    private final List<SpeciesTotals> totals;

    private SpeciesListing(List<Column<SpeciesTotals>> chosen, List<SpeciesTotals> totals) {
        this.chosen = chosen;
        this.totals = totals;
    }

    /**
     * Lists the species of some recordings.
     *
     * @param columns the names of those that are wanted; none for the usual ones
     * @throws org.inatsounds.UsageException if there is no such column
     */
    public static SpeciesListing of(List<Selection> selections, List<String> columns) {
        List<String> splits = selections.stream().map(Selection::split).toList();
        return new SpeciesListing(columns(splits).chosen(columns), SpeciesTotals.of(selections));
    }

    /**
     * Refuses annotations without labels; where only some have none, says which those are.
     *
     * @throws BadInputException if none of them has labels
     */
    public static void requireLabels(List<Selection> selections, Listener listener) {
        List<String> without = selections.stream()
                .filter(each -> !each.annotations().labelled())
                .map(Selection::split)
                .toList();
        if (without.size() == selections.size()) {
            throw new BadInputException("the annotations of " + String.join(", ", without)
                    + " give no species for the recordings: there are no species to list");
        }
        if (!without.isEmpty()) {
            listener.warn(
                    "left out " + String.join(", ", without) + ": the annotations give no species for the recordings");
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return totals.isEmpty();
    }

    /** Writes the list. The writer stays open. */
    public void write(ListFormat format, Writer out) throws IOException {
        new Listing<>(chosen).write(format, totals, totals, out);
    }

    /** The columns, one for the recordings of each split among them: {@code train_recordings} and the like. */
    static Columns<SpeciesTotals> columns(List<String> splits) {
        List<Column<SpeciesTotals>> columns = new ArrayList<>();
        for (Column<Category> column : CATEGORY) {
            columns.add(new Column<>(
                    column.name(), column.isNumber(), row -> column.value().of(row.category())));
        }
        List<String> usual = new ArrayList<>(List.of("category_id", "name", "common_name", "supercategory"));
        for (int i = 0; i < splits.size(); i++) {
            int split = i;
            String name = splits.get(i) + "_recordings";
            columns.add(Column.number(name, row -> row.recordings().get(split)));
            usual.add(name);
        }
        columns.add(Column.number("recordings", SpeciesTotals::allRecordings));
        columns.add(Column.number("seconds", SpeciesTotals::seconds));
        usual.add("seconds");
        usual.add("evaluation");
        return new Columns<>(List.copyOf(columns), List.copyOf(usual));
    }

    private static List<Column<Category>> category() {
        List<Column<Category>> columns = new ArrayList<>(List.of(
                Column.number("category_id", Category::id),
                Column.text("name", Category::name),
                Column.text("common_name", Category::commonName),
                Column.text("supercategory", Category::supercategory)));
        for (Rank rank : Rank.values()) {
            String name = rank == Rank.SPECIES ? "specific_epithet" : rank.label();
            columns.add(Column.text(name, row -> row.lineage().getOrDefault(rank, "")));
        }
        columns.add(Column.text("audio_dir_name", Category::audioDirName));
        columns.add(Column.text("evaluation", Category::evaluation));
        return List.copyOf(columns);
    }
}
