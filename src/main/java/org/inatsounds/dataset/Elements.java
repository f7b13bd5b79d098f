package org.inatsounds.dataset;

import java.util.List;

/**
 * What stands in an annotation file, before anybody has looked whether it fits together.
 *
 * @param audio how the file names the array of recordings: {@code audio} or {@code images}
 */
public record Elements(
        Info info,
        String audio,
        List<Recording> recordings,
        List<Category> categories,
        List<Annotation> annotations,
        List<License> licenses) {

    /** Copies. */
    public Elements {
        recordings = List.copyOf(recordings);
        categories = List.copyOf(categories);
        annotations = List.copyOf(annotations);
        licenses = List.copyOf(licenses);
    }
}
