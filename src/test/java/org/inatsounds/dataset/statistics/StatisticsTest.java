package org.inatsounds.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.inatsounds.BadInputException;
import org.inatsounds.dataset.Annotation;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.Elements;
import org.inatsounds.dataset.Info;
import org.inatsounds.dataset.License;
import org.inatsounds.dataset.Linker;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.statistics.Statistics.Cell;
import org.inatsounds.dataset.statistics.Statistics.Group;
import org.inatsounds.dataset.statistics.Statistics.Recordist;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is counted, against numbers found by hand, and distributions against slow ones. */
final class StatisticsTest {

    private static final List<License> LICENSES = List.of(
            new License(1, "Attribution License", "http://creativecommons.org/licenses/by/4.0/"),
            new License(2, "Public Domain", "http://creativecommons.org/publicdomain/zero/1.0/"));

    private static final List<Category> CATEGORIES = List.of(
            category(5, "Rana una", "Amphibia"),
            category(3, "Avis rara", "Aves"),
            category(4, "Avis altera", "Aves"),
            category(9, "Musca nulla", "Insecta"));

    private static final List<Recording> RECORDINGS = List.of(
            recording(1, 0.5, 1, "Ann", "2020-01-31 10:00:00", -90, -180),
            recording(2, 4, 2, "Ann", "2020-12-01", 90, 180),
            recording(3, Double.NaN, 7, "Bob", "2021-13-01", 89.9, 179.9),
            recording(4, 8, null, "", "last summer", Double.NaN, 3),
            recording(5, 2.5, 1, "Bob", "2021-12-01", -0.1, 0),
            recording(6, Double.POSITIVE_INFINITY, 1, "Cyd", "", 91, 0));

    private static Category category(int id, String name, String supercategory) {
        return new Category(id, name, "", supercategory, Map.of(), "", true);
    }

    private static Recording recording(
            int id, double seconds, @Nullable Integer license, String holder, String date, double lat, double lon) {
        return new Recording(id, "val/x/" + id + ".wav", seconds, license, holder, date, lat, lon, Double.NaN);
    }

