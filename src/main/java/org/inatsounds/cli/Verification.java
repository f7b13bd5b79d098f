package org.inatsounds.cli;

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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.Selection;
import org.inatsounds.report.VerificationReport.Problem;

/** Holds the recordings of a split against their annotations. */
final class Verification {

    private static final List<String> KINDS = List.of(
            "missing", "unreadable", "empty", "truncated", "format", "duration", "duplicate", "extra", "archive");

    /** How many files a worker is given at once. */
    private static final int BATCH = 256;

    private final Path data;
    private final boolean quick;
    private final Workers workers;
    private final Progress progress;
    private final List<Problem> problems = new ArrayList<>();

    /** Recordings by their size: only those of the same size can have the same content. */
    private final Map<Long, List<Found>> sizes = new HashMap<>();

    /** Names of what is there and can't be looked at. */
    private final Set<String> unreadable = new HashSet<>();

    private long checked;

    /** @param quick whether nothing but sizes and headers is read */
    Verification(Path data, boolean quick, Workers workers, Progress progress) {
        this.data = data;
        this.quick = quick;
        this.workers = workers;
        this.progress = progress;
    }

    /** A file that is there. */
    private record Found(String split, String name, Path file, long size) {}

    /** A file with the recording that it should be. */
    private record Pair(Found found, Recording recording) {}

    /**
     * Looks at a split.
     *
     * @param all whether every recording of the annotations is meant: then any other file is one too many
     */
    void check(Selection selection, boolean all) {
        Map<String, Recording> expected = new HashMap<>();
        selection.recordings().forEach(recording -> expected.put(recording.fileName(), recording));
        List<Found> found = find(selection.split(), expected.keySet(), all);
        List<Pair> pairs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Found each : found) {
            Recording recording = expected.get(each.name);
            if (recording != null) {
                pairs.add(new Pair(each, recording));
                seen.add(each.name);
            } else if (all) {
                add("extra", selection.split(), each.name, "no annotation names it");
            }
        }
        for (Recording recording : selection.recordings()) {
            if (!seen.contains(recording.fileName()) && !unreadable.contains(recording.fileName())) {
                missing(selection.split(), recording.fileName());
            }
        }
        checked += selection.recordings().size();
        try (Progress.Step step = progress.start(selection.split(), pairs.size(), Progress.Unit.RECORDINGS)) {
            headers(selection.split(), pairs, step);
        }
        for (Pair pair : pairs) {
            if (!quick && pair.found.size > 0) {
                sizes.computeIfAbsent(pair.found.size, size -> new ArrayList<>())
                        .add(pair.found);
            }
        }
    }

    private void missing(String split, String name) {
        if (Files.isDirectory(data.resolve(name))) {
            add("unreadable", split, name, "expected a file, got a folder");
        } else {
            add("missing", split, name, "no such file");
        }
    }

    /** Every file below the split's folder, by name. Links are followed: clusters keep data elsewhere. */
    private List<Found> find(String split, Set<String> expected, boolean all) {
        Path folder = data.resolve(split);
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            String name = data.relativize(file).toString().replace('\\', '/');
                            if (attributes.isRegularFile()) {
                                found.add(new Found(split, name, file, attributes.size()));
                            } else {
                                String detail = "expected a file, got something else, or a link to nothing";
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
                            unreadable(split, name, "can't be looked at: " + e.getMessage(), wanted, all);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new StorageException("can't list " + folder + ": " + e.getMessage(), e);
        }
        found.sort(Comparator.comparing(Found::name));
        return found;
    }

    private void headers(String split, List<Pair> pairs, Progress.Step step) {
        List<CompletableFuture<List<Problem>>> batches = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += BATCH) {
            List<Pair> batch = pairs.subList(i, Math.min(pairs.size(), i + BATCH));
            batches.add(CompletableFuture.supplyAsync(() -> headers(split, batch), workers.pool())
                    .whenComplete((done, failure) -> step.advance(batch.size())));
        }
        batches.forEach(batch -> problems.addAll(batch.join()));
    }

    private static List<Problem> headers(String split, List<Pair> pairs) {
        List<Problem> found = new ArrayList<>();
        for (Pair pair : pairs) {
            RecordingCheck.Problem problem = RecordingCheck.check(pair.found.file, pair.found.size, pair.recording);
            if (problem != null) {
                found.add(new Problem(
                        problem.kind().name().toLowerCase(Locale.ROOT), split, pair.found.name, problem.detail()));
            }
        }
        return found;
    }

    /** Looks for files of the same content, in all splits that were looked at. Only those of the same size are read. */
    void duplicates() {
        List<Found> candidates = sizes.values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Found::name))
                .toList();
        List<CompletableFuture<String>> sums = new ArrayList<>();
        try (Progress.Step step = progress.start("content", candidates.size(), Progress.Unit.RECORDINGS)) {
            for (Found each : candidates) {
                sums.add(CompletableFuture.supplyAsync(() -> sum(each.file), workers.pool())
                        .whenComplete((sum, failure) -> step.advance(1)));
            }
            Map<String, String> first = new HashMap<>();
            for (int i = 0; i < candidates.size(); i++) {
                Found each = candidates.get(i);
                String sum = sums.get(i).join();
                String other = sum.isEmpty() ? null : first.putIfAbsent(sum, each.name);
                if (other != null) {
                    add("duplicate", each.split, each.name, "the same content as " + other);
                }
            }
        }
    }

    /** Empty for a file that can't be read, which its header told already. */
    private static String sum(Path file) {
        try {
            return Checksum.sha256(file);
        } catch (StorageException e) {
            return "";
        }
    }

    /** Something that is no file that can be read, or a folder that can't be looked into. */
    private void unreadable(String split, String name, String detail, boolean wanted, boolean all) {
        unreadable.add(name);
        if (wanted) {
            add("unreadable", split, name, detail);
        } else if (all) {
            add("extra", split, name, "no annotation names it; " + detail);
        }
    }

    /** Adds what was found elsewhere. */
    void add(String kind, String split, String file, String detail) {
        problems.add(new Problem(kind, split, file, detail));
    }

    /** Counts something that was looked at elsewhere. */
    void counted() {
        checked++;
    }

    long checked() {
        return checked;
    }

    /** By kind, in the order of {@link #KINDS}, then by split and file. */
    List<Problem> problems() {
        problems.sort(Comparator.comparingInt((Problem problem) -> KINDS.indexOf(problem.kind()))
                .thenComparing(Problem::split)
                .thenComparing(Problem::file));
        return List.copyOf(problems);
    }
}
