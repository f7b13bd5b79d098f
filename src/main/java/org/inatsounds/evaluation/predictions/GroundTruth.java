package org.inatsounds.evaluation.predictions;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Rank;
import org.jspecify.annotations.Nullable;

/**
 * What is right: the recordings of one split, each with its true category.
 *
 * <p>The classes that compete are the categories with at least one recording (K in the protocol), or others that were chosen:
 * then recordings of other categories are left out. A class is known by its index: 0 for the smallest category id, ascending.
 * A recording is known by its place in the annotations, from 0.
 */
public final class GroundTruth {

    /** Names of the seven ranks, from the widest to the narrowest. */
    public static final List<String> RANKS =
            List.of("kingdom", "phylum", "class", "order", "family", "genus", "species");

    /** In place of a class's index: none that competes. */
    public static final int LEFT_OUT = -1;

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
     * @param commonName its English name; empty where there is none
     */
    public record Category(
            int id,
            String name,
            String audioDirName,
            String supercategory,
            List<String> lineage,
            boolean evaluation,
            String commonName) {

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

        /** A category without a common name. */
        public Category(
                int id,
                String name,
                String audioDirName,
                String supercategory,
                List<String> lineage,
                boolean evaluation) {
            this(id, name, audioDirName, supercategory, lineage, evaluation, "");
        }
    }

    private final List<Recording> recordings;
    private final List<Category> categories;
    private final List<Category> withRecordings;
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
        this(recordings, categories, null);
    }

    /** What the annotations say is right. They must be labelled. */
    public static GroundTruth of(Annotations annotations) {
        List<Recording> recordings = annotations.recordings().stream()
                .map(r -> new Recording(
                        r.id(), r.fileName(), annotations.categoryOf(r).id()))
                .toList();
        List<Category> categories = annotations.categories().stream()
                .map(c -> new Category(
                        c.id(),
                        c.name(),
                        c.audioDirName(),
                        c.supercategory(),
                        c.path(Rank.SPECIES),
                        Boolean.TRUE.equals(c.evaluation()),
                        c.commonName()))
                .toList();
        return new GroundTruth(recordings, categories);
    }

    private GroundTruth(List<Recording> recordings, List<Category> categories, @Nullable Set<Integer> competing) {
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
        this.withRecordings = withRecordings(this.recordings, this.categories);
        this.classes = competing == null
                ? withRecordings
                : this.categories.stream()
                        .filter(category -> competing.contains(category.id()))
                        .toList();
        for (int c = 0; c < classes.size(); c++) {
            classOfCategory.put(classes.get(c).id(), c);
        }
        this.classOf = new int[recordings.size()];
        for (int i = 0; i < classOf.length; i++) {
            Recording recording = recordings.get(i);
            Integer index = classOfCategory.get(recording.categoryId());
            if (index == null && competing == null) {
                throw new IllegalArgumentException(
                        "recording " + recording.id() + " is of the unknown category " + recording.categoryId());
            }
            classOf[i] = index == null ? LEFT_OUT : index;
        }
        this.recordingNames = new RecordingNames(this.recordings);
    }

    private static List<Category> withRecordings(List<Recording> recordings, List<Category> categories) {
        Set<Integer> ids = recordings.stream().map(Recording::categoryId).collect(Collectors.toSet());
        return categories.stream()
                .filter(category -> ids.contains(category.id()))
                .toList();
    }

    /**
     * The same, but that these categories compete, and no others. Recordings of others are left out: their rows are read, and
     * don't count.
     *
     * @throws BadInputException when no recording is of one of them
     */
    public GroundTruth competing(Set<Integer> categoryIds) {
        GroundTruth truth = new GroundTruth(recordings, categories, categoryIds);
        if (truth.counted() == 0) {
            throw new BadInputException("no recording of the annotations is of one of the " + categoryIds.size()
                    + " classes that were chosen: there is nothing to evaluate");
        }
        return truth;
    }

    /**
     * The ids of categories that a file names, one a line: by any of their names.
     *
     * @throws BadInputException when there is no such file, a name is not known, or there is none
     * @throws StorageException when it can't be read
     */
    public Set<Integer> categoriesIn(Path file) {
        CategoryFinder names = new CategoryFinder(categories);
        Set<Integer> ids = new TreeSet<>();
        for (NameList.Entry entry : NameList.read(file).entries()) {
            ids.add(names.find(entry.name(), entry.place()).id());
        }
        if (ids.isEmpty()) {
            throw new BadInputException(file + ": expected categories, one per line, got none");
        }
        return ids;
    }

    /** The recordings, in the order of the annotations. */
    public List<Recording> recordings() {
        return recordings;
    }

    /** Every category of the annotations, by ascending id. */
    public List<Category> categories() {
        return categories;
    }

    /** The categories that have recordings, by ascending id. */
    List<Category> withRecordings() {
        return withRecordings;
    }

    /** The categories that compete, by ascending id: a class's index is its place here. */
    public List<Category> classes() {
        return classes;
    }

    /** The index of a category among the classes; {@link #LEFT_OUT} when it is none of them. */
    public int classOfCategory(int categoryId) {
        return classOfCategory.getOrDefault(categoryId, LEFT_OUT);
    }

    /** How many recordings are not left out. */
    public int counted() {
        int counted = 0;
        for (int c : classOf) {
            counted += c == LEFT_OUT ? 0 : 1;
        }
        return counted;
    }

    /** The true class of each recording, {@link #LEFT_OUT} for those of other categories. Not a copy: for reading only. */
    public int[] classOf() {
        return classOf;
    }

    RecordingNames recordingNames() {
        return recordingNames;
    }
}
