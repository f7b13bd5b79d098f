package org.inatsounds.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.LicenseGroup;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.dataset.statistics.Quantiles;
import org.inatsounds.dataset.statistics.Statistics;
import org.inatsounds.dataset.statistics.Statistics.Balance;
import org.inatsounds.dataset.statistics.Statistics.Cell;
import org.inatsounds.dataset.statistics.Statistics.Group;
import org.inatsounds.dataset.statistics.Statistics.SpeciesCount;
import org.jspecify.annotations.Nullable;

/** Statistics for people: tables with a column a split first, then those of all splits together. */
final class StatisticsSheets {

    private static final String NONE = "-";
    private static final double SECONDS_AN_HOUR = 3600;

    /** How wide and high a cell of the map is that people read, in degrees. */
    private static final int COARSE = 30;

    private final StatisticsReport report;
    private final Map<String, Statistics> columns = new LinkedHashMap<>();
    private final Statistics all;
    private final List<Sheet> sheets = new ArrayList<>();

    private StatisticsSheets(StatisticsReport report) {
        this.report = report;
        all = report.all();
        columns.putAll(report.splits());
        if (columns.size() > 1) {
            columns.put("all", all);
        }
    }

    static List<Sheet> of(StatisticsReport report) {
        StatisticsSheets sheets = new StatisticsSheets(report);
        sheets.bySupercategory("recordings", group -> count(group.recordings()), each -> count(each.recordings()));
        sheets.bySupercategory("species", group -> count(group.species()), each -> count(each.species()));
        sheets.bySupercategory("hours", group -> sheets.hours(group.seconds()), each -> sheets.hours(each.seconds()));
        sheets.quantiles("seconds per recording", Statistics::durations, 1);
        sheets.quantiles(
                "recordings per species",
                each -> each.balance() == null ? null : each.balance().recordings(),
                0);
        sheets.species();
        sheets.recordists();
        sheets.times();
        sheets.places();
        sheets.licenses();
        sheets.differences();
        return List.copyOf(sheets.sheets);
    }

    private void bySupercategory(String what, Function<Group, String> ofGroup, Function<Statistics, String> ofAll) {
        Set<String> names = new LinkedHashSet<>(all.supercategories().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(row(StatisticsReport.named(name), each -> {
                Group group = each.supercategories().get(name);
                return group == null ? "0" : ofGroup.apply(group);
            }));
        }
        rows.add(row("total", ofAll));
        sheet(what, 1, headings(), rows);
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>(List.of(""));
        headings.addAll(columns.keySet());
        return headings;
    }

    private List<String> row(String name, Function<Statistics, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        columns.values().forEach(each -> row.add(cell.apply(each)));
        return row;
    }

    private interface Distribution {
        @Nullable
        Quantiles of(Statistics statistics);
    }

    private void quantiles(String what, Distribution distribution, int decimals) {
        Map<String, Function<Quantiles, Double>> quantiles = new LinkedHashMap<>();
        quantiles.put("least", Quantiles::min);
        quantiles.put("5 %", Quantiles::p05);
        quantiles.put("25 %", Quantiles::p25);
        quantiles.put("median", Quantiles::p50);
        quantiles.put("75 %", Quantiles::p75);
        quantiles.put("95 %", Quantiles::p95);
        quantiles.put("most", Quantiles::max);
        quantiles.put("mean", Quantiles::mean);
        List<List<String>> rows = new ArrayList<>();
        quantiles.forEach((name, quantile) -> {
            int digits = name.equals("mean") ? decimals + 1 : decimals;
            rows.add(row(name, each -> {
                Quantiles of = distribution.of(each);
                return of == null ? NONE : decimal(quantile.apply(of), digits);
            }));
        });
        if (decimals == 0) {
            rows.add(row(
                    "Gini",
                    each -> each.balance() == null
                            ? NONE
                            : decimal(each.balance().gini(), 3)));
        }
        sheet(what, 1, headings(), rows);
    }

    private void species() {
        Balance balance = all.balance();
        if (balance != null) {
            List<String> headings = List.of("species", "common name", "recordings");
            sheet("most recordings", 2, headings, species(balance.most()));
            sheet("fewest recordings", 2, headings, species(balance.least()));
        }
    }

