package org.inatsounds.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Checksum32;
import org.inatsounds.internal.Workers;
import org.inatsounds.verify.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings, each once: holds them against the checksums that were noted when they were fetched, and finds those that
 * have the content of another. Files that have no checksum, and a size of their own, are not read.
 */
final class ContentCheck {

    /** How many files a worker is given at once. */
    private static final int BATCH = 64;

    private final Workers workers;
    private final Progress progress;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> duplicates = new ArrayList<>();
    private long compared;
    private long notCompared;

    ContentCheck(Workers workers, Progress progress) {
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * A recording.
     *
     * @param name path below the data folder
     * @param noted its checksum when it was fetched; null where there is none
     */
    record File(
            Split split,
            String name,
            Path path,
            long size,
            @Nullable Checksum32 noted) {}

    /** What came of reading it. */
    private record Read(File file, @Nullable Checksum32 sum, String failure) {}

    /** Compares files, of all splits at once. */
    void compare(List<File> files) {
        Map<Long, Integer> sizes = new HashMap<>();
        files.forEach(file -> sizes.merge(file.size, 1, Integer::sum));
        List<File> toRead = new ArrayList<>();
        for (File file : files) {
            if (file.noted == null) {
                notCompared++;
            }
            if (file.noted != null || sizes.getOrDefault(file.size, 0) > 1) {
                toRead.add(file);
            }
        }
        toRead.sort(Comparator.comparing(File::name));
        Map<Checksum32, List<File>> alike = new HashMap<>();
        for (Read read : read(toRead)) {
            if (read.sum == null) {
                problems.add(new Problem(Kind.UNREADABLE, read.file.split, read.file.name, read.failure));
                continue;
            }
            judge(read.file, read.sum);
            alike.computeIfAbsent(read.sum, sum -> new ArrayList<>(1)).add(read.file);
        }
        alike.values().stream().filter(same -> same.size() > 1).forEach(this::findSame);
    }

    private List<Read> read(List<File> files) {
        List<CompletableFuture<List<Read>>> batches = new ArrayList<>();
        List<Read> all = new ArrayList<>(files.size());
        try (Progress.Step step = progress.start("content", files.size(), Progress.Unit.RECORDINGS)) {
            for (int i = 0; i < files.size(); i += BATCH) {
                List<File> batch = files.subList(i, Math.min(files.size(), i + BATCH));
                batches.add(CompletableFuture.supplyAsync(
                        () -> batch.stream().map(file -> read(file, step)).toList(), workers.pool()));
            }
            batches.forEach(batch -> all.addAll(Cancellation.await(batch, Verification.WHAT)));
        }
        return all;
    }

    private static Read read(File file, Progress.Step step) {
        Cancellation.check(Verification.WHAT);
        try {
            return new Read(file, Checksum32.of(file.path), "");
        } catch (IOException e) {
            return new Read(file, null, "can't be read: " + StorageException.reason(e));
        } finally {
            step.advance(1);
        }
    }

    private void judge(File file, Checksum32 now) {
        Checksum32 noted = file.noted;
        if (noted == null) {
            return;
        }
        compared++;
        if (noted.size() != now.size()) {
            String detail =
                    String.format(Locale.ROOT, "expected %,d bytes as fetched, got %,d", noted.size(), now.size());
            problems.add(new Problem(Kind.CONTENT, file.split, file.name, detail));
        } else if (noted.crc32c() != now.crc32c()) {
            String detail = String.format(
                    Locale.ROOT,
                    "expected the bytes that were fetched (CRC-32C %08x), got %08x",
                    noted.crc32c(),
                    now.crc32c());
            problems.add(new Problem(Kind.CONTENT, file.split, file.name, detail));
        }
    }

    /** Of those whose size and CRC-32C are the same, which are the same to the last byte: two in a great many are not. */
    private void findSame(List<File> files) {
        Map<String, String> first = new HashMap<>();
        for (File file : files) {
            Cancellation.check(Verification.WHAT);
            String sum;
            try {
                sum = Checksum.sha256(file.path);
            } catch (StorageException e) {
                // It was read a moment ago; then it is no copy of anything.
                continue;
            }
            String other = first.putIfAbsent(sum, file.name);
            if (other != null) {
                duplicates.add(new Problem(Kind.DUPLICATE, file.split, file.name, "the same content as " + other));
            }
        }
    }

    /** What differs from what was fetched, or can't be read. */
    List<Problem> problems() {
        return problems;
    }

    /** What has the content of another. */
    List<Problem> duplicates() {
        return duplicates;
    }

    /** How many were held against a checksum. */
    long compared() {
        return compared;
    }

    /** How many have none. */
    long notCompared() {
        return notCompared;
    }
}
