package org.inatsounds.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.audio.Decoder;
import org.inatsounds.audio.WavReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * One recording of a batch.
 *
 * @param key names its output: a path without ending, parts joined by {@code /}
 * @param name for messages
 * @param file where it is; null for standard input
 * @param in standard input; null for a file
 * @param label what is known of it; null for a recording that no split was named for
 * @param decoder what opens it
 * @param origin the archive that it comes out of; null for a recording that is there
 */
public record BatchSource(
        String key,
        String name,
        @Nullable Path file,
        @Nullable InputStream in,
        @Nullable Label label,
        Decoder decoder,
        @Nullable Origin origin) {

    /** A recording of a split, with the annotations that it stands in. */
    public record Label(Recording recording, Annotations annotations) {}

    /**
     * An archive of recordings.
     *
     * @param text its name and checksum
     */
    public record Origin(Split split, String text) {}

    public static BatchSource ofFile(String key, Path file) {
        return new BatchSource(key, file.toString(), file, null, null, Decoder.AUTO, null);
    }

    /**
     * A recording that comes as a stream.
     *
     * @param name for messages
     */
    public static BatchSource ofStream(String key, String name, InputStream in) {
        return new BatchSource(key, name, null, in, null, Decoder.AUTO, null);
    }

    /**
     * A recording of a split, whose output is called as it is.
     *
     * @throws org.inatsounds.BadInputException when its name is none for a file of ours
     */
    static BatchSource ofSplit(Recording recording, Annotations annotations, Path data) {
        String source = "the annotations of recording " + recording.id();
        return toRead(recording, annotations, FileNames.withinFolder(data, recording.fileName(), source));
    }

    /** The same, of which nothing is written under its name. */
    public static BatchSource toRead(Recording recording, Annotations annotations, Path file) {
        return new BatchSource(
                withoutEnding(recording.fileName()),
                file.toString(),
                file,
                null,
                new Label(recording, annotations),
                Decoder.AUTO,
                null);
    }

    static BatchSource ofStandardInput(InputStream in) {
        return ofStream("stdin", "standard input", in);
    }

    /** What a picture of it is called: its species where that is known, and its file. */
    public String title() {
        String fileName = file == null ? name.substring(name.lastIndexOf('/') + 1) : String.valueOf(file.getFileName());
        return label != null && label.annotations().labelled()
                ? label.annotations().categoryOf(label.recording()).name() + " - " + fileName
                : fileName;
    }

    /** Whether it is a recording of a split that is not in the data folder. */
    boolean isAbsent() {
        return origin == null && label != null && file != null && !Files.exists(file);
    }

    /** Whether it is called, or begins, like a file that can be read. Other audio is only named. */
    boolean isWav() {
        return file == null || origin != null || AudioKind.isWav(file);
    }

    /** Where it is, from the root, or the archive that it comes out of; empty for standard input. */
    String place() {
        return origin != null
                ? origin.text()
                : file == null ? "" : file.toAbsolutePath().toString();
    }

    /**
     * Opens the recording. Close it.
     *
     * @throws BadInputException if it can't be read as a recording; in a data folder also if it is a pipe, for which one would wait
     */
    public WavReader open() {
        if (in != null) {
            return WavReader.open(in, name);
        }
        if (file == null || origin != null) {
            throw new IllegalStateException("neither a file nor a stream");
        }
        if (label != null && InputFile.isPipe(file)) {
            throw new BadInputException(name + ": expected a recording, got a pipe or a device");
        }
        return decoder.open(file);
    }

    /**
     * The same for one of many recordings: whatever keeps a file from being read is that file's fault, and not the end of a batch.
     *
     * @throws BadInputException if it can't be read
     */
    public WavReader openOrFail() {
        try {
            return open();
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * How its samples are stored, for people.
     *
     * @throws BadInputException as {@link #open}
     */
    public String format() {
        try (WavReader reader = open()) {
            return reader.format().description();
        }
    }

    /** What the file looks like now; null where there is none. */
    public @Nullable FileIdentity glance() {
        try {
            return file == null || origin != null ? null : FileIdentity.glance(file);
        } catch (IOException e) {
            // Opening it says why.
            return null;
        }
    }

    /** The same recording, opened by another one. */
    public BatchSource with(Decoder other) {
        return new BatchSource(key, name, file, in, label, other, origin);
    }

    /** The same recording of a split, which is to come out of an archive. */
    BatchSource outOf(Origin archive) {
        String fileName = label == null ? name : label.recording().fileName();
        return new BatchSource(key, fileName, file, null, label, decoder, archive);
    }

    /** The same, of which the bytes come. */
    BatchSource arriving(ArrivingBytes bytes) {
        return new BatchSource(key, name, null, bytes, label, decoder, origin);
    }

    /** What all of its bytes were, once it was read: of who arrives, what is left is read past. */
    @Nullable
    FileIdentity seen(@Nullable FileIdentity glance) {
        return in instanceof ArrivingBytes bytes ? bytes.identity() : glance;
    }

    /** What a row of a table is called: as in the annotations, or by the path below what was named, with its ending. */
    public String rowName() {
        if (label != null) {
            return label.recording().fileName();
        }
        String last = file == null ? "" : String.valueOf(file.getFileName());
        return last.lastIndexOf('.') > 0 ? key + last.substring(last.lastIndexOf('.')) : key;
    }

    /** A name without what follows its last dot. */
    public static String withoutEnding(String name) {
        return FileNames.withoutEnding(name);
    }
}
