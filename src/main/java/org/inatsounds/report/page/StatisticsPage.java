package org.inatsounds.report.page;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.inatsounds.dataset.statistics.Statistics;
import org.inatsounds.dataset.statistics.Statistics.Cell;
import org.inatsounds.dataset.statistics.Statistics.Places;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.Sheet;
import org.inatsounds.report.StatisticsFormat;
import org.inatsounds.report.StatisticsReport;

/** What was counted of a dataset, as a page. */
public final class StatisticsPage {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private StatisticsPage() {}

    /** Writes a report in any form. The writer stays open. */
    public static void write(StatisticsReport report, StatisticsFormat format, Writer out) throws IOException {
        if (format == StatisticsFormat.HTML) {
            write(report, out);
        } else {
            report.write(format, out);
        }
    }

    /**
     * Writes it as a page. The writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public static void write(StatisticsReport report, Writer out) throws IOException {
        Statistics all = report.all();
        Page page = new Page(
                "iNatSounds: " + String.join(", ", report.splits().keySet()),
                Quantity.count(all.recordings()) + " recordings" + species(all) + ", "
                        + Quantity.count(Math.round(all.seconds() / 3600)) + " hours: " + report.title());
        page.section("groups", "Supercategories", supercategories(all));
        page.section("map", "Map", map(all));
        page.section("years", "Years", times(all.dates().years(), String::valueOf, "Recordings by year"));
        page.section(
                "months",
                "Months",
                times(all.dates().months(), month -> MONTHS.get(month - 1), "Recordings by month of the year"));
        Html tables = new Html();
        for (Sheet sheet : report.sheets()) {
            if (!sheet.isEmpty()) {
                tables.table(sheet.title(), sheet.table());
            }
        }
        String remark = report.remark();
        page.section("tables", "Tables", remark.isEmpty() ? tables : tables.paragraph(remark));
        page.write(out);
    }

    private static String species(Statistics all) {
        Integer species = all.species();
        return species == null ? "" : " of " + Quantity.count(species) + " species";
    }

    private static Html supercategories(Statistics all) {
        Html html = new Html();
        int most = all.supercategories().values().stream()
                .mapToInt(Statistics.Group::recordings)
                .max()
                .orElse(0);
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Map.Entry<String, Statistics.Group> each : all.supercategories().entrySet()) {
            int recordings = each.getValue().recordings();
            String name = StatisticsReport.named(each.getKey());
            bars.add(new BarChart.Bar(name, recordings, Quantity.count(recordings)));
        }
        return most == 0 ? html : html.markup(BarChart.draw("Recordings by supercategory", most, bars));
    }

    private static Html map(Statistics all) {
        Html html = new Html();
        List<WorldMap.Cell> cells = new ArrayList<>();
        for (Cell cell : all.places().cells()) {
            double middle = Places.DEGREES / 2.0;
            cells.add(new WorldMap.Cell(
                    cell.south() + middle,
                    cell.west() + middle,
                    cell.recordings(),
                    -1,
                    Quantity.count(cell.recordings()) + (cell.recordings() == 1 ? " recording" : " recordings")));
        }
        if (cells.isEmpty()) {
            return html;
        }
        html.markup(WorldMap.draw("Where recordings come from", Places.DEGREES, cells));
        int unknown = all.places().unknown();
        return html.paragraph("A dot is a cell of " + Places.DEGREES + " by " + Places.DEGREES
                + " degrees, larger where there are more recordings."
                + (unknown == 0 ? "" : " " + Quantity.count(unknown) + " recordings have no place."));
    }

    private static Html times(SortedMap<Integer, Integer> counts, Function<Integer, String> name, String label) {
        Html html = new Html();
        if (counts.isEmpty()) {
            return html;
        }
        List<BarChart.Bar> bars = new ArrayList<>();
        counts.forEach((time, count) -> bars.add(new BarChart.Bar(name.apply(time), count, Quantity.count(count))));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        return html.markup(BarChart.draw(label, most, bars));
    }
}
