package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.inatsounds.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small JSON files, and what is said of them. */
final class JsonTreeTest {

    @Test
    void valuesAreReadAsTheyAre() throws IOException {
        JsonTree tree = read("{\"a\": {\"b\": [1, 2.5, \"x\", true, null]}}");
        assertThat(tree.names()).containsExactly("a");
        var elements = tree.required("a").required("b").elements();
        assertThat(elements.get(0).integer(0, 9)).isEqualTo(1);
        assertThat(elements.get(1).number()).isEqualTo(2.5);
        assertThat(elements.get(2).text()).isEqualTo("x");
        assertThat(elements.get(3).truth()).isTrue();
        assertThat(elements.get(4).isNull()).isTrue();
        assertThat(tree.field("c")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1.5} | x.json:1:7: a: expected an integer from 0 to 9, got 1.5",
                "{\"a\": 10} | x.json:1:7: a: expected an integer from 0 to 9, got 10",
                "{\"a\": \"1\"} | x.json:1:7: a: expected an integer from 0 to 9, got \"1\"",
                "{\"a\": []} | a: expected an integer from 0 to 9, got an array",
                "{\"b\": 1} | x.json:1:1: \"a\" is missing",
                "{\"a\": null} | \"a\" is missing",
                "[1] | x.json:1:1: expected an object, got an array",
                "{\"a\": 1, \"a\": 2} | a: is there twice",
                "{\"a\": 1 | x.json:1",
                "{\"a\": 1} 2 | expected the end of the file",
                "'' | is empty"
            })
    void whatIsWrongIsSaid(String json, String expected) {
        assertThatThrownBy(() -> read(json).required("a").integer(0, 9))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(expected);
    }

    /** What a terminal would obey is not repeated to it. */
    @Test
    void aMessageIsOneLine() {
        assertThatThrownBy(
                        () -> read("{\"a\": \"\\u001b[2J\\n\"}").required("a").integer(0, 9))
                .hasMessageContaining("got \" [2J \"");
    }

    private static JsonTree read(String json) throws IOException {
        return JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "x.json");
    }
}
