package org.inatsounds.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.Split;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a recording says of it, as the dataset names recordings:
 * {@code test/00241_Animalia_Arthropoda_Insecta_Hemiptera_Cicadidae_Notopsalta_sericea/0a1b.wav} is of the split {@code test} and of
 * category 241. For where there are no annotations.
 *
 * @param split null where no folder of the name is called like one
 * @param categoryId null where the recording lies in no folder of a category
 */
public record RecordingName(@Nullable Split split, @Nullable Integer categoryId) {

    private static final Pattern CATEGORY = Pattern.compile("(\\d{5})_.+");

    /** Reads a name: parts joined by {@code /}, with anything before them. */
    public static RecordingName of(String name) {
        String[] parts = name.split("/", -1);
        Split split = null;
        for (int i = 0; i < parts.length - 1; i++) {
            for (Split each : Split.values()) {
                if (parts[i].equals(each.label()) && !parts[i + 1].isEmpty()) {
                    split = each;
                }
            }
        }
        Matcher category = CATEGORY.matcher(parts.length > 1 ? parts[parts.length - 2] : "");
        boolean named = category.matches() && !parts[parts.length - 1].isEmpty();
        return new RecordingName(split, named ? Integer.valueOf(category.group(1)) : null);
    }
}