    private static List<List<String>> species(List<SpeciesCount> counts) {
        return counts.stream()
                .map(one -> {
                    Category category = one.category();
                    return List.of(category.name(), category.commonName(), count(one.recordings()));
                })
                .toList();
    }

    private void recordists() {
        List<List<String>> rows = new ArrayList<>();
        all.recordists().most().forEach(one -> rows.add(List.of(one.name(), count(one.recordings()))));
        if (all.recordists().unnamed() > 0) {
            rows.add(List.of("(not named)", count(all.recordists().unnamed())));
        }
        sheet(
                "recordists: " + count(all.recordists().number()) + ", and the most active",
                1,
                List.of("rights holder", "recordings"),
                rows);
    }

    private void times() {
        List<List<String>> years = new ArrayList<>();
        all.dates().years().forEach((year, count) -> years.add(List.of(year.toString(), count(count))));
        unknown(years, all.dates().unknown());
        sheet("years", 1, List.of("year", "recordings"), years);
        List<List<String>> months = new ArrayList<>();
        all.dates().months().forEach((month, count) -> months.add(List.of(month.toString(), count(count))));
        sheet("months", 1, List.of("month", "recordings"), months);
    }

    /** Latitudes from north to south, longitudes from west to east, as on a map; only those with recordings. */
    private void places() {
        int[][] cells = new int[180 / COARSE][360 / COARSE];
        for (Cell cell : all.places().cells()) {
            cells[(cell.south() + 90) / COARSE][(cell.west() + 180) / COARSE] += cell.recordings();
        }
        List<String> headings = new ArrayList<>(List.of(""));
        for (int column = 0; column < cells[0].length; column++) {
            headings.add(degrees(column * COARSE - 180, "W", "E"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row = cells.length - 1; row >= 0; row--) {
            List<String> line = new ArrayList<>(List.of(degrees(row * COARSE - 90, "S", "N")));
            for (int count : cells[row]) {
                line.add(count == 0 ? "." : String.valueOf(count));
            }
            rows.add(line);
        }
        String unknown =
                all.places().unknown() == 0 ? "" : "; " + count(all.places().unknown()) + " without a place";
        if (!all.places().cells().isEmpty() || all.places().unknown() > 0) {
            sheet("places, by the south-west corner of " + COARSE + " degrees" + unknown, 1, headings, rows);
        }
    }

    private static String degrees(int value, String negative, String positive) {
        return Math.abs(value) + (value < 0 ? negative : value > 0 ? positive : "");
    }

    private void licenses() {
        List<List<String>> rows = all.licenses().stream()
                .map(one -> {
                    LicenseGroup group = one.license().group();
                    String name = one.license().name();
                    return List.of(
                            name.isEmpty() ? StatisticsReport.UNKNOWN : name,
                            group == null ? NONE : group.label(),
                            count(one.recordings()));
                })
                .toList();
        sheet("licences", 2, List.of("licence", "group", "recordings"), rows);
    }

    private void differences() {
        List<List<String>> rows = report.published().differences().stream()
                .map(one -> List.of(
                        one.split(),
                        StatisticsReport.named(one.supercategory()),
                        one.of(),
                        count(one.published()),
                        count(one.counted())))
                .toList();
        sheet(
                "not as published in release " + PublishedCounts.RELEASE,
                3,
                List.of("split", "supercategory", "of", "published", "counted"),
                rows);
    }

    private static void unknown(List<List<String>> rows, int count) {
        if (count > 0) {
            rows.add(List.of(StatisticsReport.UNKNOWN, count(count)));
        }
    }

    private void sheet(String title, int texts, List<String> headings, List<List<String>> rows) {
        sheets.add(new Sheet(title, new Table(texts, headings, rows)));
    }

    private static String count(@Nullable Integer count) {
        return count == null ? NONE : decimal(count, 0);
    }

    /** Of a few recordings, to a few seconds. */
    private String hours(double seconds) {
        return decimal(seconds / SECONDS_AN_HOUR, all.seconds() < 10 * SECONDS_AN_HOUR ? 3 : 1);
    }

    private static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
