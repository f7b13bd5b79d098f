package org.inatsounds.features;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.SystemPaths;
import org.jspecify.annotations.Nullable;

/**
 * Finds one recording by any of its names: a path on disk, an id, or a {@code file_name}, with or without split, folder and ending.
 *
 * @param data the data folder
 */
public record RecordingFinder(Path data) {

    /**
     * Finds it.
     *
     * @throws UsageException if nothing is called so, or more than one
     * @throws DataMismatchException if it is known, but its file is not there
     */
    public BatchSource find(String name) {
        Path file = path(name);
        if (file != null && Files.isRegularFile(file)) {
            BatchSource known = known(file);
            return known != null ? known : BatchSource.ofFile(BatchSource.withoutEnding(name), file);
        }
        BatchSource found = named(name);
        if (found == null) {
            throw new UsageException("RECORDING: expected a WAV file, or the id or file name of a recording in " + data
                    + ", got '" + name + "'"
                    + (!annotationFiles().isEmpty() ? "" : "; `inatsounds fetch` downloads annotations"));
        }
        Path place = found.file();
        if (place != null && !Files.exists(place)) {
            throw new DataMismatchException(place + ": there is no such file; `inatsounds fetch "
                    + place.getName(data.getNameCount()) + " --recordings` downloads it");
        }
        return found;
    }

    private static @Nullable Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** As annotations have it, if the file lies in the data folder. */
    private String relative(Path file) {
        Path absolute = SystemPaths.absolute(file);
        return absolute.startsWith(data) ? data.relativize(absolute).toString().replace('\\', '/') : "";
    }

    /** The recording whose file this is, if it lies in the data folder, and annotations know it. */
    private @Nullable BatchSource known(Path file) {
        String relative = relative(file);
        for (Path each : relative.isEmpty() ? List.<Path>of() : annotationFiles()) {
            Annotations annotations = AnnotationReader.read(each);
            for (Recording recording : annotations.recordings()) {
                if (recording.fileName().equals(relative)) {
                    return BatchSource.toRead(recording, annotations, file);
                }
            }
        }
        return null;
    }

    private List<Path> annotationFiles() {
        return EnumSet.allOf(Split.class).stream()
                .map(split -> data.resolve(split + ".json"))
                .filter(Files::exists)
                .toList();
    }

    private @Nullable BatchSource named(String name) {
        List<BatchSource> found = new ArrayList<>();
        for (Path file : annotationFiles()) {
            Annotations annotations = AnnotationReader.read(file);
            for (Recording recording : annotations.recordings()) {
                if (isCalled(recording, name)) {
                    String source = "the annotations of recording " + recording.id();
                    Path place = FileNames.within(data, recording.fileName(), source);
                    found.add(BatchSource.toRead(recording, annotations, place));
                }
            }
        }
        if (found.size() > 1) {
            throw new UsageException("RECORDING: expected one recording, but " + found.size() + " are called '" + name
                    + "', " + found.get(0).key() + " and " + found.get(1).key() + " among them");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static boolean isCalled(Recording recording, String name) {
        if (name.equals(String.valueOf(recording.id()))) {
            return true;
        }
        String wanted = BatchSource.withoutEnding(CanonicalName.of(name.startsWith("./") ? name.substring(2) : name));
        String key = BatchSource.withoutEnding(CanonicalName.of(recording.fileName()));
        return key.equals(wanted) || (key.endsWith(wanted) && key.charAt(key.length() - wanted.length() - 1) == '/');
    }
}
