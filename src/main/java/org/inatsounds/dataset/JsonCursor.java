package org.inatsounds.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over an annotation file and knows where it is, so that an error can say so:
 * {@code test.json:1:234: audio[12].id: expected an integer, got "abc"}.
 *
 * <p>Line and column count from 1, a column is a byte. The published files are a single line.
 */
final class JsonCursor {

    private static final int LONGEST_QUOTE = 40;

    private final Path file;
    private final JsonParser parser;

    /** The array that is being read, as spelled in the file; null outside. */
    private @Nullable String array;

    private int element;

    /** The field that is being read; null between fields. */
    private @Nullable String field;

    JsonCursor(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads one element of an array; the cursor stands at its first field. */
    @FunctionalInterface
    interface Element {
        void read() throws IOException;
    }

    /** Goes to the value of the next field of an object and gives the field's name, or null at the end of the object. */
    @Nullable
    String nextField() throws IOException {
        // Were the next field malformed, the error would not be in the last one.
        field = null;
        field = parser.nextFieldName();
        if (field != null) {
            parser.nextToken();
        }
        return field;
    }

    /** Goes to the first token of the file, which has to begin an object. */
    void startFile() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new BadInputException(file + ": is empty; expected annotations as JSON");
        }
        if (token != JsonToken.START_OBJECT) {
            throw wrong("an object with \"audio\", \"categories\" and \"annotations\"");
        }
    }

    /** Makes sure that nothing follows. */
    void endFile() throws IOException {
        if (parser.nextToken() != null) {
            throw wrong("the end of the file");
        }
    }

    /** Reads an array of objects, which may be null. */
    void elements(String name, Element reader) throws IOException {
        if (isNull()) {
            return;
        }
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw wrong("an array");
        }
        array = name;
        element = 0;
        field = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            startObject();
            reader.read();
            element++;
        }
        array = null;
    }

    /** Makes sure that the cursor stands at the beginning of an object. */
    void startObject() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw wrong("an object");
        }
    }

    boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    /** Skips a value of any kind. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    int integer() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            throw wrong("an integer");
        }
        try {
            return parser.getIntValue();
        } catch (InputCoercionException e) {
            throw wrong("an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
    }

    /** A number, or NaN for null and for the token {@code NaN}. */
    double number() throws IOException {
        if (isNull()) {
            return Double.NaN;
        }
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("a number");
        }
        return parser.getDoubleValue();
    }

    /** A text, empty for null. */
    String text() throws IOException {
        if (isNull()) {
            return "";
        }
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw wrong("a text");
        }
        return parser.getText();
    }

    /** A text that says something. */
    String name() throws IOException {
        String text = text();
        if (text.isEmpty()) {
            throw wrong("a text that is not empty");
        }
        return text;
    }

    /** A value of any kind as it is written; empty for null, objects and arrays. */
    String anything() throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            parser.skipChildren();
            return "";
        }
        return isNull() ? "" : parser.getText();
    }

    /** What to throw when the value is not what it should be. */
    BadInputException wrong(String expected) throws IOException {
        return error("expected " + expected + ", got " + got());
    }

    /** What to throw when an object has ended without a field. */
    BadInputException missing(String name) {
        return error("\"" + name + "\" is missing");
    }

    /** What to throw when the file is not JSON from some place on. */
    BadInputException malformed(IOException e) {
        JsonLocation place = null;
        String what = String.valueOf(e.getMessage());
        if (e instanceof JsonProcessingException json) {
            place = json.getLocation();
            what = json.getOriginalMessage();
        }
        // Only some of these have a type of their own.
        boolean cut = what.startsWith("Unexpected end-of-input");
        return error(
                place == null ? parser.currentLocation() : place,
                cut ? "the file ends too early; it may be truncated" : "not JSON: " + what,
                e);
    }

    /** What to throw for the value where the cursor stands. */
    BadInputException error(String what) {
        return error(parser.currentTokenLocation(), what, null);
    }

    private BadInputException error(JsonLocation place, String what, @Nullable Exception cause) {
        String where = file + ":" + place.getLineNr() + ":" + place.getColumnNr() + ": ";
        return new BadInputException(where + printable(path() + what), cause);
    }

    /** The path of the value that is being read, with a colon; empty at the top. */
    private String path() {
        StringBuilder path = new StringBuilder();
        if (array != null) {
            path.append(array).append('[').append(element).append(']');
        }
        if (field != null) {
            path.append(path.isEmpty() ? "" : ".").append(field);
        }
        return path.isEmpty() ? "" : path + ": ";
    }

    private String got() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "an array";
        }
        String text = parser.getText();
        String brief = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return token == JsonToken.VALUE_STRING ? '"' + brief + '"' : brief;
    }

    /** One line without anything that a terminal would obey. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\u2028\u2029]+", " ");
    }
}
