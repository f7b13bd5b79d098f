package org.inatsounds.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inatsounds.internal.JsonTree;
import org.jspecify.annotations.Nullable;

/** Models that are often used: their descriptions are built in, they themselves are not. */
final class KnownModels {

    private static final String FILE = "known-models.json";

    private KnownModels() {}

    static List<String> names() {
        return new ArrayList<>(all().names());
    }

    /** The description of that name; null if there is none. */
    static @Nullable JsonTree get(String name) {
        return all().field(name);
    }

    private static JsonTree all() {
        try (InputStream in = Objects.requireNonNull(KnownModels.class.getResourceAsStream(FILE), FILE)) {
            return JsonTree.read(in, FILE);
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " of the program can't be read", e);
        }
    }
}
