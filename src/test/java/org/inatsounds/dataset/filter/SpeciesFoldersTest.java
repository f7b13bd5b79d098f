package org.inatsounds.dataset.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that are called after species. */
final class SpeciesFoldersTest {

    @ParameterizedTest
    @CsvSource({
        "Strix aluco, Strix_aluco",
        "Anas × zonorhyncha, Anas_x_zonorhyncha",
        "Müllerella águila, Mullerella_aguila",
        "a/b:c*?, a_b_c",
        "../.., species",
        "Aux, species_Aux",
        "com1.x, species_com1.x",
        "Con fusus, Con_fusus",
        "鳥, species",
    })
    void namesAreSafeEverywhere(String name, String expected) {
        assertThat(SpeciesFolders.safe(name)).isEqualTo(expected);
    }
}
