package org.inatsounds.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.inatsounds.Progress;
import org.jspecify.annotations.Nullable;

/** Whole folders. */
public final class Trees {

    /** Of unfinished copies: whoever merges holds the data folder. */
    private static final String OWNER = "fetch";

    private Trees() {}

    /** Deletes a folder with everything in it; links are deleted, not followed. Nothing there is fine. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Moves everything to another folder: one rename where nothing is there yet; else folder by folder, file by file. A folder
     * that is a link to another file system gets copies, which appear under their names when they are whole.
     *
     * @param name of the archive that the files are of, for the progress that is shown
     * @param files how many there are, or {@link Progress#UNKNOWN}
     */
    public static void merge(Path folder, Path into, String name, long files, Progress progress) throws IOException {
        try (Progress.Step step =
                progress.start(name + ": moving recordings to " + into, files, Progress.Unit.RECORDINGS)) {
            merge(folder, into, step);
        }
    }

    private static void merge(Path folder, Path into, Progress.Step step) throws IOException {
        Set<Path> swept = new HashSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Path to = into.resolve(folder.relativize(from).toString());
                if (Files.isDirectory(to)) {
                    return FileVisitResult.CONTINUE;
                }
                try {
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                    return FileVisitResult.SKIP_SUBTREE;
                } catch (AtomicMoveNotSupportedException e) {
                    Files.createDirectory(to);
                    return FileVisitResult.CONTINUE;
                }
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Path to = into.resolve(folder.relativize(from).toString());
                if (Files.exists(to)) {
                    // What was made from the file that is replaced has to look older than this one.
                    Files.setLastModifiedTime(from, FileTime.from(Instant.now()));
                }
                try {
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (AtomicMoveNotSupportedException e) {
                    Path target = to.toAbsolutePath().getParent();
                    if (target != null && swept.add(target)) {
                        // What a process left that was killed while it copied.
                        TemporaryNames.sweep(target, OWNER);
                    }
                    copy(from, to);
                    Files.delete(from);
                }
                step.advance(1);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        Path beside = TemporaryNames.beside(to, OWNER);
        try {
            Files.copy(from, beside, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // When the disk was full.
            Files.deleteIfExists(beside);
        }
    }
}
