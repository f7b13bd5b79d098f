package org.inatsounds.dataset.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.LicenseUse;
import org.inatsounds.dataset.LicenseUses;
import org.inatsounds.dataset.Possible;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.Statistics.Balance;
import org.inatsounds.dataset.statistics.Statistics.Cell;
import org.inatsounds.dataset.statistics.Statistics.Group;
import org.inatsounds.dataset.statistics.Statistics.LicenseCount;
import org.inatsounds.dataset.statistics.Statistics.Places;
import org.inatsounds.dataset.statistics.Statistics.Recordist;
import org.inatsounds.dataset.statistics.Statistics.Recordists;
import org.inatsounds.dataset.statistics.Statistics.SpeciesCount;
import org.inatsounds.dataset.statistics.Statistics.Times;
import org.jspecify.annotations.Nullable;

/** Goes through recordings once and counts all that {@link Statistics} has. */
final class StatisticsCounter {

    private static final int NAMED = 10;
    private static final int YEARS = 10_000;
    private static final int MONTHS = 13;
    private static final int ROWS = 180 / Places.DEGREES;
    private static final int COLUMNS = 360 / Places.DEGREES;

    private static final class SpeciesTotal {
        private final Category category;
        private int recordings;
        private double seconds;

        SpeciesTotal(Category category) {
            this.category = category;
        }

        void add(int more, double moreSeconds) {
            recordings += more;
            seconds += moreSeconds;
        }
    }

    private static final String UNKNOWN = "unknown";

    private final Map<Integer, SpeciesTotal> species = new HashMap<>();
    private final Counter<String> recordists = new Counter<>();
    private final int[] years = new int[YEARS];
    private final int[] months = new int[MONTHS];
    private final Map<LicenseUse, Integer> licenses = new HashMap<>();
    private final int[][] cells = new int[ROWS][COLUMNS];

    private double[] durations = new double[0];
    private int known;
    private int recordings;
    private int unlabelled;
    private boolean labelled;
    private int unnamed;
    private int undated;
    private int unplaced;

    /** Counts the recordings of a split. */
    void add(Selection selection) {
        Annotations annotations = selection.annotations();
        LicenseUses uses = new LicenseUses(annotations);
        List<Recording> all = selection.recordings();
        recordings += all.size();
        durations = Arrays.copyOf(durations, known + all.size());
        for (Recording recording : all) {
            if (recording.isTimed()) {
                durations[known++] = recording.duration();
            }
            uses.count(recording);
            date(recording.date());
            place(recording.latitude(), recording.longitude());
            if (recording.rightsHolder().isEmpty()) {
                unnamed++;
            } else {
                recordists.add(recording.rightsHolder());
            }
        }
        uses.counts().forEach((license, count) -> licenses.merge(license, count, Integer::sum));
        if (annotations.labelled()) {
            labelled = true;
            labels(annotations, all);
        } else {
            unlabelled += all.size();
        }
    }

