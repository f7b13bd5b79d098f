package org.inatsounds.subset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Holdout;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.dataset.filter.SpeciesFolders;
import org.inatsounds.internal.FileNames;

/**
 * What a subset holds: for each of its splits, which recordings, and under which names.
 *
 * @param parts in the order of the splits; what is held out comes last
 */
record SubsetPlan(List<Part> parts) {

    private static final Path HERE = Path.of("");

    /** The split of what is held out. */
    public static final String HELD_OUT = "val";

    /**
     * A split of the subset.
     *
     * @param split its name there
     * @param source where its recordings come from: their names are those in the data folder
     * @param names the new name of each recording, by id, in the order of the source
     */
    public record Part(String split, Selection source, Map<Integer, String> names) {

        /** The recordings under their new names. */
        public Selection renamed() {
            List<Recording> recordings = source.recordings().stream()
                    .map(recording -> renamed(recording, names.getOrDefault(recording.id(), "")))
                    .toList();
            return new Selection(split, source.annotations(), recordings);
        }

        /** Whether all recordings keep their names. */
        public boolean keepsNames() {
            return source.recordings().stream()
                    .allMatch(recording -> recording.fileName().equals(names.get(recording.id())));
        }

        private static Recording renamed(Recording recording, String name) {
            return new Recording(
                    recording.id(),
                    name,
                    recording.duration(),
                    recording.license(),
                    recording.rightsHolder(),
                    recording.date(),
                    recording.latitude(),
                    recording.longitude(),
                    recording.locationUncertainty());
        }
    }

    /**
     * Plans.
     *
     * @param share of each species that is held out; 0 for none
     * @throws BadInputException if two recordings would have the same name
     */
    static SubsetPlan of(List<Selection> selections, SubsetLayout layout, double share, long seed) {
        List<Part> parts = new ArrayList<>();
        for (Selection selection : selections) {
            if (share == 0) {
                parts.add(part(selection.split(), selection, layout));
                continue;
            }
            Set<Integer> aside = Holdout.choose(selection, share, seed);
            parts.add(part(selection.split(), some(selection, aside, false), layout));
            parts.add(part(HELD_OUT, some(selection, aside, true), layout));
        }
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            for (String name : part.names.values()) {
                // Some file systems make no difference between Fluta and fluta.
                if (!names.add(name.toLowerCase(Locale.ROOT))) {
                    throw new BadInputException(
                            "two recordings would be called " + name + "; expected file names that differ");
                }
            }
        }
        return new SubsetPlan(List.copyOf(parts));
    }

    private static Selection some(Selection all, Set<Integer> aside, boolean held) {
        return new Selection(
                all.split(),
                all.annotations(),
                all.recordings().stream()
                        .filter(recording -> aside.contains(recording.id()) == held)
                        .toList());
    }

    private static Part part(String split, Selection source, SubsetLayout layout) {
        SpeciesFolders folders = new SpeciesFolders(source.annotations());
        Map<Integer, String> names = new LinkedHashMap<>();
        String from = "the annotations of " + source.split();
        for (Recording recording : source.recordings()) {
            FileNames.withinFolder(HERE, recording.fileName(), from);
            String name = split + "/" + below(source, recording, layout, folders);
            FileNames.withinFolder(HERE, name, from);
            names.put(recording.id(), name);
        }
        return new Part(split, source, names);
    }

    /** The name below the split's folder. */
    private static String below(Selection source, Recording recording, SubsetLayout layout, SpeciesFolders folders) {
        String name = recording.fileName();
        return layout == SubsetLayout.ORIGINAL
                ? name.substring(name.indexOf('/') + 1)
                : folders.of(source.annotations().categoryOf(recording)) + "/"
                        + name.substring(name.lastIndexOf('/') + 1);
    }
}
