package org.inatsounds.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of one split. Lists are in the order of the file. Ids are unique, every annotation names a recording and
 * a category of the same file, and a recording has one category or, in a file without annotations, none.
 *
 * <p>Immutable; look-ups take constant time, and may be made from any thread.
 */
public final class Annotations {

    private final Elements elements;

    private final IdIndex recordingIds;
    private final IdIndex categoryIds;
    private final IdIndex licenseIds;

    /** The position of the category of each recording; no entries when the file is not labelled. */
    private final int[] labels;

    /** Positions of recordings, those of one category next to each other, in the order of the file. */
    private final int[] byCategory;

    /** Where each category begins in {@link #byCategory}; one more entry at the end. */
    private final int[] starts;

    Annotations(Elements elements, IdIndex recordingIds, IdIndex categoryIds, IdIndex licenseIds, int[] labels) {
        this.elements = elements;
        this.recordingIds = recordingIds;
        this.categoryIds = categoryIds;
        this.licenseIds = licenseIds;
        this.labels = labels;
        starts = starts(labels, elements.categories().size());
        byCategory = byCategory(labels, starts);
    }

    private static int[] starts(int[] labels, int categories) {
        int[] starts = new int[categories + 1];
        for (int category : labels) {
            starts[category + 1]++;
        }
        for (int i = 0; i < categories; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    private static int[] byCategory(int[] labels, int[] starts) {
        int[] next = starts.clone();
        int[] byCategory = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            byCategory[next[labels[i]]++] = i;
        }
        return byCategory;
    }

    /** The folder of the recordings, as the first of them has it: most often the split. Empty where there is none. */
    public String folder() {
        String first = recordings().isEmpty() ? "" : recordings().get(0).fileName();
        return first.substring(0, Math.max(0, first.indexOf('/')));
    }

    /** Information of the file about itself. */
    public Info info() {
        return elements.info();
    }

    /** All recordings. */
    public List<Recording> recordings() {
        return elements.recordings();
    }

    /** All categories, also those without a recording. */
    public List<Category> categories() {
        return elements.categories();
    }

    /** All annotations; none when the file is not {@link #labelled}. */
    public List<Annotation> annotations() {
        return elements.annotations();
    }

    /** The licences that the file lists. */
    public List<License> licenses() {
        return elements.licenses();
    }

    /**
     * Whether the file gives the species of the recordings: it has annotations, then one for every recording. The test split
     * of the draft release has none.
     */
    public boolean labelled() {
        return !elements.annotations().isEmpty();
    }

    /** The recording with an id, or null. */
    public @Nullable Recording recording(int id) {
        int position = recordingIds.find(id);
        return position == IdIndex.NONE ? null : recordings().get(position);
    }

    /** The category with an id, or null. */
    public @Nullable Category category(int id) {
        int position = categoryIds.find(id);
        return position == IdIndex.NONE ? null : categories().get(position);
    }

    /** The licence with an id, or null. */
    public @Nullable License license(int id) {
        int position = licenseIds.find(id);
        return position == IdIndex.NONE ? null : licenses().get(position);
    }

    /**
     * The category of a recording.
     *
     * @throws IllegalStateException when the file is not {@link #labelled}
     * @throws IllegalArgumentException when the file has no recording with that id
     */
    public Category categoryOf(Recording recording) {
        return categories().get(categoryPlace(recording));
    }

    /** The position of its category in {@link #categories}; fails as {@link #categoryOf} does. */
    public int categoryPlace(Recording recording) {
        if (!labelled()) {
            throw new IllegalStateException("the annotations name no category");
        }
        int position = recordingIds.find(recording.id());
        if (position == IdIndex.NONE) {
            throw new IllegalArgumentException("no recording with the id " + recording.id());
        }
        return labels[position];
    }

    /** How many recordings a category has; 0 when the file has no category with that id. */
    public int recordingCount(Category category) {
        int position = categoryIds.find(category.id());
        return position == IdIndex.NONE ? 0 : starts[position + 1] - starts[position];
    }

    /** The recordings of a category; none when the file has no category with that id. */
    public List<Recording> recordingsOf(Category category) {
        int position = categoryIds.find(category.id());
        if (position == IdIndex.NONE) {
            return List.of();
        }
        List<Recording> recordings = new ArrayList<>(starts[position + 1] - starts[position]);
        for (int i = starts[position]; i < starts[position + 1]; i++) {
            recordings.add(recordings().get(byCategory[i]));
        }
        return List.copyOf(recordings);
    }
}
