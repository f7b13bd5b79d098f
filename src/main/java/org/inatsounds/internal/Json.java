package org.inatsounds.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object, indented, members in the order in which they are given. Numbers have as many digits as it takes to
 * read the same number back, on every JDK the same; what is no number (NaN, infinity) is null.
 */
public final class Json {

    // JDK 17's own Double.toString now and then gives a digit too many (JDK-4511638, fixed in 19).
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final String NEW_LINE = "\n";

    private final JsonGenerator generator;

    /** What writes the members of an object. */
    public interface Members {
        void write() throws IOException;
    }

    /** What writes the members of an object that stands for an item. */
    public interface Item<T> {
        void write(T item) throws IOException;
    }

    /** What writes the members of the outermost object. */
    public interface Content {
        void write(Json json) throws IOException;
    }

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes the members of an object that is one of an array. */
    public interface Element<T> {
        void write(Json json, T item) throws IOException;
    }

    /** Writes an object and a new line. The writer stays open. */
    public static void write(Writer out, Content content) throws IOException {
        document(out, generator -> object(generator, content));
    }

    /** Writes an array with one object an item, and a new line. The writer stays open. */
    public static <T> void writeArray(Writer out, Collection<T> items, Element<T> element) throws IOException {
        document(out, generator -> {
            generator.writeStartArray();
            for (T item : items) {
                object(generator, json -> element.write(json, item));
            }
            generator.writeEndArray();
        });
    }

    /** An object and a new line, as text. */
    public static String text(Content content) {
        StringWriter out = new StringWriter();
        try {
            write(out, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * The same of members that are in a map.
     *
     * @param members strings, booleans, whole numbers and doubles
     */
    public static String text(Map<String, Object> members) {
        return text(json -> {
            for (Map.Entry<String, Object> member : members.entrySet()) {
                json.value(member.getKey(), member.getValue());
            }
        });
    }

    /** Null for an empty text, where that stands for what is not known. */
    public static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }

    private void value(String name, Object value) throws IOException {
        if (value instanceof Double number) {
            number(name, number);
        } else if (value instanceof Integer || value instanceof Long) {
            number(name, ((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            bool(name, flag);
        } else if (value instanceof Collection<?> texts) {
            strings(name, texts.stream().map(String::valueOf).toList());
        } else {
            string(name, value.toString());
        }
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

    /** A member that is an object. */
    public Json object(String name, Members members) throws IOException {
        generator.writeObjectFieldStart(name);
        members.write();
        generator.writeEndObject();
        return this;
    }

    /** An array with one object an item. */
    public <T> Json objects(String name, Collection<T> items, Item<T> item) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T each : items) {
            generator.writeStartObject();
            item.write(each);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    /** A whole number. */
    public Json number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    /** A number, or null where there is none. */
    public Json number(String name, @Nullable Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            generator.writeNullField(name);
        } else {
            generator.writeNumberField(name, value);
        }
        return this;
    }

    /** True or false. */
    public Json bool(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    /** A text, or null. */
    public Json string(String name, @Nullable String value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        } else {
            generator.writeStringField(name, value);
        }
        return this;
    }

    /** An array of texts. */
    public Json strings(String name, Collection<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
        return this;
    }
}
