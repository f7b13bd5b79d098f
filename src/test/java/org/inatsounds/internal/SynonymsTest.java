package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of other names: what it says, and that it says it in its own form. */
final class SynonymsTest {

    private static final Pattern SPECIES = Pattern.compile("[A-Z][a-z]+ [a-z]+(-[a-z]+)?");

    @Test
    void namesAreFoundInBothDirectionsAndEitherCase() {
        assertThat(Synonyms.of("Accipiter cooperii")).containsExactly("Astur cooperii");
        assertThat(Synonyms.of("astur COOPERII")).containsExactly("Accipiter cooperii");
        assertThat(Synonyms.of("Charadrius dubius")).containsExactly("Thinornis dubius");
        assertThat(Synonyms.of("Accipiter badius")).containsExactly("Tachyspiza badia");
        assertThat(Synonyms.of("Passer domesticus")).isEmpty();
    }

    @Test
    void aGenusHasNoOtherName() {
        Set<String> genera = Synonyms.rows().stream()
                .map(row -> row.oldName().split(" ", 2)[0])
                .collect(Collectors.toSet());
        assertThat(genera)
                .contains("Accipiter", "Charadrius")
                .allSatisfy(genus -> assertThat(Synonyms.of(genus)).isEmpty());
    }

    @Test
    void everyRowNamesTwoSpeciesAndASourceOfTheHeader() throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.csv"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String header = text.lines().filter(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
        assertThat(header).containsPattern("\\d{4}-\\d{2}-\\d{2}");
        List<Synonyms.Row> rows = Synonyms.rows();
        assertThat(rows).hasSizeGreaterThan(800).doesNotHaveDuplicates();
        for (Synonyms.Row row : rows) {
            assertThat(row.oldName()).matches(SPECIES);
            assertThat(row.newName()).matches(SPECIES).isNotEqualTo(row.oldName());
            assertThat(header).contains(row.source().replaceAll("(Clements) \\d{4}$", "$1"));
        }
    }

    /** Each name leads to every other name of its species, and back. */
    @Test
    void otherNamesAreThoseOfOneSpecies() {
        for (Synonyms.Row row : Synonyms.rows()) {
            assertThat(Synonyms.of(row.oldName())).contains(row.newName());
            Set<String> species = new HashSet<>(Synonyms.of(row.oldName()));
            assertThat(species).hasSizeLessThan(4);
            species.add(row.oldName());
            for (String name : species) {
                Set<String> again = new HashSet<>(Synonyms.of(name));
                again.add(name);
                assertThat(again).isEqualTo(species);
            }
        }
    }
}
