package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CategoryTest {

    private static final Category CICADA = new Category(
            241,
            "Notopsalta sericea",
            "",
            "Insecta",
            Map.of(
                    Rank.KINGDOM, "Animalia",
                    Rank.PHYLUM, "Arthropoda",
                    Rank.CLASS, "Insecta",
                    Rank.ORDER, "Hemiptera",
                    Rank.FAMILY, "Cicadidae",
                    Rank.GENUS, "Notopsalta",
                    Rank.SPECIES, "sericea"),
            "",
            true);

    @Test
    void hasANameAtEachRank() {
        assertThat(CICADA.name(Rank.KINGDOM)).isEqualTo("Animalia");
        assertThat(CICADA.name(Rank.FAMILY)).isEqualTo("Cicadidae");
        assertThat(CICADA.name(Rank.SPECIES)).isEqualTo("Notopsalta sericea");
    }

    @Test
    void hasAPathToEachRank() {
        assertThat(CICADA.path(Rank.KINGDOM)).containsExactly("Animalia");
        assertThat(CICADA.path(Rank.ORDER)).containsExactly("Animalia", "Arthropoda", "Insecta", "Hemiptera");
        assertThat(CICADA.path(Rank.SPECIES))
                .isEqualTo(List.of(
                        "Animalia", "Arthropoda", "Insecta", "Hemiptera", "Cicadidae", "Notopsalta", "sericea"));
    }

    @Test
    void ranksThatAreNotKnownAreEmpty() {
        Category category = new Category(1, "A b", "", "", Map.of(Rank.ORDER, "Anura"), "", null);

        assertThat(category.lineage()).hasSize(7);
        assertThat(category.path(Rank.FAMILY)).containsExactly("", "", "", "Anura", "");
        assertThat(category.name(Rank.FAMILY)).isEmpty();
    }

    @Test
    void keepsACopyOfItsLineage() {
        Map<Rank, String> lineage = new HashMap<>(Map.of(Rank.ORDER, "Anura"));
        Category category = new Category(1, "A b", "", "", lineage, "", null);
        lineage.put(Rank.ORDER, "Caudata");

        assertThat(category.name(Rank.ORDER)).isEqualTo("Anura");
    }
}
