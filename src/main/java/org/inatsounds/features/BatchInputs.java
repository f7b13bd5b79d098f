package org.inatsounds.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.Decoder;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.Text;
import org.jspecify.annotations.Nullable;

/**
 * Finds the recordings of a batch: those of splits, of folders, files, and standard input. They come in a fixed order: as
 * named, those of a split in the order of its annotations, those of a folder by path.
 */
public final class BatchInputs {

    private final Path data;
    private final InputStream in;
    private final Listener listener;
    private final Criteria criteria;
    private final RecordingFilter filter;

    private final List<BatchSource> sources = new ArrayList<>();
    private final Map<String, BatchSource> byKey = new HashMap<>();

    private boolean presentOnly;
    private boolean soundless;
    private Decoder decoder = Decoder.AUTO;
    private @Nullable ArchiveSources archives;

    /**
     * The recordings in a folder and the folders in it: files that are named as sound. A file that can't be read fails in the
     * batch. What is not named as a WAV file is left out beside a WAV file of the same name.
     *
     * @throws UsageException if there are none, or two would have one output
     */
    public static List<BatchSource> ofFolder(Path folder) {
        BatchInputs inputs = new BatchInputs(folder, InputStream.nullInputStream(), Listener.NONE, Criteria.NONE);
        inputs.addPath(folder);
        return inputs.used();
    }

    /**
     * Makes one; nothing is read yet.
     *
     * @param criteria by which recordings of splits are chosen
     */
    public BatchInputs(Path data, InputStream in, Listener listener, Criteria criteria) {
        this.data = data;
        this.in = in;
        this.listener = listener;
        this.criteria = criteria;
        this.filter = new RecordingFilter(criteria);
    }

    /** Recordings of a split that are not in the data folder are left out. */
    public BatchInputs presentOnly(boolean only) {
        presentOnly = only;
        return this;
    }

    /** Nobody reads the recordings of a split: it does not matter which of them are in the data folder. */
    public BatchInputs withoutSound(boolean without) {
        soundless = without;
        return this;
    }

    /** Recordings of splits come out of archives, not from the data folder; nothing else can be named. Null: as they are there. */
    public BatchInputs outOf(@Nullable ArchiveSources sources) {
        archives = sources;
        return this;
    }

    /** What opens recordings. */
    public BatchInputs decoder(Decoder by) {
        decoder = by;
        return this;
    }

    /** Whether a file is called as sound is; those of other names are no recordings of a folder. */
    public static boolean isSound(String name) {
        return AudioKind.isAudio(Path.of(name));
    }

    /** The split that a word is, if it is one. */
    public static boolean isSplit(String word) {
        return EnumSet.allOf(Split.class).stream()
                .anyMatch(split -> split.label().equals(word));
    }

    /** The splits whose annotations are in the data folder, and whose recordings are, unless they come out of archives. */
    public List<Split> splitsThere() {
        return EnumSet.allOf(Split.class).stream()
                .filter(split -> Files.exists(data.resolve(split + ".json")))
                .filter(split -> archives != null || Files.isDirectory(data.resolve(split.label())))
                .toList();
    }

    /** As {@link #find(List, Collection)} finds it, without other splits. */
    public List<BatchSource> find(List<String> named) {
        return find(named, List.of());
    }

    /**
     * Finds everything.
     *
     * @param named splits, folders, files, {@code -}, or {@code all} for {@link #splitsThere}
     * @param splits named elsewhere; where nothing at all is named, all that are there
     * @throws UsageException if one is not there, two recordings would have one output, or nothing is chosen
     * @throws DataMismatchException if a split is not there, or none of its recordings where only those that are there count
     */
    public List<BatchSource> find(List<String> named, Collection<Split> splits) {
        List<String> words = words(named, splits);
        if (!criteria.isEmpty() && words.stream().noneMatch(BatchInputs::isSplit)) {
            throw new UsageException("filters choose among the recordings of a split: expected train, val or test, got "
                    + String.join(" ", words));
        }
        words.forEach(this::add);
        filter.requireMatches();
        List<BatchSource> found =
                used().stream().map(source -> source.with(decoder)).toList();
        if (found.isEmpty() && presentOnly) {
            throw new DataMismatchException(
                    "none of the chosen recordings is in " + data + "; `inatsounds fetch --recordings` downloads them");
        }
        if (found.isEmpty()) {
            throw new UsageException("no recording matches: " + criteria.describe());
        }
        return found;
    }

    /** What is to be found, each split once. */
    private List<String> words(List<String> named, Collection<Split> splits) {
        List<String> there = splitsThere().stream().map(Split::label).toList();
        List<String> words = new ArrayList<>(named);
        if (words.removeIf(word -> word.equalsIgnoreCase("all") && !Files.exists(Path.of(word)))) {
            words.addAll(there);
        }
        splits.forEach(split -> words.add(split.label()));
        if (words.isEmpty()) {
            words.addAll(there);
        }
        if (words.isEmpty()) {
            throw new UsageException(
                    archives != null
                            ? "INPUT: expected a split; there are no annotations in " + data
                                    + ", and `inatsounds fetch` would download them"
                            : "INPUT: expected a split, a folder or a file; there are no recordings in " + data
                                    + ", and `inatsounds fetch --recordings` would download them");
        }
        Set<String> seen = new HashSet<>();
        words.removeIf(word -> isSplit(word) && !seen.add(word));
        return words;
    }

