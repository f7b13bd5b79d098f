package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which rule a name means a category; other names of a species come last. */
final class NameRuleTest {

    private static final List<Category> CATEGORIES = List.of(
            category(3, "Accipiter cooperii", "Cooper's Hawk"),
            category(5, "Thinornis dubius", "Little Ringed Plover"),
            category(7, "Passer domesticus", "House Sparrow"));

    private static Category category(int id, String name, String common) {
        String[] parts = name.split(" ", 2);
        List<String> lineage = List.of("Animalia", "Chordata", "Aves", "O", "F", parts[0], parts[1]);
        return new Category(id, name, "0000" + id + "_" + name.replace(' ', '_'), "Aves", lineage, true, common);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7, ID",
        "7.0, 7, ID",
        "passer DOMESTICUS, 7, SCIENTIFIC",
        "Passer_domesticus, 7, SCIENTIFIC",
        "house sparrow, 7, COMMON",
        "00007_Passer_domesticus, 7, FOLDER",
        "Passer domesticus_House Sparrow, 7, BIRDNET",
        "Accipiter cooperii, 3, SCIENTIFIC",
        "Astur cooperii, 3, SYNONYM",
        "Astur_cooperii, 3, SYNONYM",
        "Astur cooperii_Cooper's Hawk, 3, SYNONYM",
        "charadrius dubius, 5, SYNONYM",
        "Charadrius dubius_Little Ringed Plover, 5, SYNONYM"
    })
    void aNameMeansACategoryByARule(String name, int id, NameRule rule) {
        CategoryFinder names = new CategoryFinder(CATEGORIES);
        assertThat(names.match(name).rule()).isEqualTo(rule);
        assertThat(names.find(name, "p").id()).isEqualTo(id);
        assertThat(names.knows(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Astur", "Accipiter", "Accipiter badius", "Tachyspiza badia", "Charadrius", "Astur cooperi"})
    void aGenusOrASpeciesThatIsNotThereMeansNothing(String name) {
        assertThat(new CategoryFinder(CATEGORIES).knows(name)).isFalse();
    }

    /** Where the dataset has both, each name is its own category's. */
    @Test
    void aNameOfACategoryIsNoOtherName() {
        CategoryFinder names = new CategoryFinder(
                List.of(category(1, "Accipiter cooperii", ""), category(2, "Astur cooperii", "Hawk")));
        assertThat(names.find("Accipiter cooperii", "p").id()).isEqualTo(1);
        assertThat(names.find("Astur cooperii", "p").id()).isEqualTo(2);
    }

    @Test
    void anotherNameOfTwoCategoriesIsRefusedByName() {
        List<String> species = org.inatsounds.internal.SpeciesOfManyNames.any();
        CategoryFinder names =
                new CategoryFinder(List.of(category(1, species.get(0), ""), category(2, species.get(1), "")));
        assertThatThrownBy(() -> names.find(species.get(2), "p.csv:1:4"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "p.csv:1:4: several categories are other names of '" + species.get(2) + "'",
                        species.get(0),
                        species.get(1));
    }
}
