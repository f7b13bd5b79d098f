package org.inatsounds.verify;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Checksum32;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.Workers;
import org.inatsounds.release.DataFolder;
import org.inatsounds.verify.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** Holds the recordings of a split against their annotations. */
final class FolderCheck {

    /** How many files a worker is given at once. */
    private static final int BATCH = 256;

    private final Path data;
    private final boolean quick;
    private final Workers workers;
    private final Progress progress;
    private final List<Problem> problems = new ArrayList<>();

    /** Recordings that are there and not empty. */
    private final List<ContentCheck.File> files = new ArrayList<>();

    /** Names of what is there and can't be looked at. */
    private final Set<String> unreadable = new HashSet<>();

    private long checked;
    private long notFetched;
    private @Nullable ContentCheck content;

    /** @param quick whether nothing but sizes and headers is read */
    FolderCheck(Path data, boolean quick, Workers workers, Progress progress) {
        this.data = data;
        this.quick = quick;
        this.workers = workers;
        this.progress = progress;
    }

    /** A file that is there. */
    private record Found(Split split, String name, Path file, long size) {}

    /** A file with the recording that it should be. */
    private record Pair(Found found, Recording recording) {}

    /**
     * Looks at a split.
     *
     * @param recordings those that are meant
     * @param all whether these are all of the annotations: then any other file is one too many
     * @param due whether a recording that is not there is missing; else it was never asked for
     * @param sums tells the checksums of what was fetched
     */
    void check(
            Split split,
            List<Recording> recordings,
            boolean all,
            Predicate<String> due,
            Consumer<DataFolder.ChecksumReader> sums) {
        Map<String, Recording> expected = new HashMap<>();
        for (Recording recording : recordings) {
            FileNames.within(data, recording.fileName(), split + ".json");
            expected.put(recording.fileName(), recording);
        }
        List<Found> found = find(split, expected.keySet(), all);
        List<Pair> pairs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Found each : found) {
            Recording recording = expected.get(each.name);
            if (recording != null) {
                pairs.add(new Pair(each, recording));
                seen.add(each.name);
            } else if (all) {
                add(Kind.EXTRA, split, each.name, "no annotation for it");
            }
        }
        long others = 0;
        for (Recording recording : recordings) {
            String name = recording.fileName();
            if (!seen.contains(name) && !unreadable.contains(name) && !missing(split, name, due.test(name))) {
                others++;
            }
        }
        notFetched += others;
        checked += recordings.size() - others;
        try (Progress.Step step = progress.start(split.label(), pairs.size(), Progress.Unit.RECORDINGS)) {
            headers(split, pairs, step);
        }
        if (!quick) {
            Map<String, Checksum32> noted = new HashMap<>();
            sums.accept((path, size, crc32c) -> {
                if (seen.contains(path)) {
                    noted.put(path, new Checksum32(size, crc32c));
                }
            });
            for (Pair pair : pairs) {
                if (pair.found.size > 0) {
                    Found here = pair.found;
                    files.add(new ContentCheck.File(here.split, here.name, here.file, here.size, noted.get(here.name)));
                }
            }
        }
    }

    /** Tells of what is not there; false if that is as it should be. */
    private boolean missing(Split split, String name, boolean due) {
        if (Files.isDirectory(data.resolve(name))) {
            add(Kind.UNREADABLE, split, name, "expected a file, got a folder");
        } else if (due) {
            add(Kind.MISSING, split, name, "no such file");
        } else {
            return false;
        }
        return true;
    }

    /** Every file below the split's folder, by name. Links are followed: clusters keep data elsewhere. */
    private List<Found> find(Split split, Set<String> expected, boolean all) {
        Path folder = data.resolve(split.label());
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            Cancellation.check(Verification.WHAT);
                            String name = data.relativize(file).toString().replace('\\', '/');
                            if (attributes.isRegularFile()) {
                                found.add(new Found(split, name, file, attributes.size()));
                            } else {
                                String detail = "expected a file, got something else, or a broken link";
                                unreadable(split, name, detail, expected.contains(name), all);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            String name = data.relativize(file).toString().replace('\\', '/');
                            // It may be a folder.
                            boolean wanted = expected.contains(name)
                                    || expected.stream().anyMatch(each -> each.startsWith(name + "/"));
                            unreadable(split, name, "can't be read: " + e.getMessage(), wanted, all);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new StorageException("can't list " + folder + ": " + e.getMessage(), e);
        }
        found.sort(Comparator.comparing(Found::name));
        return found;
    }

    private void headers(Split split, List<Pair> pairs, Progress.Step step) {
        List<CompletableFuture<List<Problem>>> batches = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += BATCH) {
            List<Pair> batch = pairs.subList(i, Math.min(pairs.size(), i + BATCH));
            batches.add(CompletableFuture.supplyAsync(() -> headers(split, batch), workers.pool())
                    .whenComplete((done, failure) -> step.advance(batch.size())));
        }
        batches.forEach(batch -> problems.addAll(Cancellation.await(batch, Verification.WHAT)));
    }

    private static List<Problem> headers(Split split, List<Pair> pairs) {
        List<Problem> found = new ArrayList<>();
        for (Pair pair : pairs) {
            RecordingCheck.Flaw flaw = RecordingCheck.check(pair.found.file, pair.found.size, pair.recording);
            if (flaw != null) {
                found.add(new Problem(flaw.kind(), split, pair.found.name, flaw.detail()));
            }
        }
        return found;
    }

    /** Reads what has a checksum, or could be the same as another, in all splits that were looked at. */
    void contents() {
        Set<String> told = new HashSet<>();
        for (Problem problem : problems) {
            if (problem.kind() != Kind.DURATION) {
                told.add(problem.file());
            }
        }
        files.removeIf(file -> told.contains(file.name()));
        ContentCheck read = new ContentCheck(workers, progress);
        read.compare(files);
        problems.addAll(read.problems());
        content = read;
    }

    /** What came of it. */
    VerificationResult result(Set<Split> splits, boolean duplicates) {
        List<Problem> same = content == null ? List.of() : content.duplicates();
        List<Problem> all = new ArrayList<>(problems);
        if (duplicates) {
            all.addAll(same);
        }
        return new VerificationResult(
                splits,
                checked,
                content == null ? 0 : content.compared(),
                content == null ? 0 : content.notCompared(),
                notFetched,
                Problem.inOrder(all),
                duplicates ? List.of() : Problem.inOrder(same));
    }

    /** How many recordings are not there, and were never asked for. */
    long notFetched() {
        return notFetched;
    }

    /** Something that is no file that can be read, or a folder that can't be looked into. */
    private void unreadable(Split split, String name, String detail, boolean wanted, boolean all) {
        unreadable.add(name);
        if (wanted) {
            add(Kind.UNREADABLE, split, name, detail);
        } else if (all) {
            add(Kind.EXTRA, split, name, "no annotation for it; " + detail);
        }
    }

    /** Adds what was found elsewhere. */
    void add(Kind kind, Split split, String file, String detail) {
        problems.add(new Problem(kind, split, file, detail));
    }

    /** Counts something that was looked at elsewhere. */
    void counted() {
        checked++;
    }
}
