package org.inatsounds.fetch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.BadInputException;
import org.inatsounds.Listener;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.DataFolder;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings have to be fetched, by their annotations, whoever brought those that are here.
 *
 * @param missing by file name: not here, or damaged
 * @param kept file names of those that are here and stay
 * @param others file names of those that are whole, but differ from their annotations, and that no fetch brought: somebody's own
 *     files, which are not replaced
 */
record Lacking(Map<String, Recording> missing, Set<String> kept, Set<String> others) {

    /** What a recording can look like that is as the archive has it; a header of another format may be damage. */
    private static final Set<Problem.Kind> MAYBE_PUBLISHED = EnumSet.of(Problem.Kind.DURATION, Problem.Kind.TRUNCATED);

    /** What to do about what is here. */
    enum Aim {
        /** Somebody's own files stay. */
        COMPLETE,
        /** Every file that differs from its annotation is to be replaced. */
        REPAIR,
        /** Every file is to be replaced. */
        FORCE
    }

    /** About how many bytes of recordings have to be fetched. */
    long missingBytes() {
        return missing.values().stream().mapToLong(RecordingCheck::bytes).sum();
    }

    /**
     * Looks at the files of some recordings: at their headers, where they are there.
     *
     * @param damaged file names of those whose content is known to be wrong, whatever their header says
     */
    static Lacking of(Archive archive, List<Recording> chosen, DataFolder data, Aim aim, Set<String> damaged) {
        Map<String, Recording> missing = new HashMap<>();
        Set<String> differing = new HashSet<>();
        Set<String> others = new TreeSet<>();
        for (Recording recording : chosen) {
            String name = recording.fileName();
            Path file = FileNames.withinFolder(data.path(), name, archive.split() + ".json");
            RecordingCheck.Flaw flaw = aim == Aim.FORCE ? null : RecordingCheck.check(file, recording);
            if (aim == Aim.FORCE || flaw != null) {
                missing.put(name, recording);
            }
            if (flaw != null && MAYBE_PUBLISHED.contains(flaw.kind())) {
                differing.add(name);
            }
            if (flaw != null && flaw.readable() && flaw.kind() != Problem.Kind.TRUNCATED) {
                others.add(name);
            }
        }
        if (aim != Aim.FORCE && !missing.isEmpty()) {
            // What the archive itself has otherwise than the annotations would be fetched again and again.
            missing.keySet().removeAll(data.asBrought(archive, true, Set.copyOf(missing.keySet())));
            missing.keySet().removeAll(data.asBrought(archive, false, differing));
        }
        for (Recording recording : chosen) {
            if (damaged.contains(recording.fileName())) {
                missing.put(recording.fileName(), recording);
            }
        }
        others.retainAll(missing.keySet());
        if (aim == Aim.COMPLETE) {
            missing.keySet().removeAll(others);
        } else {
            others.clear();
        }
        Set<String> kept = new HashSet<>();
        for (Recording recording : chosen) {
            if (!missing.containsKey(recording.fileName()) && !others.contains(recording.fileName())) {
                kept.add(recording.fileName());
            }
        }
        return new Lacking(missing, kept, others);
    }

    /** The same for a whole split; null where nothing of it is here, or its annotations can't say so. */
    static @Nullable Lacking of(Archive archive, DataFolder data) {
        Path annotations = data.path().resolve(archive.split() + ".json");
        if (!Files.isRegularFile(annotations)
                || !Files.isDirectory(data.path().resolve(archive.split().label()))) {
            return null;
        }
        List<Recording> all;
        try {
            all = AnnotationReader.read(annotations).recordings();
        } catch (BadInputException e) {
            // They are fetched again, or refused, before anything else is.
            return null;
        }
        Lacking lacking = of(archive, all, data, Aim.COMPLETE, Set.of());
        return lacking.missing.size() == all.size() ? null : lacking;
    }

    /** Says which files are left as they are, if there are any. */
    static void warn(Set<String> others, Listener listener) {
        if (!others.isEmpty()) {
            listener.warn(Quantity.count(others.size())
                    + (others.size() == 1 ? " recording is" : " recordings are")
                    + " complete, but different from the annotations, and not downloaded by `inatsounds fetch`: not changed ("
                    + Text.some(others) + "). Move them away, or use --force, to fetch the published ones.");
        }
    }
}
