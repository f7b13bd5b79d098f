package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalNameTest {

    @ParameterizedTest
    @CsvSource({
        "Corvus corax, Corvus corax",
        "'Corvus\u00a0corax', Corvus corax",
        "' \u2007Corvus \u00a0\t corax\u202f', Corvus corax",
        "'Corvus\u3000corax', Corvus corax",
        "'\ufeffCorvus cor\u200bax\u00ad', Corvus corax",
        "'Ru\u0308ppell\u2019s Mu\u0308ller', 'R\u00fcppell''s M\u00fcller'",
        "'Ring\u2011necked', Ring-necked",
        "'', ''",
        "'\u00a0', ''",
        "'a  b', a b",
        "' a', a",
        "'a ', a"
    })
    void namesThatLookAlikeAreOne(String written, String one) {
        assertThat(CanonicalName.of(written)).isEqualTo(one);
        assertThat(CanonicalName.of(one)).isEqualTo(one);
        assertThat(CanonicalName.same(written, one)).isTrue();
    }

    @Test
    void caseDoesNotCountInAnyLanguage() {
        assertThat(CanonicalName.key("STRASSE")).isEqualTo(CanonicalName.key("stra\u00dfe"));
        assertThat(CanonicalName.key("\u03a3\u03a3")).isEqualTo(CanonicalName.key("\u03c3\u03c2"));
        assertThat(CanonicalName.key("TITI")).isEqualTo("titi");
        assertThat(CanonicalName.same("a", "b")).isFalse();
        assertThat(CanonicalName.of("A")).isNotEqualTo(CanonicalName.of("a"));
    }

    @Test
    void keysAreTheirOwnKeys() {
        for (int c = 0; c < 0x2_0000; c++) {
            if (Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF)) {
                String key = CanonicalName.key("a" + Character.toString(c) + "\u0308b");
                assertThat(CanonicalName.of(key)).as("U+%04X", c).isEqualTo(key);
            }
        }
    }
}
