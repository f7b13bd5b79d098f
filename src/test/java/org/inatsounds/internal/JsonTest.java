package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class JsonTest {

    private static final JsonMapper READER = new JsonMapper();

    private static String written(Json.Content content) throws IOException {
        StringWriter out = new StringWriter();
        Json.write(out, content);
        return out.toString();
    }

    @Test
    void anObjectIsIndentedAndKeepsItsOrder() throws IOException {
        String text = written(json -> json.number("schema_version", 1)
                .object("z", () -> json.number("b", 0.1).number("a", (Double) null))
                .object("empty", () -> {})
                .strings("names", List.of("a \"quoted\" one", "鳥"))
                .strings("none", List.of())
                .string("text", "line\nbreak")
                .string("nothing", null));

        assertThat(text).isEqualTo("""
                        {
                          "schema_version": 1,
                          "z": {
                            "b": 0.1,
                            "a": null
                          },
                          "empty": {},
                          "names": [
                            "a \\"quoted\\" one",
                            "鳥"
                          ],
                          "none": [],
                          "text": "line\\nbreak",
                          "nothing": null
                        }
                        """);
    }

    @Test
    void whatIsNoNumberIsNull() throws IOException {
        String text = written(json -> json.number("a", Double.NaN).number("b", Double.POSITIVE_INFINITY));

        assertThat(text).contains("\"a\": null", "\"b\": null");
    }

    /** JDK 17's own texts are 1.9999999999999998E23 and 8.409999999999999E21. */
    @Test
    void aNumberHasNoMoreDigitsThanItNeeds() throws IOException {
        for (String text : List.of("2.0E23", "8.41E21", "0.30000000000000004", "1.0E-4")) {
            assertThat(written(json -> json.number("x", Double.parseDouble(text))))
                    .isEqualTo("{\n  \"x\": " + text + "\n}\n");
        }
    }

    @Test
    void aNumberIsReadBackAsItself() {
        Property.tries(1000).check(draw -> {
            double value = draw.aDouble();
            JsonNode read = READER.readTree(written(json -> json.number("x", value)));

            assertThat(read.get("x").doubleValue()).isEqualTo(value);
        });
    }
}
