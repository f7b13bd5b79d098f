package org.inatsounds.dataset.filter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.Workers;

/**
 * Recordings of a split, and the annotation file that they stand in.
 *
 * @param file that they stand in
 * @param selection the recordings that are meant
 */
public record AnnotatedSelection(AnnotationFile file, Selection selection) {

    /**
     * Reads annotations, and chooses among their recordings.
     *
     * @throws UsageException if a name of the criteria means nothing there
     */
    public static AnnotatedSelection of(String split, Path annotations, Criteria criteria) {
        return read(List.of(annotations), List.of(split), criteria).get(0);
    }

    /**
     * Reads several annotation files at once, and chooses among their recordings.
     *
     * @param splits what each is called; none for the folder of the recordings, or the name of the file
     * @throws UsageException if two have one name, or a name of the criteria means nothing in any
     * @throws BadInputException if one can't be used, or they are not of one release
     */
    public static List<AnnotatedSelection> read(List<Path> paths, List<String> splits, Criteria criteria) {
        RecordingFilter filter = new RecordingFilter(criteria);
        List<AnnotationFile> files = paths.stream().map(AnnotationFile::of).toList();
        List<Annotations> all = annotations(files);
        List<AnnotatedSelection> read = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String split = splits.isEmpty() ? name(paths.get(i), all.get(i)) : splits.get(i);
            Selection selection = new Selection(split, all.get(i), filter.apply(all.get(i)));
            read.add(new AnnotatedSelection(files.get(i), selection));
        }
        filter.requireMatches();
        requireOneFileASplit(read);
        Selection.requireOneRelease(
                read.stream().map(AnnotatedSelection::selection).toList());
        return List.copyOf(read);
    }

    /** The files in their order, several at once: train takes as long as the others together. */
    private static List<Annotations> annotations(List<AnnotationFile> files) {
        int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        if (threads <= 1) {
            return files.stream().map(AnnotationFile::read).toList();
        }
        try (Workers workers = new Workers("annotations", threads)) {
            List<CompletableFuture<Annotations>> reading = files.stream()
                    .map(file -> CompletableFuture.supplyAsync(file::read, workers.pool()))
                    .toList();
            return reading.stream().map(CompletableFuture::join).toList();
        }
    }

    private static String name(Path file, Annotations annotations) {
        String folder = annotations.folder();
        return folder.isEmpty() ? FileNames.withoutEnding(String.valueOf(file.getFileName())) : folder;
    }

    private static void requireOneFileASplit(List<AnnotatedSelection> read) {
        Set<String> names = new LinkedHashSet<>();
        for (AnnotatedSelection each : read) {
            if (!names.add(each.selection.split())) {
                throw new UsageException(
                        "annotations", "expected one file per split, got two of " + each.selection.split());
            }
        }
    }
}
