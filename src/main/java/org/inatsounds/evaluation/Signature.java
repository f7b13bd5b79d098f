package org.inatsounds.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a score came about, in one line. Compare two results only when their signatures are the same.
 *
 * @param truth what was scored against
 * @param classes which ones compete: how many have recordings, or what else was chosen
 * @param handling what was made of the file of scores
 * @param version of this program
 */
public record Signature(Truth truth, String classes, Handling handling, String version) {

    private static final int DIGITS = 12;

    /**
     * What was scored against.
     *
     * @param split whose recordings were evaluated; may be empty where nothing says so
     * @param annotations SHA-256 of the annotation file, in hexadecimal; the first twelve digits are shown
     */
    public record Truth(String split, String annotations) {}

    /**
     * What was made of the file of scores.
     *
     * @param layout what it was taken for
     * @param activation what was applied to the scores of a row
     * @param pool how the rows of one recording became one
     * @param prior what it allowed; {@code none} without one
     * @param missing what became of recordings without a row
     */
    public record Handling(String layout, String activation, String pool, String prior, String missing) {

        /** Without a prior. */
        public Handling(String layout, String activation, String pool, String missing) {
            this(layout, activation, pool, "none", missing);
        }

        /** Takes a layout as it is called for people, for example {@code wide CSV}: what comes before the blank counts. */
        public Handling {
            int blank = layout.indexOf(' ');
            layout = blank < 0 ? layout : layout.substring(0, blank);
        }
    }

    /**
     * Keys and values with a colon between, {@code |} between pairs: for example
     * {@code map:sklearn-ap|ties:smaller-id|split:test|…|version:0.1.0}.
     */
    public String line() {
        return parts().entrySet().stream()
                .map(part -> part.getKey() + ":" + part.getValue())
                .collect(Collectors.joining("|"));
    }

    /** What another one says otherwise: {@code layout (wide, npy)}, this one first. Empty when both are the same. */
    public List<String> differences(Signature other) {
        Map<String, String> others = other.parts();
        return parts().entrySet().stream()
                .filter(part -> !part.getValue().equals(others.get(part.getKey())))
                .map(part -> part.getKey() + " (" + part.getValue() + ", " + others.get(part.getKey()) + ")")
                .toList();
    }

    /** Whose recordings were evaluated; may be empty where nothing says so. */
    public String split() {
        return truth.split;
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("map", "sklearn-ap");
        parts.put("ties", "smaller-id");
        parts.put("split", split().isEmpty() ? "unknown" : split());
        parts.put("annotations", "sha256-" + truth.annotations.substring(0, DIGITS));
        parts.put("classes", classes);
        parts.put("layout", handling.layout);
        parts.put("activation", handling.activation);
        parts.put("pool", handling.pool);
        parts.put("prior", handling.prior);
        parts.put("missing", handling.missing);
        parts.put("version", version);
        parts.replaceAll((key, value) -> value.replaceAll("[^A-Za-z0-9._+-]", "_"));
        return parts;
    }
}
