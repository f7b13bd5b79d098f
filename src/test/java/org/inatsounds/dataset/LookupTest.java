package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** The two small tables against a map. */
final class LookupTest {

    @Test
    void anIdIndexIsAMap() {
        Property.tries(1000).check(draw -> {
            List<Integer> ids = draw.list(0, 255, () -> draw.aBoolean() ? draw.anInt() : draw.anInt(-9, 9));
            List<Integer> others = draw.list(0, 255, draw::anInt);
            IdIndex index = new IdIndex(ids.stream().mapToInt(id -> id).toArray());
            Map<Integer, Integer> map = new HashMap<>();
            int repeated = IdIndex.NONE;
            for (int i = 0; i < ids.size(); i++) {
                boolean again = map.putIfAbsent(ids.get(i), i) != null;
                repeated = again && repeated == IdIndex.NONE ? i : repeated;
            }
            assertThat(index.repeated()).isEqualTo(repeated);
            for (int id : ids) {
                assertThat(index.find(id)).isEqualTo(map.get(id));
            }
            for (int id : others) {
                assertThat(index.find(id)).isEqualTo(map.getOrDefault(id, IdIndex.NONE));
            }
        });
    }

    @Test
    void anEmptyIdIndexHasNothing() {
        assertThat(new IdIndex(new int[0]).find(0)).isEqualTo(IdIndex.NONE);
        assertThat(new IdIndex(new int[0]).repeated()).isEqualTo(IdIndex.NONE);
    }

    @Test
    void recentTextsAreTheTexts() {
        Property.tries(1000).check(draw -> {
            List<String> texts = draw.list(0, 255, () -> draw.text(0, 255, () -> draw.anInt(0, 0xFFFF)));
            RecentTexts recent = new RecentTexts();
            for (String text : texts) {
                assertThat(recent.shared(text)).isEqualTo(text);
                assertThat(recent.shared(new String(text.toCharArray()))).isSameAs(recent.shared(text));
            }
        });
    }

    @Test
    void textsOfOneHashAreToldApart() {
        RecentTexts recent = new RecentTexts();

        assertThat(recent.shared("Aa")).isEqualTo("Aa");
        assertThat(recent.shared("BB")).isEqualTo("BB");
        assertThat(recent.shared("Aa")).isEqualTo("Aa");
    }
}
