package org.inatsounds.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * Copies an annotation file with some of its recordings, each perhaps under another name. Every byte of what stays is that of
 * the original, fields that we don't know included; only file names change.
 */
public final class AnnotationSubset {

    private final byte[] bytes;
    private final Map<Integer, String> names;
    private final OutputStream out;

    /** Everything before it was copied or left out. */
    private int copied;

    private AnnotationSubset(byte[] bytes, Map<Integer, String> names, OutputStream out) {
        this.bytes = bytes;
        this.names = names;
        this.out = out;
    }

    /**
     * Copies.
     *
     * @param file an annotation file that {@link AnnotationReader} can read
     * @param names the file name of each recording that stays, by the recording's id
     * @param out stays open
     * @throws BadInputException if the file is not JSON any more
     * @throws StorageException if it can't be read
     * @throws IOException as the stream does
     */
    public static void copy(AnnotationFile file, Map<Integer, String> names, OutputStream out) throws IOException {
        byte[] bytes = file.bytes();
        if (bytes.length > 1
                && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF)) {
            throw new BadInputException(
                    file.path() + ": expected UTF-8, as the published files are, got UTF-16 or UTF-32");
        }
        try (JsonParser parser = AnnotationReader.JSON.createParser(bytes)) {
            new AnnotationSubset(bytes, names, out).copy(parser);
        } catch (JsonProcessingException e) {
            throw new BadInputException(file.path() + ": expected JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void copy(JsonParser parser) throws IOException {
        parser.nextToken();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean recordings = field.equals("audio") || field.equals("images");
            if (value == JsonToken.START_ARRAY && (recordings || field.equals("annotations"))) {
                elements(parser, recordings);
            } else {
                parser.skipChildren();
            }
        }
        copyTo(bytes.length);
    }

    /** An array of objects, of which some stay. */
    private void elements(JsonParser parser, boolean recordings) throws IOException {
        copyTo(end(parser));
        boolean first = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int start = start(parser);
            Found found = object(parser, recordings);
            int end = end(parser);
            String name = names.get(found.recording);
            if (name != null) {
                if (!first) {
                    out.write(", ".getBytes(StandardCharsets.US_ASCII));
                }
                first = false;
                write(start, end, found, name);
            }
        }
        // What was between the elements is left out; the end of the array is copied with what follows.
        copied = start(parser);
    }

    /** Stands for no id. */
    private static final int NONE = Integer.MIN_VALUE;

    /** What was found in an element: of which recording it is, and where its file name stands. */
    private static final class Found {
        private int recording = NONE;
        private int image = NONE;
        private int nameStart = -1;
        private int nameEnd = -1;
    }

    private static Found object(JsonParser parser, boolean recordings) throws IOException {
        Found found = new Found();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean id = field.equals(recordings ? "id" : "audio_id");
            if (id && value == JsonToken.VALUE_NUMBER_INT) {
                found.recording = parser.getIntValue();
            } else if (!recordings && field.equals("image_id") && value == JsonToken.VALUE_NUMBER_INT) {
                found.image = parser.getIntValue();
            } else if (recordings && field.equals("file_name") && value == JsonToken.VALUE_STRING) {
                found.nameStart = start(parser);
                parser.finishToken();
                found.nameEnd = end(parser);
            } else {
                parser.skipChildren();
            }
        }
        // Of two spellings the one of the release counts, as for who reads the file.
        found.recording = found.recording == NONE ? found.image : found.recording;
        return found;
    }

    private void write(int start, int end, Found found, String name) throws IOException {
        if (found.nameStart < 0) {
            out.write(bytes, start, end - start);
            return;
        }
        out.write(bytes, start, found.nameStart - start);
        String quoted = "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + "\"";
        out.write(quoted.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, found.nameEnd, end - found.nameEnd);
    }

    private void copyTo(int end) throws IOException {
        out.write(bytes, copied, end - copied);
        copied = end;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
