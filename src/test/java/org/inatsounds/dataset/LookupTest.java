package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The two small tables against a map. */
final class LookupTest {

    @Property
    void anIdIndexIsAMap(@ForAll List<Integer> ids, @ForAll List<Integer> others) {
        IdIndex index = new IdIndex(ids.size());
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            Integer before = map.putIfAbsent(ids.get(i), i);
            assertThat(index.add(ids.get(i), i)).isEqualTo(before == null ? IdIndex.NONE : before);
        }
        for (int id : ids) {
            assertThat(index.find(id)).isEqualTo(map.get(id));
        }
        for (int id : others) {
            assertThat(index.find(id)).isEqualTo(map.getOrDefault(id, IdIndex.NONE));
        }
    }

    @Example
    void anIdIndexTakesWhatItWasMadeFor() {
        for (int size = 0; size < 300; size++) {
            IdIndex index = new IdIndex(size);
            for (int i = 0; i < size; i++) {
                assertThat(index.add(i << 20, i)).isEqualTo(IdIndex.NONE);
            }
            assertThat(index.find(size << 20)).isEqualTo(IdIndex.NONE);
        }
    }

    @Property
    void recentTextsAreTheTexts(@ForAll List<String> texts) {
        RecentTexts recent = new RecentTexts();
        for (String text : texts) {
            assertThat(recent.shared(text)).isEqualTo(text);
            assertThat(recent.shared(new String(text.toCharArray()))).isSameAs(recent.shared(text));
        }
    }

    @Example
    void textsOfOneHashAreToldApart() {
        RecentTexts recent = new RecentTexts();

        assertThat(recent.shared("Aa")).isEqualTo("Aa");
        assertThat(recent.shared("BB")).isEqualTo("BB");
        assertThat(recent.shared("Aa")).isEqualTo("Aa");
    }
}