    /** The n-th recording is of the n-th of these. */
    private static Selection selection(String split, List<Recording> recordings, int... categories) {
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < categories.length; i++) {
            annotations.add(new Annotation(i, recordings.get(i).id(), categories[i]));
        }
        Elements elements = new Elements(Info.NONE, "audio", recordings, CATEGORIES, annotations, LICENSES);
        return new Selection(split, new Linker(Path.of(split + ".json"), elements).link(), recordings);
    }

    private static Statistics count(Selection selection) {
        return DatasetStatistics.of(List.of(selection), Runnable::run).all();
    }

    @Test
    void everythingIsCountedOnce() {
        Statistics counted = count(selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3));
        assertThat(counted.recordings()).isEqualTo(6);
        assertThat(counted.species()).isEqualTo(3);
        assertThat(counted.seconds()).isEqualTo(15);
        assertThat(counted.withoutDuration()).isEqualTo(2);
        assertThat(counted.unlabelled()).isZero();
        assertThat(new ArrayList<>(counted.supercategories().entrySet()))
                .containsExactly(Map.entry("Aves", new Group(5, 2, 12.5)), Map.entry("Amphibia", new Group(1, 1, 2.5)));
        assertThat(counted.recordists().number()).isEqualTo(3);
        assertThat(counted.recordists().unnamed()).isEqualTo(1);
        assertThat(counted.recordists().most())
                .containsExactly(new Recordist("Ann", 2), new Recordist("Bob", 2), new Recordist("Cyd", 1));
        assertThat(counted.dates().years()).isEqualTo(Map.of(2020, 2, 2021, 1));
        assertThat(counted.dates().months()).isEqualTo(Map.of(1, 1, 12, 2));
        assertThat(counted.dates().unknown()).isEqualTo(3);
    }

    /** Neither a duration nor a day that can't be is counted as one. */
    @Test
    void whatCannotBeIsNotKnown() {
        List<Recording> odd = List.of(
                recording(1, -5, 1, "Ann", "2019-02-31", 0, 0),
                recording(2, 1e300, 1, "Ann", "2019-12-99", 0, 0),
                recording(3, 4, 1, "Ann", "2020-02-29", 0, 0),
                recording(4, 0, 1, "Ann", "2019-02-29", 0, 0),
                recording(5, 2, 1, "Ann", "2019-04-30 00:00", 0, 0),
                recording(6, 2, 1, "Ann", "2019-04-00", 0, 0));
        Statistics counted = count(selection("val", odd, 3, 3, 4, 3, 5, 3));
        assertThat(counted.seconds()).isEqualTo(8);
        assertThat(counted.withoutDuration()).isEqualTo(2);
        assertThat(counted.supercategories().get("Aves")).isEqualTo(new Group(5, 2, 6));
        assertThat(counted.dates().years()).isEqualTo(Map.of(2019, 1, 2020, 1));
        assertThat(counted.dates().unknown()).isEqualTo(4);
    }

    @Test
    void noGroupHidesAnother() {
        List<Category> categories = List.of(category(3, "A a", ""), category(4, "B b", "unknown"));
        List<Annotation> annotations = List.of(new Annotation(1, 1, 3), new Annotation(2, 2, 4));
        Elements elements =
                new Elements(Info.NONE, "audio", RECORDINGS.subList(0, 2), categories, annotations, LICENSES);
        Selection selection =
                new Selection("val", new Linker(Path.of("val.json"), elements).link(), RECORDINGS.subList(0, 2));
        assertThat(count(selection).supercategories()).isEqualTo(Map.of("", new Group(2, 2, 4.5)));
    }

    @Test
    void edgesOfTheMapBelongToACell() {
        Statistics counted = count(selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3));
        assertThat(counted.places().unknown()).isEqualTo(2);
        assertThat(counted.places().cells())
                .containsExactly(new Cell(-90, -180, 1), new Cell(-10, 0, 1), new Cell(80, 170, 2));
    }

    @Test
    void licencesThatAreNotListedAreNotKnown() {
        assertThat(count(selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3)).licenses().stream()
                        .map(one -> one.license().name() + " " + one.license().group() + " " + one.recordings()))
                .containsExactly("Attribution License ATTRIBUTION 3", " null 2", "Public Domain PUBLIC_DOMAIN 1");
    }

    @Test
    void theMostAndTheFewest() {
        Statistics counted = count(selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3));
        Statistics.Balance balance = Objects.requireNonNull(counted.balance());
        assertThat(balance.most().stream().map(one -> one.category().id() + ":" + one.recordings()))
                .containsExactly("3:4", "4:1", "5:1");
        assertThat(balance.least().stream().map(one -> one.category().id() + ":" + one.recordings()))
                .containsExactly("4:1", "5:1", "3:4");
        assertThat(balance.recordings().p75()).isEqualTo(2.5);
        assertThat(balance.recordings().max()).isEqualTo(4);
        assertThat(balance.gini()).isEqualTo(1.0 / 3, within(1e-15));
    }

    @Test
    void splitsTogetherAreCountedAsOne() {
        Selection val = selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3);
        Selection test = selection("test", RECORDINGS.subList(1, 5), 9, 9, 3, 4);
        DatasetStatistics counted = DatasetStatistics.of(List.of(val, test), Runnable::run);
        StatisticsCounter slow = new StatisticsCounter();
        slow.add(val);
        slow.add(test);
        assertThat(counted.all()).isEqualTo(slow.statistics());
        assertThat(counted.splits()).containsOnlyKeys("val", "test");
        assertThat(counted.splits().get("val")).isEqualTo(count(val));
        assertThat(counted.all().species()).isEqualTo(4);
        assertThat(counted.all().recordings()).isEqualTo(10);
    }

    @Test
    void withoutLabelsTheRestIsCounted() {
        Selection hidden = selection("test", RECORDINGS);
        Statistics counted = count(hidden);
        assertThat(counted.species()).isNull();
        assertThat(counted.balance()).isNull();
        assertThat(counted.supercategories()).isEmpty();
        assertThat(counted.unlabelled()).isEqualTo(6);
        assertThat(counted.seconds()).isEqualTo(15);
        Selection val = selection("val", RECORDINGS, 3, 3, 4, 3, 5, 3);
        Statistics both =
                DatasetStatistics.of(List.of(val, hidden), Runnable::run).all();
        assertThat(both.species()).isEqualTo(3);
        assertThat(both.unlabelled()).isEqualTo(6);
        assertThat(SpeciesTotals.of(List.of(val, hidden)).stream()
                        .map(one -> one.category().id() + ":" + one.recordings() + ":" + one.seconds()))
                .containsExactly("3:[4, 0]:12.5", "4:[1, 0]:0.0", "5:[1, 0]:2.5");
    }

    @Test
    void noneIsNoDistribution() {
        Statistics counted =
                count(new Selection("val", selection("val", RECORDINGS).annotations(), List.of()));
        assertThat(counted.durations()).isNull();
        assertThat(counted.recordings()).isZero();
    }

    @Test
    void idsMeanTheSameSpeciesInOneRelease() {
        Selection val = selection("val", RECORDINGS.subList(0, 1), 3);
        List<Category> others = List.of(category(3, "Felis mia", "Mammalia"));
        Elements elements = new Elements(Info.NONE, "audio", RECORDINGS, others, List.of(), LICENSES);
        Selection other = new Selection("test", new Linker(Path.of("x"), elements).link(), RECORDINGS);
        Selection.requireOneRelease(List.of(val, val));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Selection.requireOneRelease(List.of(val, other)))
                .withMessage("category 3 is 'Avis rara' in val and 'Felis mia' in test;"
                        + " expected annotations of one release");
    }

    @Test
    void quantilesAreThoseOfASlowTwin() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            double[] sorted = random.doubles(1 + random.nextInt(40))
                    .map(x -> x * 100)
                    .sorted()
                    .toArray();
            Quantiles fast = Objects.requireNonNull(Quantiles.of(sorted));
            assertThat(fast.min()).isEqualTo(sorted[0]);
            assertThat(fast.p05()).isEqualTo(literalQuantile(sorted, 0.05), within(1e-9));
            assertThat(fast.p25()).isEqualTo(literalQuantile(sorted, 0.25), within(1e-9));
            assertThat(fast.p50()).isEqualTo(literalQuantile(sorted, 0.5), within(1e-9));
            assertThat(fast.p75()).isEqualTo(literalQuantile(sorted, 0.75), within(1e-9));
            assertThat(fast.p95()).isEqualTo(literalQuantile(sorted, 0.95), within(1e-9));
            assertThat(fast.max()).isEqualTo(sorted[sorted.length - 1]);
            assertThat(fast.mean()).isEqualTo(Arrays.stream(sorted).average().orElseThrow(), within(1e-9));
        }
        // numpy.quantile([1, 2, 3, 4], [.05, .25, .5, .75, .95])
        assertThat(Quantiles.of(new double[] {1, 2, 3, 4}))
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
                .isEqualTo(new Quantiles(1, 1.15, 1.75, 2.5, 3.25, 3.85, 4, 2.5));
    }

    /** The line through the points (i / (n - 1), x[i]), at p. */
    private static double literalQuantile(double[] sorted, double p) {
        for (int i = 0; i + 1 < sorted.length; i++) {
            double left = (double) i / (sorted.length - 1);
            double right = (double) (i + 1) / (sorted.length - 1);
            if (p >= left && p <= right) {
                return sorted[i] + (p - left) / (right - left) * (sorted[i + 1] - sorted[i]);
            }
        }
        return sorted[0];
    }

    @Test
    void giniIsThatOfASlowTwin() {
        Random random = new Random(8);
        for (int round = 0; round < 200; round++) {
            double[] sorted = random.ints(1 + random.nextInt(40), 0, 50)
                    .mapToDouble(x -> x + 1)
                    .sorted()
                    .toArray();
            assertThat(Gini.of(sorted)).isEqualTo(literalGini(sorted), within(1e-12));
        }
        assertThat(Gini.of(new double[] {0, 0, 0, 1})).isEqualTo(0.75);
        assertThat(Gini.of(new double[] {5, 5, 5})).isZero();
    }

    /** Mean difference of two that are drawn, by half the mean. */
    private static double literalGini(double[] shares) {
        double difference = 0;
        double sum = 0;
        for (double a : shares) {
            sum += a;
            for (double b : shares) {
                difference += Math.abs(a - b);
            }
        }
        double n = shares.length;
        return difference / (n * n) / (2 * sum / n);
    }

    @Test
    void theMostFrequentAreThoseOfASort() {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            Counter<String> counter = new Counter<>();
            Map<String, Integer> literal = new LinkedHashMap<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                String key = "k" + random.nextInt(30);
                counter.add(key);
                literal.merge(key, 1, Integer::sum);
            }
            List<String> sorted = literal.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .limit(10)
                    .toList();
            assertThat(counter.most(10)).isEqualTo(sorted);
        }
    }

    @Test
    void thePublishedTable() {
        Map<String, Group> train = new LinkedHashMap<>();
        train.put("Aves", new Group(111_029, 3846, 0));
        train.put("Insecta", new Group(10_080, 745, 0));
        train.put("Amphibia", new Group(13_183, 650, 0));
        train.put("Mammalia", new Group(2_566, 296, 0));
        train.put("Reptilia", new Group(154, 32, 0));
        assertThat(PublishedCounts.differences("train", counted(train))).isEmpty();
        assertThat(train.values().stream().mapToInt(Group::recordings).sum()).isEqualTo(137_012);
        assertThat(train.values().stream().mapToInt(Group::species).sum()).isEqualTo(5_569);
        train.put("Reptilia", new Group(153, 32, 0));
        train.put("Fungi", new Group(1, 1, 0));
        assertThat(PublishedCounts.differences("train", counted(train)))
                .containsExactly(
                        new PublishedCounts.Difference("train", "Reptilia", "recordings", 154, 153),
                        new PublishedCounts.Difference("train", "Fungi", "recordings", 0, 1),
                        new PublishedCounts.Difference("train", "Fungi", "species", 0, 1));
        assertThat(total("val")).isEqualTo(45_698);
        assertThat(total("test")).isEqualTo(49_527);
    }

    private static Statistics counted(Map<String, Group> groups) {
        Statistics some = count(selection("train", RECORDINGS, 3, 3, 4, 3, 5, 3));
        return new Statistics(
                some.recordings(),
                0,
                some.species(),
                some.seconds(),
                0,
                groups,
                some.durations(),
                some.balance(),
                some.recordists(),
                some.dates(),
                some.places(),
                some.licenses());
    }

    private static int total(String split) {
        return PublishedCounts.differences(split, counted(Map.of())).stream()
                .filter(one -> one.of().equals("recordings"))
                .mapToInt(PublishedCounts.Difference::published)
                .sum();
    }

    @Test
    void onlyTheReleaseIsComparedWithItsTable() {
        assertThat(PublishedCounts.isAbout("val", annotations(1212))).isTrue();
        assertThat(PublishedCounts.isAbout("train", annotations(5569))).isTrue();
        assertThat(PublishedCounts.isAbout("train", annotations(5568))).isFalse();
        assertThat(PublishedCounts.isAbout("mine", annotations(5569))).isFalse();
    }

    private static Annotations annotations(int categories) {
        List<Category> many = new ArrayList<>();
        for (int id = 0; id < categories; id++) {
            many.add(category(id, "Avis " + id, "Aves"));
        }
        List<Recording> one = RECORDINGS.subList(0, 1);
        return new Linker(
                        Path.of("x"),
                        new Elements(Info.NONE, "audio", one, many, List.of(new Annotation(1, 1, 3)), LICENSES))
                .link();
    }
}
