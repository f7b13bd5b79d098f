package org.inatsounds.fetch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.Split;
import org.inatsounds.dataset.Recording;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an archive that is not kept.
 *
 * @param what the choice, in words
 * @param recordings in the order of the annotations
 * @param lacking which of them are not here, and which are and stay
 * @param everything whether the whole archive is wanted
 */
record Choice(String what, List<Recording> recordings, Lacking lacking, boolean everything) {

    /** Those that are not here, by file name. */
    Map<String, Recording> missing() {
        return lacking.missing();
    }

    /** Whether a file that is here stays as it is, though all of the archive is wanted. */
    boolean stays(String name) {
        return lacking.kept().contains(name) || lacking.others().contains(name);
    }

    /** The same text for the same recordings only. */
    String text() {
        if (!everything) {
            return digest(missing().keySet());
        }
        Set<String> staying = new TreeSet<>(lacking.kept());
        staying.addAll(lacking.others());
        return staying.isEmpty() ? "everything" : "everything but " + digest(staying);
    }

    private static String digest(Set<String> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : new TreeSet<>(names)) {
                digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return names.size() + " sha256-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** What is reported of it. */
    FetchResult.Chosen result(Split split, @Nullable Boolean checksumSeen) {
        double seconds = recordings.stream()
                .mapToDouble(Recording::knownDuration)
                .filter(duration -> !Double.isNaN(duration))
                .sum();
        long bytes = recordings.stream().mapToLong(RecordingCheck::bytes).sum();
        int all = recordings.size();
        return new FetchResult.Chosen(split, what, all, all - missing().size(), seconds, bytes, checksumSeen);
    }
}
