package org.inatsounds.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's JSON, version 1. Unknown fields are ignored; every complaint names line and column. */
final class CatalogueReader {

    private static final int VERSION = 1;
    private static final URI DEFAULT_ENDPOINT = URI.create("https://s3.amazonaws.com");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    /** Names of files are made of it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Its last part is the name of the archive where that is kept. */
    private static final Pattern KEY = Pattern.compile("(?:.*/)?[A-Za-z0-9][^/\\\\\\p{Cntrl}]*");

    /** What a complaint calls them. */
    private static final Map<JsonToken, String> WORDS = Map.of(
            JsonToken.START_OBJECT, "an object",
            JsonToken.START_ARRAY, "a list",
            JsonToken.END_OBJECT, "the end of an object",
            JsonToken.END_ARRAY, "the end of a list",
            JsonToken.VALUE_STRING, "a text",
            JsonToken.VALUE_NUMBER_INT, "a whole number",
            JsonToken.VALUE_NUMBER_FLOAT, "a number with a fraction",
            JsonToken.VALUE_TRUE, "true",
            JsonToken.VALUE_FALSE, "false",
            JsonToken.VALUE_NULL, "null");

    private final String source;

    CatalogueReader(String source) {
        this.source = source;
    }

    Catalogue read(InputStream in) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(in)) {
            return catalogue(json);
        } catch (JsonProcessingException e) {
            throw new BadInputException(where(e.getLocation()) + e.getOriginalMessage(), e);
        }
    }

    private Catalogue catalogue(JsonParser json) throws IOException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT, "a catalogue");
        List<Release> releases = new ArrayList<>();
        boolean versionSeen = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "schema_version" -> {
                    if (number(json) != VERSION) {
                        throw bad(json, "schema_version: expected " + VERSION + ", got " + json.getText());
                    }
                    versionSeen = true;
                }
                case "releases" -> {
                    expect(json, json.currentToken(), JsonToken.START_ARRAY, "releases");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        releases.add(release(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        expect(json, json.nextToken(), null, "after the catalogue");
        if (!versionSeen) {
            throw bad(json, "schema_version is missing: expected " + VERSION);
        }
        // Names of files are made of it: case makes no difference on some systems.
        distinct(json, releases, release -> release.name().toLowerCase(Locale.ROOT), "release");
        if (releases.stream().filter(Release::isDefault).count() > 1) {
            throw bad(json, "more than one release says \"default\": true");
        }
        return new Catalogue(List.copyOf(releases));
    }

    private Release release(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT, "a release");
        String name = null;
        boolean isDefault = false;
        String note = null;
        URI endpoint = DEFAULT_ENDPOINT;
        String bucket = null;
        List<Archive> archives = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = text(json, NAME, "letters, digits, dots, hyphens and underscores");
                case "default" -> isDefault = flag(json);
                case "note" -> note = json.currentToken() == JsonToken.VALUE_NULL ? null : text(json);
                case "endpoint" ->
                    endpoint = json.currentToken() == JsonToken.VALUE_NULL ? DEFAULT_ENDPOINT : endpoint(json);
                case "bucket" -> bucket = text(json);
                case "files" -> {
                    expect(json, json.currentToken(), JsonToken.START_ARRAY, "files");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        archives.add(archive(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        distinct(json, archives, Archive::id, "archive");
        String collision = NamesInData.collision(archives);
        if (collision != null) {
            throw bad(json, collision);
        }
        return new Release(
                required(json, name, "name"),
                isDefault,
                note,
                endpoint,
                required(json, bucket, "bucket"),
                List.copyOf(archives));
    }

    private Archive archive(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT, "a file");
        Split split = null;
        Kind kind = null;
        String key = null;
        String md5 = null;
        OptionalLong bytes = OptionalLong.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "split" -> split = oneOf(json, Split.values(), Split::label);
                case "kind" -> kind = oneOf(json, Kind.values(), Kind::label);
                case "key" -> key = text(json, KEY, "the name of an object, such as sounds/val.tar.gz");
                case "md5" -> {
                    md5 = text(json).toLowerCase(Locale.ROOT);
                    if (!MD5.matcher(md5).matches()) {
                        throw bad(json, "md5: expected 32 hexadecimal digits, got '" + md5 + "'");
                    }
                }
                case "bytes" ->
                    bytes = json.currentToken() == JsonToken.VALUE_NULL
                            ? OptionalLong.empty()
                            : OptionalLong.of(size(json));
                default -> json.skipChildren();
            }
        }
        return new Archive(
                required(json, split, "split"),
                required(json, kind, "kind"),
                required(json, key, "key"),
                required(json, md5, "md5"),
                bytes);
    }

    private long number(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT, String.valueOf(json.currentName()));
        return json.getLongValue();
    }

    private long size(JsonParser json) throws IOException {
        long bytes = number(json);
        if (bytes < 1) {
            throw bad(json, "bytes: expected the size of the object, 1 or more, got " + bytes);
        }
        return bytes;
    }

    private boolean flag(JsonParser json) throws IOException {
        JsonToken got = json.currentToken();
        if (got != JsonToken.VALUE_TRUE && got != JsonToken.VALUE_FALSE) {
            throw bad(json, json.currentName() + ": expected true or false, got " + words(got));
        }
        return json.getBooleanValue();
    }

    private String text(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.VALUE_STRING, String.valueOf(json.currentName()));
        return json.getText();
    }

    private String text(JsonParser json, Pattern pattern, String expected) throws IOException {
        String text = text(json);
        if (!pattern.matcher(text).matches()) {
            throw bad(json, json.currentName() + ": expected " + expected + ", got '" + text + "'");
        }
        return text;
    }

    private URI endpoint(JsonParser json) throws IOException {
        String text = text(json);
        try {
            return ObjectUrl.endpoint(text);
        } catch (IllegalArgumentException e) {
            throw bad(json, "endpoint: " + e.getMessage());
        }
    }

    private <T> T oneOf(JsonParser json, T[] values, Function<T, String> label) throws IOException {
        String text = text(json);
        for (T value : values) {
            if (label.apply(value).equals(text)) {
                return value;
            }
        }
        String known = Arrays.stream(values).map(label).collect(Collectors.joining(", "));
        throw bad(json, json.currentName() + ": expected one of " + known + ", got '" + text + "'");
    }

    private <T> void distinct(JsonParser json, List<T> values, Function<T, String> name, String what) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(name.apply(value))) {
                throw bad(json, what + " " + name.apply(value) + " appears twice");
            }
        }
    }

    private <T> T required(JsonParser json, @Nullable T value, String field) {
        if (value == null) {
            throw bad(json, "the object that ends here has no \"" + field + "\"");
        }
        return value;
    }

    private void expect(JsonParser json, @Nullable JsonToken got, @Nullable JsonToken expected, String what) {
        if (got != expected) {
            throw bad(json, what + ": expected " + words(expected) + ", got " + words(got));
        }
    }

    private static String words(@Nullable JsonToken token) {
        return token == null ? "the end of the file" : WORDS.getOrDefault(token, "something else");
    }

    private BadInputException bad(JsonParser json, String complaint) {
        return new BadInputException(where(json.currentTokenLocation()) + complaint);
    }

    private String where(@Nullable JsonLocation at) {
        return at == null ? source + ": " : source + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": ";
    }
}
