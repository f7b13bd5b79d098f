package org.inatsounds.dataset;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.Split;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a recording says of it, as the dataset names recordings:
 * {@code test/00241_Animalia_Arthropoda_Insecta_Hemiptera_Cicadidae_Notopsalta_sericea/0a1b.wav} is of the split {@code test} and of
 * category 241. For where there are no annotations.
 *
 * @param split null where the name does not begin with one
 * @param categoryId null where the recording lies in no folder of a category
 */
public record RecordingName(@Nullable Split split, @Nullable Integer categoryId) {

    private static final Pattern SPLIT = Pattern.compile("(?:.*/)?(train|val|test)/[^/].*");
    private static final Pattern CATEGORY = Pattern.compile("(?:.*/)?(\\d{5})_[^/]+/[^/]+");

    /** Reads a name: parts joined by {@code /}, with anything before them. */
    public static RecordingName of(String name) {
        Matcher split = SPLIT.matcher(name);
        Matcher category = CATEGORY.matcher(name);
        return new RecordingName(
                split.matches() ? Split.valueOf(split.group(1).toUpperCase(Locale.ROOT)) : null,
                category.matches() ? Integer.valueOf(category.group(1)) : null);
    }
}