    /** By position first: a look-up of each species is enough, that of each recording would take longer than all the rest. */
    private void labels(Annotations annotations, List<Recording> all) {
        List<Category> categories = annotations.categories();
        int[] counts = new int[categories.size()];
        double[] seconds = new double[categories.size()];
        for (Recording recording : all) {
            int place = annotations.categoryPlace(recording);
            counts[place]++;
            seconds[place] += recording.isTimed() ? recording.duration() : 0;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                total(categories.get(i)).add(counts[i], seconds[i]);
            }
        }
    }

    /** Adds what another counter has counted of other recordings. */
    void add(StatisticsCounter other) {
        other.species.values().forEach(each -> total(each.category).add(each.recordings, each.seconds));
        recordists.addAll(other.recordists);
        addTo(years, other.years);
        addTo(months, other.months);
        other.licenses.forEach((license, count) -> licenses.merge(license, count, Integer::sum));
        for (int row = 0; row < ROWS; row++) {
            addTo(cells[row], other.cells[row]);
        }
        durations = Arrays.copyOf(durations, known + other.known);
        System.arraycopy(other.durations, 0, durations, known, other.known);
        known += other.known;
        recordings += other.recordings;
        unlabelled += other.unlabelled;
        labelled |= other.labelled;
        unnamed += other.unnamed;
        undated += other.undated;
        unplaced += other.unplaced;
    }

    private static void addTo(int[] counts, int[] more) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += more[i];
        }
    }

    private SpeciesTotal total(Category category) {
        return species.computeIfAbsent(category.id(), id -> new SpeciesTotal(category));
    }

    private void date(String date) {
        int month = Possible.month(date);
        if (month < 0) {
            undated++;
        } else {
            years[month / 100]++;
            months[month % 100]++;
        }
    }

    private void place(double latitude, double longitude) {
        if (Possible.isPlace(latitude, longitude)) {
            int row = Math.min(ROWS - 1, (int) ((latitude + 90) / Places.DEGREES));
            int column = Math.min(COLUMNS - 1, (int) ((longitude + 180) / Places.DEGREES));
            cells[row][column]++;
        } else {
            unplaced++;
        }
    }

    /** What was counted so far. */
    Statistics statistics() {
        durations = Arrays.copyOf(durations, known);
        // Those of all splits are sorted runs already, which takes little to merge.
        Arrays.sort(durations);
        return new Statistics(
                recordings,
                unlabelled,
                labelled ? species.size() : null,
                DoubleStream.of(durations).sum(),
                recordings - known,
                supercategories(),
                Quantiles.of(durations),
                balance(),
                recordists(),
                new Times(occurring(years), occurring(months), undated),
                new Places(places(), unplaced),
                licenses());
    }

    private static SortedMap<Integer, Integer> occurring(int[] counts) {
        SortedMap<Integer, Integer> occurring = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                occurring.put(i, counts[i]);
            }
        }
        return occurring;
    }

    private Map<String, Group> supercategories() {
        Map<String, Group> groups = new HashMap<>();
        for (SpeciesTotal total : species.values()) {
            // One that is called as those without a name are in output would hide them there.
            String name = total.category.supercategory();
            groups.merge(
                    name.equals(UNKNOWN) ? "" : name,
                    new Group(total.recordings, 1, total.seconds),
                    (a, b) -> new Group(
                            a.recordings() + b.recordings(), a.species() + b.species(), a.seconds() + b.seconds()));
        }
        Map<String, Group> ordered = new LinkedHashMap<>();
        groups.keySet().stream()
                .sorted(PublishedCounts.ORDER)
                .forEach(name -> ordered.put(name, groups.getOrDefault(name, new Group(0, 0, 0))));
        return Collections.unmodifiableMap(ordered);
    }

    private @Nullable Balance balance() {
        double[] counts = species.values().stream()
                .mapToDouble(total -> total.recordings)
                .sorted()
                .toArray();
        Quantiles quantiles = Quantiles.of(counts);
        if (quantiles == null) {
            return null;
        }
        Comparator<SpeciesTotal> fewest = Comparator.comparingInt(total -> total.recordings);
        return new Balance(quantiles, Gini.of(counts), first(fewest.reversed()), first(fewest));
    }

    /** Species with as many recordings are in order of id. */
    private List<SpeciesCount> first(Comparator<SpeciesTotal> order) {
        return species.values().stream()
                .sorted(order.thenComparing(total -> total.category.id()))
                .limit(NAMED)
                .map(total -> new SpeciesCount(total.category, total.recordings))
                .toList();
    }

    private Recordists recordists() {
        List<Recordist> most = recordists.most(NAMED).stream()
                .map(name -> new Recordist(name, recordists.of(name)))
                .toList();
        return new Recordists(recordists.size(), unnamed, most);
    }

    private List<Cell> places() {
        List<Cell> places = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (cells[row][column] > 0) {
                    places.add(new Cell(row * Places.DEGREES - 90, column * Places.DEGREES - 180, cells[row][column]));
                }
            }
        }
        return List.copyOf(places);
    }

    private List<LicenseCount> licenses() {
        return licenses.entrySet().stream()
                .map(entry -> new LicenseCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt((LicenseCount count) -> -count.recordings())
                        .thenComparing(count -> count.license().name())
                        .thenComparing(count -> count.license().url()))
                .toList();
    }
}
