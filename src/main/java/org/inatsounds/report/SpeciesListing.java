package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.Rank;
import org.inatsounds.dataset.statistics.SpeciesTotals;

/** The columns of a list of species. */
public final class SpeciesListing {

    /** What annotations say of a species. */
    static final List<Column<Category>> CATEGORY = category();

    private SpeciesListing() {}

    /** The columns, one for the recordings of each split among them: {@code train_recordings} and the like. */
    public static Columns<SpeciesTotals> columns(List<String> splits) {
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
