package org.inatsounds.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;

/**
 * What is right: the recordings of one split, each with its true category.
 *
 * <p>The classes that compete are the categories with at least one recording (K in the protocol). A class is known by its
 * index: 0 for the smallest category id, ascending. A recording is known by its place in the annotations, from 0.
 */
public final class GroundTruth {

    /** Names of the seven ranks, from the widest to the narrowest. */
    public static final List<String> RANKS =
            List.of("kingdom", "phylum", "class", "order", "family", "genus", "species");

    /**
     * One recording.
     *
     * @param id {@code audio_id} of the annotations
     * @param fileName path with split and extension: {@code test/<audio_dir_name>/<uuid>.wav}
     * @param categoryId the true category
     */
    public record Recording(int id, String fileName, int categoryId) {}

    /**
     * One category of the annotations, with or without recordings.
     *
     * @param id unique
     * @param name scientific name
     * @param audioDirName folder of its recordings; empty where there is none
     * @param supercategory for example {@code Aves}
     * @param lineage seven names, from the kingdom down to the specific epithet
     * @param evaluation whether the annotations mark it as one that counts
     */
    public record Category(
            int id, String name, String audioDirName, String supercategory, List<String> lineage, boolean evaluation) {

        /**
         * Makes a category.
         *
         * @throws IllegalArgumentException when the lineage has not seven names
         */
        public Category {
            lineage = List.copyOf(lineage);
            if (lineage.size() != RANKS.size()) {
                throw new IllegalArgumentException("a lineage has seven names, got " + lineage);
            }
        }
    }

    private final List<Recording> recordings;
    private final List<Category> categories;
    private final List<Category> classes;
    private final Map<Integer, Integer> classOfCategory = new HashMap<>();
    private final int[] classOf;
    private final RecordingNames recordingNames;

    /**
     * Makes the truth of one split.
     *
     * @param recordings in the order of the annotations; at least one
     * @param categories all of the annotations, in any order
     * @throws BadInputException when there is no recording, or two have the same file name (extension aside)
     * @throws IllegalArgumentException when a category id occurs twice, or a recording's category is not there
     */
    public GroundTruth(List<Recording> recordings, List<Category> categories) {
        if (recordings.isEmpty()) {
            throw new BadInputException("the annotations list no recordings: there is nothing to evaluate");
        }
        this.recordings = List.copyOf(recordings);
        this.categories = categories.stream()
                .sorted(Comparator.comparingInt(Category::id))
                .toList();
        for (int i = 1; i < this.categories.size(); i++) {
            if (this.categories.get(i).id() == this.categories.get(i - 1).id()) {
                throw new IllegalArgumentException(
                        "two categories have the id " + this.categories.get(i).id());
            }
        }
        this.classes = classes(this.recordings, this.categories);
        for (int c = 0; c < classes.size(); c++) {
            classOfCategory.put(classes.get(c).id(), c);
        }
        this.classOf = new int[recordings.size()];
        for (int i = 0; i < classOf.length; i++) {
            Recording recording = recordings.get(i);
            Integer index = classOfCategory.get(recording.categoryId());
            if (index == null) {
                throw new IllegalArgumentException(
                        "recording " + recording.id() + " is of the unknown category " + recording.categoryId());
            }
            classOf[i] = index;
        }
        this.recordingNames = new RecordingNames(this.recordings);
    }

    private static List<Category> classes(List<Recording> recordings, List<Category> categories) {
        Set<Integer> withRecordings =
                recordings.stream().map(Recording::categoryId).collect(Collectors.toSet());
        return categories.stream()
                .filter(category -> withRecordings.contains(category.id()))
                .toList();
    }

    /** The recordings, in the order of the annotations. */
    public List<Recording> recordings() {
        return recordings;
    }

    /** Every category of the annotations, by ascending id. */
    public List<Category> categories() {
        return categories;
    }

    /** The categories that have recordings, by ascending id: a class's index is its place here. */
    public List<Category> classes() {
        return classes;
    }

    /** The index of a category among the classes; -1 when it has no recordings. */
    int classOfCategory(int categoryId) {
        return classOfCategory.getOrDefault(categoryId, -1);
    }

    /** The true class of each recording. Not a copy: for reading only. */
    int[] classOf() {
        return classOf;
    }

    RecordingNames recordingNames() {
        return recordingNames;
    }
}
