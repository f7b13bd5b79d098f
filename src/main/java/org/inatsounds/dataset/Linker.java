package org.inatsounds.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.inatsounds.BadInputException;

/**
 * Follows what the elements of a file refer to, once all of them are there.
 *
 * <p>Ids are unique. An annotation names a recording and a category of the same file. A file with annotations has one for
 * each recording: a recording left out would be left out of every score as well, and nobody would notice. Several
 * annotations of one recording are accepted when they agree.
 */
public final class Linker {

    private final Path file;
    private final Elements elements;

    public Linker(Path file, Elements elements) {
        this.file = file;
        this.elements = elements;
    }

    /**
     * Links the elements.
     *
     * @throws BadInputException when an id occurs twice or is not there, naming file, element and id
     */
    public Annotations link() {
        IdIndex recordings = index(elements.audio(), elements.recordings(), Recording::id);
        IdIndex categories = index("categories", elements.categories(), Category::id);
        IdIndex licenses = index("licenses", elements.licenses(), License::id);
        index("annotations", elements.annotations(), Annotation::id);
        int[] labels = elements.annotations().isEmpty() ? new int[0] : labels(recordings, categories);
        return new Annotations(elements, recordings, categories, licenses, labels);
    }

    private <T> IdIndex index(String array, List<T> list, ToIntFunction<T> idOf) {
        IdIndex index = new IdIndex(list.stream().mapToInt(idOf).toArray());
        int again = index.repeated();
        if (again != IdIndex.NONE) {
            int id = idOf.applyAsInt(list.get(again));
            throw new BadInputException(file + ": " + array + "[" + again + "] (id " + id + "): " + array + "["
                    + index.find(id) + "] has the same id; expected each id once");
        }
        return index;
    }

    /** The position of the category of each recording. */
    private int[] labels(IdIndex recordings, IdIndex categories) {
        int[] labels = new int[elements.recordings().size()];
        Arrays.fill(labels, IdIndex.NONE);
        List<Annotation> annotations = elements.annotations();
        for (int i = 0; i < annotations.size(); i++) {
            Annotation annotation = annotations.get(i);
            int recording = recordings.find(annotation.recordingId());
            if (recording == IdIndex.NONE) {
                throw wrong(i, "recording " + annotation.recordingId() + " is not in " + elements.audio());
            }
            int category = categories.find(annotation.categoryId());
            if (category == IdIndex.NONE) {
                throw wrong(i, "category " + annotation.categoryId() + " is not in categories");
            }
            if (labels[recording] != IdIndex.NONE && labels[recording] != category) {
                int other = elements.categories().get(labels[recording]).id();
                throw wrong(
                        i,
                        "recording " + annotation.recordingId() + " has category " + annotation.categoryId()
                                + " here and category " + other + " before; expected one species per recording");
            }
            labels[recording] = category;
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == IdIndex.NONE) {
                throw new BadInputException(file + ": " + elements.audio() + "[" + i + "] (id "
                        + elements.recordings().get(i).id() + "): no annotation, though the file has "
                        + annotations.size() + "; expected one for each recording, or none at all");
            }
        }
        return labels;
    }

    private BadInputException wrong(int annotation, String what) {
        int id = elements.annotations().get(annotation).id();
        return new BadInputException(file + ": annotations[" + annotation + "] (id " + id + "): " + what);
    }
}
