package org.inatsounds.release;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.Split;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the archives of a release are called in the data folder, where each may lie beside annotations, recordings and other
 * archives. Two things of one name would replace each other.
 */
public final class NamesInData {

    /** What other commands write into a folder that is a data folder, too. */
    private static final List<String> OTHERS = List.of("manifest.csv", "attribution.md", "subset.tsv");

    private static final String PACKED = ".tar.gz";

    /** Windows leaves dots and blanks at the end out, and takes what is behind a colon for something else. */
    private static final Pattern NO_NAME = Pattern.compile(":.*|[. ]+$");

    private NamesInData() {}

    /** The folder that an archive of recordings may have its files in, beside that of its split. */
    static String stem(Archive archive) {
        String name = archive.fileName();
        return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    }

    /** Which names are the same, in words; null if none are. */
    public static @Nullable String collision(List<Archive> archives) {
        Map<String, String> taken = new HashMap<>();
        OTHERS.forEach(name -> taken.put(name, "what `inatsounds subset` writes"));
        for (Split split : Split.values()) {
            taken.put(split.label(), "the folder of the recordings of " + split);
            taken.put(split.label() + ".json", "the annotations of " + split);
        }
        for (Archive archive : archives) {
            String name = archive.fileName();
            String what = "the " + archive.kind().label() + " of " + archive.split();
            String same = taken.putIfAbsent(plain(name), "the archive of " + what);
            for (String beside : List.of(name + ".index", name + ".index.new")) {
                String other = taken.putIfAbsent(plain(beside), "the index of " + what);
                same = same == null ? other : same;
            }
            if (archive.kind() == Kind.RECORDINGS
                    && !plain(stem(archive)).equals(archive.split().label())
                    && !stem(archive).equals(name)) {
                String other = taken.putIfAbsent(plain(stem(archive)), "the folder of " + what);
                same = same == null ? other : same;
            }
            if (same != null) {
                return "key: " + what + " would be called '" + name + "' in the data folder, where " + same
                        + " would have the same name; expected another one, such as " + archive.split()
                        + (archive.kind() == Kind.ANNOTATIONS ? ".json" : "") + PACKED;
            }
        }
        return null;
    }

    /** The same text for names that are the same file on some system. */
    private static String plain(String name) {
        String plain = NO_NAME.matcher(name).replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
