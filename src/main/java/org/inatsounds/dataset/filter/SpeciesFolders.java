package org.inatsounds.dataset.filter;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;

/**
 * Names of folders for species, {@code Genus_species}, which every file system can hold: ASCII letters, digits, {@code _},
 * {@code -} and {@code .}, not reserved anywhere, and no two the same but for case. Species that would share a name have their
 * id behind it. A name depends on the annotations alone, not on what is chosen of them.
 */
public final class SpeciesFolders {

    private static final int LONGEST = 100;

    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(CON|PRN|AUX|NUL|(COM|LPT)[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private final Map<Integer, String> names = new HashMap<>();

    /** Names the species of some annotations. */
    public SpeciesFolders(Annotations annotations) {
        Map<String, Integer> counts = new HashMap<>();
        for (Category category : annotations.categories()) {
            counts.merge(folded(category), 1, Integer::sum);
        }
        for (Category category : annotations.categories()) {
            boolean shared = counts.getOrDefault(folded(category), 1) > 1;
            names.put(category.id(), safe(category.name()) + (shared ? "_" + category.id() : ""));
        }
    }

    /** The name for a species of those annotations. */
    public String of(Category category) {
        return names.getOrDefault(category.id(), safe(category.name()));
    }

    private static String folded(Category category) {
        return safe(category.name()).toLowerCase(Locale.ROOT);
    }

    private static String withoutSignsAround(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && "._-".indexOf(name.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "._-".indexOf(name.charAt(to - 1)) >= 0) {
            to--;
        }
        return name.substring(from, to);
    }

    static String safe(String name) {
        // A hybrid is written with a sign of multiplication.
        String safe = Normalizer.normalize(name.replace('×', 'x'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9.-]+", "_");
        safe = withoutSignsAround(safe.substring(0, Math.min(LONGEST, safe.length())));
        if (safe.isEmpty()) {
            return "species";
        }
        return WINDOWS_DEVICE.matcher(safe).matches() ? "species_" + safe : safe;
    }
}
