package org.inatsounds.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Function;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Spectrogram;
import org.jspecify.annotations.Nullable;

/** A file for each recording. */
final class ArrayOutput implements BatchOutput {

    private final WholeFiles files;
    private final Function<BatchSource, Path> place;
    private final @Nullable FileTime since;
    private final boolean force;
    private final Form form;

    /** How a spectrogram becomes a file. */
    @FunctionalInterface
    interface Form {
        void write(BatchSource source, Spectrogram spectrogram, OutputStream out) throws IOException;
    }

    /**
     * Prepares nothing yet.
     *
     * @param place where the file of a recording goes
     * @param since what was made before was made otherwise; null where all was made alike
     * @param force whether what is there is made again
     */
    ArrayOutput(
            WholeFiles files, Function<BatchSource, Path> place, @Nullable FileTime since, boolean force, Form form) {
        this.files = files;
        this.place = place;
        this.since = since;
        this.force = force;
        this.form = form;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return force
                ? sources
                : sources.stream().filter(source -> !isUpToDate(source)).toList();
    }

    private boolean isUpToDate(BatchSource source) {
        Path file = source.file();
        return file != null && isNewer(place.apply(source), file, since);
    }

    /** Whether both are there, and the first was changed later, and not before {@code since}. */
    static boolean isNewer(Path output, Path source, @Nullable FileTime since) {
        try {
            FileTime made = Files.getLastModifiedTime(output);
            return made.compareTo(Files.getLastModifiedTime(source)) > 0
                    && (since == null || made.compareTo(since) >= 0)
                    && Files.isRegularFile(output);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void take(int index, BatchSource source, @Nullable Spectrogram spectrogram) {
        if (spectrogram == null) {
            return;
        }
        try (spectrogram) {
            files.write(place.apply(source), out -> form.write(source, spectrogram, out));
        }
    }

    @Override
    public void finish() {
        // Every file is whole already.
    }
}
