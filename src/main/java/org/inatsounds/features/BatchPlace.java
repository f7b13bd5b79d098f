package org.inatsounds.features;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Scratch;

/** Where the results of a batch go: into a folder, or that of a single recording into a file or a stream. */
public sealed interface BatchPlace {

    /** Lies in a folder of features and says how what is in there was made. */
    String RECORD = FeatureFolder.RECORD;

    /** Lies in the folder while somebody writes there. */
    String LOCK = ".inatsounds.lock";

    /** A folder, which is made where it is not there. */
    record Folder(Path folder) implements BatchPlace {}

    /** The file for a single recording. */
    record OneFile(Path file) implements BatchPlace {}

    /** A stream for a single recording, which stays open. */
    record Stream(OutputStream out) implements BatchPlace {}

    /** Where temporary files may be. */
    default Path scratch() {
        Path near = null;
        if (this instanceof Folder place) {
            near = place.folder();
        } else if (this instanceof OneFile place) {
            near = place.file().toAbsolutePath().getParent();
        }
        return near != null && Files.isDirectory(near) ? near : Scratch.folder();
    }

    /**
     * Understands {@code -o}.
     *
     * @param recordings how many there are
     * @param standard what {@code -} stands for
     * @throws UsageException if one file is named for several recordings
     */
    static BatchPlace of(String output, OutputKind kind, int recordings, OutputStream standard) {
        boolean stream = output.equals("-");
        boolean file = output.toLowerCase(Locale.ROOT).endsWith(kind.ending()) && !Files.isDirectory(Path.of(output));
        if (!stream && !file) {
            requireFolder(output, kind);
            return new Folder(Path.of(output));
        }
        if (kind == OutputKind.WEBDATASET) {
            throw new UsageException("output", "expected a folder for shards, got " + output);
        }
        if (recordings != 1) {
            throw new UsageException(
                    "output",
                    "expected a folder for " + Quantity.count(recordings) + " recordings, got "
                            + (stream ? "standard output" : "the file " + output));
        }
        return stream ? new Stream(standard) : new OneFile(Path.of(output));
    }

    private static void requireFolder(String output, OutputKind kind) {
        Path place = Path.of(output);
        // In this order: a job beside this one may make the folder between two looks.
        boolean isFile = Files.exists(place) && !Files.isDirectory(place);
        // What nobody calls a folder.
        Pattern files = Pattern.compile("\\.(npy|npz|png|jpe?g|svg|wav|tar|pt|h5|hdf5)$", Pattern.CASE_INSENSITIVE);
        boolean soundsLikeOne = files.matcher(output).find() && !Files.isDirectory(place);
        if (!isFile && !soundsLikeOne) {
            return;
        }
        String got = soundsLikeOne ? output : "the file " + output;
        String advice = output.toLowerCase(Locale.ROOT).endsWith(".png") ? "; pictures are made by --to png" : "";
        throw new UsageException(
                "output", "expected a folder, or a file named *" + kind.ending() + ", got " + got + advice);
    }
}
