package org.inatsounds.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object, indented, members in the order in which they are given. Numbers have as many digits as it takes to
 * read the same number back, on every JDK the same; what is no number (NaN, infinity) is null.
 */
final class Json {

    // JDK 17's own Double.toString now and then gives a digit too many (JDK-4511638, fixed in 19).
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final String NEW_LINE = "\n";

    private final JsonGenerator generator;

    /** What writes the members of an object. */
    interface Members {
        void write() throws IOException;
    }

    /** What writes the members of an object that stands for an item. */
    interface Item<T> {
        void write(T item) throws IOException;
    }

    /** What writes the members of the outermost object. */
    interface Content {
        void write(Json json) throws IOException;
    }

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes the members of an object that is one of an array. */
    interface Element<T> {
        void write(Json json, T item) throws IOException;
    }

    /** Writes an object and a new line. The writer stays open. */
    static void write(Writer out, Content content) throws IOException {
        document(out, generator -> object(generator, content));
    }

    /** Writes an array with one object an item, and a new line. The writer stays open. */
    static <T> void writeArray(Writer out, Collection<T> items, Element<T> element) throws IOException {
        document(out, generator -> {
            generator.writeStartArray();
            for (T item : items) {
                object(generator, json -> element.write(json, item));
            }
            generator.writeEndArray();
        });
    }

    private static void object(JsonGenerator generator, Content content) throws IOException {
        generator.writeStartObject();
        content.write(new Json(generator));
        generator.writeEndObject();
    }

    /** What writes the outermost value. */
    private interface Outermost {
        void write(JsonGenerator generator) throws IOException;
    }

    private static void document(Writer out, Outermost outermost) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", NEW_LINE);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(printer);
            outermost.write(generator);
        }
        out.write(NEW_LINE);
    }

    Json object(String name, Members members) throws IOException {
        generator.writeObjectFieldStart(name);
        members.write();
        generator.writeEndObject();
        return this;
    }

    /** An array with one object an item. */
    <T> Json objects(String name, Collection<T> items, Item<T> item) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T each : items) {
            generator.writeStartObject();
            item.write(each);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    Json number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    /** A number, or null where there is none. */
    Json number(String name, @Nullable Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            generator.writeNullField(name);
        } else {
            generator.writeNumberField(name, value);
        }
        return this;
    }

    Json bool(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    Json string(String name, @Nullable String value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        } else {
            generator.writeStringField(name, value);
        }
        return this;
    }

    Json strings(String name, Collection<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
        return this;
    }
}
