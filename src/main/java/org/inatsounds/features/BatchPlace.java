package org.inatsounds.features;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.FolderLock;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Scratch;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.TemporaryNames;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where the spectrograms of a batch go: a folder, or for a single recording a file or standard output.
 *
 * @param directory the folder; null where it is none
 * @param file the one file; null where it is none
 * @param kind of what is written
 */
public record BatchPlace(@Nullable Path directory, @Nullable Path file, OutputKind kind) {

    /** Lies in the folder and says how what is in there was made. */
    public static final String RECORD = "spectrogram.json";

    /** What nobody calls a folder. */
    private static final Pattern FILE =
            Pattern.compile("\\.(npy|npz|png|jpe?g|svg|wav|tar|pt|h5|hdf5)$", Pattern.CASE_INSENSITIVE);

    private static final int FINGERPRINT = 16;

    /** Lies in the folder while somebody writes there. */
    public static final String LOCK = ".inatsounds.lock";

    /**
     * Understands {@code -o}.
     *
     * @throws UsageException if one file is named for several recordings
     */
    public static BatchPlace of(String output, OutputKind kind, List<BatchSource> sources) {
        boolean standard = output.equals("-");
        boolean file = output.toLowerCase(Locale.ROOT).endsWith(kind.ending()) && !Files.isDirectory(Path.of(output));
        if (!standard && !file) {
            if (FILE.matcher(output).find() && !Files.isDirectory(Path.of(output))) {
                throw new UsageException("--output: expected a folder, or a file named *" + kind.ending() + ", got "
                        + output
                        + (output.toLowerCase(Locale.ROOT).endsWith(".png") ? "; pictures are made by --to png" : ""));
            }
            if (Files.exists(Path.of(output)) && !Files.isDirectory(Path.of(output))) {
                throw new UsageException(
                        "--output: expected a folder, or a file named *" + kind.ending() + ", got the file " + output);
            }
            return new BatchPlace(Path.of(output), null, kind);
        }
        if (kind == OutputKind.WEBDATASET) {
            throw new UsageException("--output: expected a folder for shards, got " + output);
        }
        if (sources.size() != 1) {
            throw new UsageException("--output: expected a folder for " + Quantity.count(sources.size())
                    + " recordings, got " + (standard ? "standard output" : "the file " + output));
        }
        return new BatchPlace(null, standard ? null : Path.of(output), kind);
    }

    public boolean isStandardOutput() {
        return directory == null && file == null;
    }

    public boolean isFolder() {
        return directory != null;
    }

    /**
     * The folder.
     *
     * @throws IllegalStateException if it is none
     */
    public Path folder() {
        if (directory == null) {
            throw new IllegalStateException("not a folder");
        }
        return directory;
    }

    /** The file of a recording; not where it goes into a shard. */
    Path of(BatchSource source) {
        return file != null ? file : folder().resolve(source.key() + kind.ending());
    }

    /** Where temporary files may be. */
    public Path scratch() {
        Path parent = file == null ? null : file.toAbsolutePath().getParent();
        Path near = directory != null ? directory : parent;
        return near != null && Files.isDirectory(near) ? near : Scratch.folder();
    }

    /**
     * Makes the folder, if it is one, and keeps others from writing there; null if it is none.
     *
     * @param share the job that this is; others may work beside it
     * @throws StorageException if it can't be written, or another process writes there
     */
    public WholeFiles.@Nullable Hold lock(WholeFiles files, @Nullable JobShare share) {
        return directory == null ? null : lock(files, directory, "spectrogram", share);
    }

    /** The same for any folder of results. */
    public static WholeFiles.Hold lock(WholeFiles files, Path folder, String command, @Nullable JobShare share) {
        Path file = folder.resolve(LOCK);
        try {
            Files.createDirectories(folder);
            FolderLock.Job job = share == null ? null : new FolderLock.Job(share.number(), share.of());
            return files.hold(
                    folder,
                    share == null ? TemporaryNames.WHOLE_FOLDER : share.number() + "of" + share.of(),
                    () -> FolderLock.take(folder, file, command, job)::close);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /** What the folder says of how what is in there is made. */
    public String record(Map<String, Object> numbers) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("to", kind.toString());
        facts.putAll(numbers);
        return Json.text(facts);
    }

    /** A short word for it: another one for other numbers. */
    public static String fingerprint(String record) {
        return Checksum.sha256(record.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT);
    }

    /**
     * Records in the folder how what will be in there is made.
     *
     * @throws UsageException if what is in there was made otherwise, unless {@code force}
     * @throws StorageException if it can't be written
     */
    public void claim(WholeFiles files, String record, boolean force) {
        if (directory == null) {
            return;
        }
        Path place = directory.resolve(RECORD);
        String there = there(place);
        if (there.equals(record)) {
            return;
        }
        if (!force) {
            requireSame(record);
        }
        try {
            files.write(place, out -> out.write(record.getBytes(StandardCharsets.UTF_8)));
        } catch (StorageException e) {
            // Jobs of a cluster begin at the same moment: another one may have written it.
            if (!isThere(place, record)) {
                throw e;
            }
        }
    }

    /**
     * Holds what the folder says against a record.
     *
     * @throws UsageException if what is in the folder was made otherwise
     */
    public void requireSame(String record) {
        String there = there(folder().resolve(RECORD));
        if (!there.isEmpty() && !there.equals(record)) {
            throw new UsageException("--output: what is in " + directory + " was made with other numbers ("
                    + difference(there, record) + "); choose another folder, or --force to write over it");
        }
    }

    private static String there(Path place) {
        try {
            return Files.exists(place) ? Files.readString(place) : "";
        } catch (MalformedInputException e) {
            return "not text";
        } catch (IOException e) {
            throw new StorageException("can't read " + place + ": " + StorageException.reason(e), e);
        }
    }

    /** Since when the folder says what it says. What is older was made otherwise: all of it, where it says nothing. */
    public FileTime since() {
        Path place = folder().resolve(RECORD);
        try {
            return Files.exists(place)
                    ? Files.getLastModifiedTime(place)
                    : FileTime.fromMillis(System.currentTimeMillis());
        } catch (IOException e) {
            throw new StorageException("can't read " + place + ": " + StorageException.reason(e), e);
        }
    }

    /**
     * Checks before work begins that nothing is written over the recordings.
     *
     * @throws UsageException when a file would be
     */
    public void requireOther(List<BatchSource> sources) {
        if (kind == OutputKind.WEBDATASET || isStandardOutput()) {
            return;
        }
        for (BatchSource source : sources) {
            if (source.file() != null && SystemPaths.isSame(of(source), source.file())) {
                throw new UsageException("--output: expected another place, got " + of(source)
                        + ", which is a recording: the result would replace it");
            }
        }
    }

    private static boolean isThere(Path place, String record) {
        try {
            return Files.exists(place) && Files.readString(place).equals(record);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first line that differs, for example {@code "hop": 256 there, "hop": 128 now}. */
    private static String difference(String there, String now) {
        List<String> old = there.lines().map(BatchPlace::line).toList();
        List<String> current = now.lines().map(BatchPlace::line).toList();
        for (int i = 0; i < Math.min(old.size(), current.size()); i++) {
            String before = old.get(i);
            String after = current.get(i);
            if (!before.equals(after)) {
                return before.equals("}")
                        ? after + " now, but not there"
                        : after.equals("}") ? before + " there, but not now" : before + " there, " + after + " now";
            }
        }
        return RECORD + " differs";
    }

    private static String line(String json) {
        String line = json.strip();
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }
}
