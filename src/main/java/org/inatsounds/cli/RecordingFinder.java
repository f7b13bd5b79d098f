package org.inatsounds.cli;

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
import org.jspecify.annotations.Nullable;

/**
 * Finds one recording by any of its names: a path on disk, an id, or a {@code file_name}, with or without split, folder and ending.
 *
 * @param data the data folder
 */
record RecordingFinder(Path data) {

    /**
     * Finds it.
     *
     * @throws UsageException if nothing is called so, or more than one
     * @throws DataMismatchException if it is known, but its file is not there
     */
    BatchSource find(String name) {
        Path file = path(name);
        if (file != null && Files.isRegularFile(file)) {
            BatchSource known = named(relative(file));
            return known != null ? known : BatchSource.ofFile(BatchSource.withoutEnding(name), file);
        }
        BatchSource found = named(name);
        if (found == null) {
            throw new UsageException("RECORDING: expected a WAV file, or the id or file name of a recording in " + data
                    + ", got '" + name + "'" + (hasAnnotations() ? "" : "; `inatsounds fetch` brings annotations"));
        }
        Path place = data.resolve(
                found.label() == null ? name : found.label().recording().fileName());
        if (!Files.exists(place)) {
            throw new DataMismatchException(place + ": there is no such file; `inatsounds fetch "
                    + place.getName(data.getNameCount()) + " --recordings` brings it");
        }
        return found;
    }

    private boolean hasAnnotations() {
        return EnumSet.allOf(Split.class).stream().anyMatch(split -> Files.exists(data.resolve(split + ".json")));
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
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(data) ? data.relativize(absolute).toString().replace('\\', '/') : "";
    }

    private @Nullable BatchSource named(String name) {
        List<BatchSource> found = new ArrayList<>();
        for (Split split : name.isEmpty() ? EnumSet.noneOf(Split.class) : EnumSet.allOf(Split.class)) {
            Path file = data.resolve(split + ".json");
            if (Files.exists(file)) {
                Annotations annotations = AnnotationReader.read(file);
                for (Recording recording : annotations.recordings()) {
                    if (isCalled(recording, name)) {
                        found.add(BatchSource.ofSplit(recording, annotations, data));
                    }
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
        String wanted = BatchSource.withoutEnding(name.startsWith("./") ? name.substring(2) : name);
        String key = BatchSource.withoutEnding(recording.fileName());
        return key.equals(wanted) || (key.endsWith(wanted) && key.charAt(key.length() - wanted.length() - 1) == '/');
    }
}
