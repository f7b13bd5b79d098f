package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {

    @Test
    void nearest() {
        List<String> names = List.of("fetch", "eval", "terms", "--recordings", "--retries", "-q");

        assertThat(Suggestions.nearest("fecth", names)).containsExactly("fetch");
        assertThat(Suggestions.nearest("Eval", names)).containsExactly("eval");
        assertThat(Suggestions.nearest("--recording", names)).containsExactly("--recordings");
        assertThat(Suggestions.nearest("--reco", names)).containsExactly("--recordings");
        assertThat(Suggestions.nearest("-x", names)).isEmpty();
        assertThat(Suggestions.nearest("something else", names)).isEmpty();
    }

    @Test
    void distanceIsThatOfTheDefinition() {
        Property.tries(300).check(draw -> {
            String a = draw.text(0, 6, "abc");
            String b = draw.text(0, 6, "abc");
            assertThat(Suggestions.distance(a, b, 12))
                    .isEqualTo(literal(a, b))
                    .isEqualTo(Suggestions.distance(b, a, 12));
        });
    }

    @Test
    void aGreaterDistanceThanAskedForIsSomeGreaterNumber() {
        Property.tries(1000).check(draw -> {
            String a = draw.text(0, 7, "abc");
            String b = draw.text(0, 7, "abc");
            int most = draw.anInt(0, 6);
            int distance = Suggestions.distance(a, b, most);

            if (literal(a, b) <= most) {
                assertThat(distance).isEqualTo(literal(a, b));
            } else {
                assertThat(distance).isGreaterThan(most);
            }
        });
    }

    /** Against the definition: all names by distance, then by alphabet; the first two. */
    @Test
    void nearestAreThoseOfTheDefinition() {
        Property.tries(500).check(draw -> {
            String wrong = draw.text(0, 6, "abc");
            List<String> names = draw.list(0, 255, () -> draw.text(0, 6, "ABC"));
            int allowed = draw.anInt(0, 3);
            Comparator<String> nearestFirst =
                    Comparator.comparingInt(name -> literal(wrong, name.toLowerCase(Locale.ROOT)));
            List<String> expected = names.stream()
                    .filter(name -> literal(wrong, name.toLowerCase(Locale.ROOT)) <= allowed
                            || (wrong.length() >= 4
                                    && name.toLowerCase(Locale.ROOT).startsWith(wrong)))
                    .distinct()
                    .sorted(nearestFirst.thenComparing(Comparator.naturalOrder()))
                    .limit(2)
                    .toList();

            assertThat(Suggestions.nearest(wrong, names, allowed)).isEqualTo(expected);
        });
    }

    @Test
    void aQuestionNamesThem() {
        assertThat(Suggestions.question("evl", List.of("eval", "fetch"))).isEqualTo("; did you mean 'eval'?");
        assertThat(Suggestions.question(List.of("a", "b"))).isEqualTo("; did you mean 'a' or 'b'?");
        assertThat(Suggestions.question("x", List.of("eval"))).isEmpty();
    }

    /** Ten wrong names among the names of 5,569 species in four spellings: a blink. */
    @Test
    void isFastEnoughForTheNamesOfAllSpecies() {
        Random random = new Random(3);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 4 * 5_569; i++) {
            names.add(word(random, 8) + " " + word(random, 10) + (i % 4 == 0 ? word(random, 60) : ""));
        }

        assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 10; i++) {
                assertThat(Suggestions.nearest(names.get(i).substring(1), names))
                        .contains(names.get(i));
            }
        });
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** The definition, word by word. */
    private static int literal(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String aRest = a.substring(1);
        String bRest = b.substring(1);
        int best = Math.min(literal(aRest, b), literal(a, bRest)) + 1;
        best = Math.min(best, literal(aRest, bRest) + (a.charAt(0) == b.charAt(0) ? 0 : 1));
        if (a.length() > 1 && b.length() > 1 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0)) {
            best = Math.min(best, literal(a.substring(2), b.substring(2)) + 1);
        }
        return best;
    }
}
