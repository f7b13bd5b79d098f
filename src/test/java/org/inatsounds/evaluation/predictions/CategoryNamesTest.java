package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CategoryNamesTest {

    private static final CategoryFinder NAMES = new CategoryFinder(List.of(
            category(0, "Avis rara", "00000_Avis"),
            category(17, "Avis rara", "00017_Avis"),
            category(18, "Rana una", "", "R\u00fcppell's Frog"),
            category(19, "Rana alia", "", "Twin Frog"),
            category(20, "Rana tertia", "", "Twin Frog")));

    private static Category category(int id, String name, String directory) {
        return category(id, name, directory, "");
    }

    private static Category category(int id, String name, String directory, String common) {
        return new Category(id, name, directory, "Aves", Collections.nCopies(7, "x"), true, common);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00000, 0",
        "17, 17",
        "17.0, 17",
        "00017_Avis, 17",
        "Rana una, 18",
        "00019, 19",
        "rana UNA, 18",
        "Rana_una, 18",
        "'Rana  una', 18",
        "'Rana\u00a0una', 18",
        "'\ufeffRana una\u200b', 18",
        "Rüppell's Frog, 18",
        "'ru\u0308ppell\u2019s frog', 18",
        "Rana una_Any Frog, 18",
        "Rana una_Any_Frog, 18"
    })
    void findsByIdNameAndFolder(String name, int id) {
        assertThat(NAMES.find(name, "f").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "1, no category is called '1'",
        "99999999999, no category is called '99999999999'",
        "-1, no category is called '-1'",
        "17.5, no category is called '17.5'",
        "Rana, no category is called 'Rana'",
        "_una, no category is called '_una'",
        "twin frog, 'several categories are called ''twin frog'', 19 and 20 among them'",
        "'', a column without a name",
        "Avis rara, 'several categories are called ''Avis rara'', 0 and 17 among them: name the column by category id'"
    })
    void saysWhyNot(String name, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> NAMES.find(name, "p.csv:1:2"))
                .withMessageStartingWith("p.csv:1:2: " + message);
    }

    @Test
    void cutsLongNames() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> NAMES.find("x\u0007".repeat(1000), "p.csv:1:2"))
                .withMessageStartingWith("p.csv:1:2: no category is called 'x?x?")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }
}
