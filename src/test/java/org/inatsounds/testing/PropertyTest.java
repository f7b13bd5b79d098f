package org.inatsounds.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever breaks a property gets a seed, and the same values for it. */
final class PropertyTest {

    private static final String SEED = "inatsounds.seed";

    /** Of whoever runs all tests with one. */
    private final String given = System.getProperty(SEED, "");

    @BeforeEach
    void forgetSeed() {
        System.clearProperty(SEED);
    }

    @AfterEach
    void restoreSeed() {
        System.setProperty(SEED, given);
    }

    private static List<List<Object>> tried(Property property) {
        List<List<Object>> tried = new ArrayList<>();
        property.check(draw -> tried.add(values(draw)));
        return tried;
    }

    private static List<Object> values(Draw draw) {
        return List.of(
                draw.anInt(-5, 300),
                draw.anInt(),
                draw.aLong(),
                draw.aLong(0, Long.MAX_VALUE),
                draw.aDouble(),
                draw.aDouble(1.1, 40),
                draw.aBoolean(),
                draw.of("a", "b", "c"),
                draw.text(0, 5, "xyz"),
                draw.list(1, 9, () -> draw.anInt(3, 7)));
    }

    private static void withSeed(String seed, Runnable run) {
        System.setProperty(SEED, seed);
        try {
            run.run();
        } finally {
            System.clearProperty(SEED);
        }
    }

    @Test
    void aFailureNamesItsSeedAndItsValues() {
        Throwable failure = catchThrowable(() -> Property.tries(50).withSeed(7).check(draw -> {
            assertThat(draw.text(0, 3, "é")).hasSizeLessThan(2);
            draw.aBoolean();
        }));

        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 50 fails (again with -Dinatsounds.seed=7/")
                .hasMessageContaining("\"\\u00e9\\u00e9")
                .hasMessageContaining("because of java.lang.AssertionError")
                .cause()
                .hasMessageContaining("size");
    }

    @Test
    void theSeedOfAFailureGivesTheSameFailureAtOnce() {
        for (Property property :
                List.of(Property.tries(400), Property.tries(400).withoutEdgeCases())) {
            List<String> failed = new ArrayList<>();
            int[] tries = {0};
            Property.Body body = draw -> {
                tries[0]++;
                List<Object> values = values(draw);
                if ((int) values.get(0) > 99) {
                    failed.add(draw.toString());
                    throw new IllegalStateException("too large");
                }
            };
            String message =
                    String.valueOf(catchThrowable(() -> property.check(body)).getMessage());
            String seed = message.replaceAll("(?s).*-Dinatsounds.seed=([0-9/]+).*", "$1");
            tries[0] = 0;

            withSeed(seed, () -> assertThatThrownBy(() -> property.check(body)).hasMessage(message));

            assertThat(failed).hasSize(2).containsOnly(failed.get(0));
            assertThat(tries[0]).isOne();
        }
    }

    @Test
    void aSeedWithoutTryGivesAllTriesAgain() {
        withSeed("11", () -> {
            List<List<Object>> tried = tried(Property.tries(100));

            assertThat(tried).hasSize(100).isEqualTo(tried(Property.tries(100).withSeed(5)));
        });
    }

    @Test
    void otherRunsDrawOtherValues() {
        assertThat(tried(Property.tries(20))).isNotEqualTo(tried(Property.tries(20)));
        assertThat(tried(Property.tries(20).withSeed(5)))
                .isEqualTo(tried(Property.tries(20).withSeed(5)));
    }

    @Test
    void allCombinationsOfEdgeCasesAreTried() {
        Set<String> tried = new HashSet<>();
        Property.tries(4 * 3 * 2 * 3 * 2).check(draw -> {
            String values = draw.anInt(10, 90) + " " + draw.of("a", "b", "c") + " " + draw.aBoolean();
            tried.add(values + " " + draw.list(0, 2, draw::aBoolean).size());
        });

        for (int number : new int[] {10, 11, 89, 90}) {
            for (String text : List.of("a", "b", "c")) {
                for (boolean flag : new boolean[] {true, false}) {
                    for (int size = 0; size <= 2; size++) {
                        assertThat(tried).contains(number + " " + text + " " + flag + " " + size);
                    }
                }
            }
        }
    }

    /** With many values there are more combinations than tries. Then each value has all of its edge cases nevertheless. */
    @Test
    void noValueWaitsForTheCombinationsOfOthers() {
        List<Set<Integer>> tried = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        Property.tries(100).check(draw -> tried.forEach(values -> values.add(draw.anInt(1, 1_000_000))));

        assertThat(tried).allSatisfy(values -> assertThat(values).contains(1, 2, 999_999, 1_000_000));
    }

    @Test
    void smallValuesComeFirstAndTheWholeRangeAfterwards() {
        List<Integer> tried = new ArrayList<>();
        Property.tries(1000).withoutEdgeCases().check(draw -> tried.add(draw.anInt(0, 1_000_000)));

        assertThat(tried.subList(0, 50)).allMatch(value -> value < 10);
        assertThat(tried.subList(500, 1000).stream().filter(value -> value > 500_000))
                .hasSizeGreaterThan(100);
    }

    @Test
    void valuesKeepTheirBounds() {
        Property.tries(5000).check(draw -> {
            assertThat(draw.anInt(-5, 300)).isBetween(-5, 300);
            assertThat(draw.aLong(0, Long.MAX_VALUE)).isNotNegative();
            assertThat(draw.aLong(7, 7)).isEqualTo(7);
            assertThat(draw.aDouble(1.1, 40)).isBetween(1.1, 40.0);
            assertThat(draw.aDouble(-12, 1)).isBetween(-12.0, 1.0);
            assertThat(draw.aDouble()).isFinite();
            assertThat(draw.list(2, 4, draw::aBoolean)).hasSizeBetween(2, 4);
        });
    }
}