    private void add(String word) {
        if (archives != null && !isSplit(word)) {
            throw new UsageException(
                    "INPUT: expected train, val or test for recordings out of archives, got '" + word + "'");
        } else if (word.equals("-")) {
            add(BatchSource.ofStandardInput(in));
        } else if (word.isEmpty()) {
            throw new UsageException("INPUT: expected train, val, test, a file or a folder, got ''");
        } else if (isSplit(word)) {
            addSplit(Split.valueOf(word.toUpperCase(Locale.ROOT)));
        } else {
            addPath(Path.of(word));
        }
    }

    private void add(BatchSource source) {
        BatchSource other = byKey.putIfAbsent(source.key(), source);
        if (other != null) {
            if (other.name().equals(source.name())) {
                throw new UsageException("INPUT: " + other.name() + " is named twice");
            }
            if (source.isWav()) {
                requireNoWav(other, source);
                byKey.put(source.key(), source);
            }
        }
        sources.add(source);
    }

    private static void requireNoWav(BatchSource other, BatchSource source) {
        if (other.isWav()) {
            throw new UsageException("INPUT: " + other.name() + " and " + source.name() + " would both be written to "
                    + source.key() + "; expected names that differ in more than the ending, or one run for each");
        }
    }

    /** Of a WAV file and what it was converted from, the WAV file is used. Others that can't be read are named as failed. */
    private List<BatchSource> used() {
        List<BatchSource> used = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (BatchSource source : sources) {
            BatchSource chosen = byKey.get(source.key());
            if (chosen == null || chosen.name().equals(source.name()) || !chosen.isWav()) {
                used.add(source);
            } else {
                leftOut.add(source.name());
            }
        }
        if (!leftOut.isEmpty()) {
            listener.notice((leftOut.size() == 1 ? "1 file is" : Quantity.count(leftOut.size()) + " files are")
                    + " left out, since the WAV file of the same name is used: " + Text.some(leftOut));
        }
        return List.copyOf(used);
    }

    private void addSplit(Split split) {
        if (Files.isDirectory(Path.of(split.label()))
                && !SystemPaths.absolute(Path.of(split.label())).equals(data.resolve(split.label()))) {
            listener.notice(split + " is the split in " + data + "; write ./" + split + " for the folder of that name");
        }
        Annotations annotations = AnnotationReader.read(data.resolve(split + ".json"));
        List<Recording> recordings = filter.apply(annotations);
        ArchiveSources out = archives;
        if (out != null) {
            BatchSource.Origin origin = out.origin(split);
            recordings.forEach(recording ->
                    add(BatchSource.ofSplit(recording, annotations, data).outOf(origin)));
            return;
        }
        List<BatchSource> found = recordings.stream()
                .map(recording -> BatchSource.ofSplit(recording, annotations, data))
                .toList();
        long absent =
                soundless ? 0 : found.stream().filter(BatchSource::isAbsent).count();
        if (absent > 0 && !presentOnly && !Files.isDirectory(data.resolve(split.label()))) {
            throw new DataMismatchException("there are no recordings of " + split + " in " + data
                    + "; `inatsounds fetch " + split + " --recordings` downloads them");
        }
        if (absent > 0) {
            listener.notice(Quantity.count(absent) + " of " + Quantity.count(found.size()) + " recordings of " + split
                    + " are not in " + data
                    + (presentOnly
                            ? ": they are left out"
                            : "; `inatsounds fetch " + split
                                    + " --recordings` downloads them, and --present leaves them out"));
        }
        found.stream().filter(source -> !presentOnly || !source.isAbsent()).forEach(this::add);
    }

    private void addPath(Path path) {
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.exists(path)) {
            add(BatchSource.ofFile(BatchSource.withoutEnding(String.valueOf(path.getFileName())), path));
        } else {
            throw new UsageException(
                    "INPUT: expected train, val, test, a file or a folder, got '" + path + "', which does not exist");
        }
    }

    private void addFolder(Path folder) {
        List<Path> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        walk(folder, files, leftOut);
        if (files.isEmpty()) {
            throw new UsageException("INPUT: expected recordings (*.wav) in " + folder + ", found none"
                    + (leftOut.isEmpty() ? "" : ", only " + Text.some(leftOut)));
        }
        if (!leftOut.isEmpty()) {
            listener.warn(folder + ": skipped, since not named *.wav: " + Text.some(leftOut));
        }
        files.stream()
                .sorted((a, b) -> relative(folder, a).compareTo(relative(folder, b)))
                .forEach(file -> add(BatchSource.ofFile(BatchSource.withoutEnding(relative(folder, file)), file)));
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Hidden files and folders are passed over: among them are the {@code ._*.wav} that macOS leaves on other disks. */
    private static void walk(Path folder, List<Path> files, List<String> leftOut) {
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                            if (e instanceof FileSystemLoopException) {
                                // A link to a folder above: what is in there is found without it.
                                return FileVisitResult.CONTINUE;
                            }
                            throw e;
                        }

                        @Override
                        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                            return !each.equals(folder) && isHidden(each)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (isHidden(file)) {
                                return FileVisitResult.CONTINUE;
                            }
                            if (attributes.isOther()) {
                                // A pipe that nobody writes to would be waited for.
                                leftOut.add(relative(folder, file) + " (not a file)");
                            } else if (AudioKind.isAudio(file)) {
                                files.add(file);
                            } else {
                                leftOut.add(relative(folder, file));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new StorageException("can't read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
