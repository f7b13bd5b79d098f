package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
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

    @Property(tries = 300)
    void distanceIsThatOfTheDefinition(
            @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'c') String a,
            @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'c') String b) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(literal(a, b)).isEqualTo(Suggestions.distance(b, a));
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
