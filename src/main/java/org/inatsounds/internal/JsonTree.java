package org.inatsounds.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A value of a small JSON file, whole in memory, that knows where it stands: every complaint names file, line, column and the way
 * to the value, such as {@code model.json:3:20: input.sample_rate: expected an integer, got "22050"}.
 */
public final class JsonTree {

    private static final long MOST_BYTES = 1 << 24;
    private static final int LONGEST_QUOTE = 40;

    private final String place;
    private final String path;

    /** A map, a list, a text, a number, a boolean, or null. */
    private final @Nullable Object value;

    private JsonTree(String place, String path, @Nullable Object value) {
        this.place = place;
        this.path = path;
        this.value = value;
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException if there is no such file, or it is not JSON, or longer than 16 MiB
     * @throws StorageException if it can't be read
     */
    public static JsonTree read(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected a JSON file, got a folder");
        }
        try (InputStream in = InputFile.open(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + StorageException.whyUnread(e), e);
        }
    }

    /**
     * Reads a stream, which stays open.
     *
     * @param name for messages
     * @throws IOException as the stream does
     */
    public static JsonTree read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new BadInputException(
                    name + ": longer than " + (MOST_BYTES >> 20) + " MiB: not a description in JSON");
        }
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(name + ": is empty; expected JSON");
            }
            JsonTree tree = value(parser, name, "");
            if (parser.nextToken() != null) {
                throw new BadInputException(
                        place(name, parser.currentTokenLocation()) + "expected the end of the file");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new BadInputException(place(name, e.getLocation()) + "not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonTree value(JsonParser parser, String name, String path) throws IOException {
        String place = place(name, parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonTree> fields = new LinkedHashMap<>();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                String within = path.isEmpty() ? field : path + "." + field;
                JsonLocation at = parser.currentTokenLocation();
                parser.nextToken();
                if (fields.put(field, value(parser, name, within)) != null) {
                    throw new BadInputException(place(name, at) + within + ": is there twice");
                }
            }
            return new JsonTree(place, path, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonTree> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser, name, path + "[" + elements.size() + "]"));
            }
            return new JsonTree(place, path, elements);
        }
        return new JsonTree(place, path, scalar(parser));
    }

    private static @Nullable Object scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }

    private static String place(String name, @Nullable JsonLocation at) {
        return at == null ? name + ": " : name + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": ";
    }

    /** The field of an object; null if it is not there, or is null. */
    public @Nullable JsonTree field(String name) {
        JsonTree field = object().get(name);
        return field == null || field.value == null ? null : field;
    }

    /** The same of a field that has to be there. */
    public JsonTree required(String name) {
        JsonTree field = field(name);
        if (field == null) {
            throw new BadInputException(place + (path.isEmpty() ? "" : path + ": ") + "\"" + name + "\" is missing");
        }
        return field;
    }

    /** The names of an object's fields, in their order. */
    public Set<String> names() {
        return object().keySet();
    }

    @SuppressWarnings("unchecked") // It was made here.
    private Map<String, JsonTree> object() {
        if (value instanceof Map) {
            return (Map<String, JsonTree>) value;
        }
        throw wrong("an object");
    }

    /** The elements of an array. */
    @SuppressWarnings("unchecked") // It was made here.
    public List<JsonTree> elements() {
        if (value instanceof List) {
            return (List<JsonTree>) value;
        }
        throw wrong("an array");
    }

    /** Whether it is a text. */
    public boolean isText() {
        return value instanceof String;
    }

    /** Whether it is {@code null}, as an element of an array. */
    public boolean isNull() {
        return value == null;
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return value instanceof List;
    }

    /** A text that says something. */
    public String text() {
        if (value instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw wrong("a text");
    }

    /** A text, a number, or true or false, as it is written. */
    public String plain() {
        if (value instanceof String || value instanceof Boolean || value instanceof Double) {
            return written();
        }
        throw wrong("a text, a number, or true or false");
    }

    /** A number. */
    public double number() {
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        throw wrong("a number");
    }

    /** An integer. */
    public int integer(int least, int most) {
        if (value instanceof Double number && number == Math.rint(number) && number >= least && number <= most) {
            return number.intValue();
        }
        throw wrong("an integer from " + least + " to " + most);
    }

    /** True or false. */
    public boolean truth() {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw wrong("true or false");
    }

    /** What to throw when the value is not what it should be. */
    public BadInputException wrong(String expected) {
        return bad("expected " + expected + ", got " + got());
    }

    /** What to throw for a value of which something is to be said. */
    public BadInputException bad(String complaint) {
        return new BadInputException(
                (place + (path.isEmpty() ? "" : path + ": ") + complaint).replaceAll("\\p{Cc}+", " "));
    }

    private String got() {
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        String text = written();
        String brief = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return value instanceof String ? '"' + brief + '"' : brief;
    }

    private String written() {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }
}
