package org.inatsounds.dataset.filter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inatsounds.dataset.LicenseGroup;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings are wanted. What is empty, null or infinite does not limit anything; a recording has to meet all the others.
 *
 * @param supercategories any of these, in either case
 * @param taxa any of these: names at any of the seven ranks, supercategories, or species by any name
 * @param speciesFile the species in this file
 * @param allowMissing whether species of that file that the dataset does not have are only warned of
 * @param box where it was recorded; recordings without coordinates don't match
 * @param licenses any of these: names of the annotations, or of a {@link LicenseGroup}
 * @param minSeconds shortest duration, inclusive
 * @param maxSeconds longest duration, inclusive
 * @param since first day, {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}; empty: any
 * @param until last day, likewise; a month or year counts to its end
 * @param maxPerSpecies at most so many of each species; {@link Integer#MAX_VALUE}: all
 * @param seed which of them
 * @param evaluatedOnly only species that count in the evaluation
 */
public record Criteria(
        List<String> supercategories,
        List<String> taxa,
        @Nullable Path speciesFile,
        boolean allowMissing,
        @Nullable BoundingBox box,
        List<String> licenses,
        double minSeconds,
        double maxSeconds,
        String since,
        String until,
        int maxPerSpecies,
        long seed,
        boolean evaluatedOnly) {

    /** No limits. */
    public static final Criteria NONE = new Criteria(
            List.of(),
            List.of(),
            null,
            false,
            null,
            List.of(),
            0,
            Double.POSITIVE_INFINITY,
            "",
            "",
            Integer.MAX_VALUE,
            0,
            false);

    /**
     * Recordings of any of these taxa, without other limits.
     *
     * @param names at any of the seven ranks, supercategories, or species by any name, for example {@code Strigidae}
     */
    public static Criteria ofTaxa(String... names) {
        return new Criteria(
                List.of(),
                List.of(names),
                null,
                false,
                null,
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                Integer.MAX_VALUE,
                0,
                false);
    }

    /** Whether every recording is wanted. */
    public boolean isEmpty() {
        return equals(new Criteria(
                List.of(),
                List.of(),
                null,
                allowMissing,
                null,
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                Integer.MAX_VALUE,
                seed,
                false));
    }

    /** In one line, for example {@code supercategory Aves, at most 20 a species}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        add(parts, "supercategory ", String.join(" or ", supercategories));
        add(parts, "taxon ", String.join(" or ", taxa));
        add(parts, "species in ", speciesFile == null ? "" : speciesFile.toString());
        add(parts, "within ", box == null ? "" : box.toString());
        add(parts, "licence ", String.join(" or ", licenses));
        add(parts, "at least ", minSeconds > 0 ? seconds(minSeconds) : "");
        add(parts, "at most ", maxSeconds < Double.POSITIVE_INFINITY ? seconds(maxSeconds) : "");
        add(parts, "since ", since);
        add(parts, "until ", until);
        add(parts, "", evaluatedOnly ? "evaluated species" : "");
        add(parts, "at most ", maxPerSpecies < Integer.MAX_VALUE ? maxPerSpecies + " per species" : "");
        return parts.isEmpty() ? "all recordings" : String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + value);
        }
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%s s", seconds);
    }
}
