package org.inatsounds.subset;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.inatsounds.CancelledException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.WholeFiles;

/** Brings the recordings of a subset to their place. What is there already and is the same stays; what differs is refused. */
final class SubsetFiles {

    private final Path data;
    private final Path output;
    private final SubsetLink link;
    private final WholeFiles files;

    /** Makes one; nothing is written yet. */
    SubsetFiles(Path data, Path output, SubsetLink link, WholeFiles files) {
        this.data = SystemPaths.absolute(data);
        this.output = output;
        this.link = link;
        this.files = files;
    }

    /**
     * Brings everything.
     *
     * @return how many files are new
     * @throws StorageException if one can't be made, or something else is in its place
     */
    long bring(SubsetPlan plan, Progress progress) {
        long total =
                plan.parts().stream().mapToLong(part -> part.names().size()).sum();
        long brought = 0;
        try (Progress.Step step = progress.start("subset", total, Progress.Unit.RECORDINGS)) {
            for (SubsetPlan.Part part : plan.parts()) {
                for (Recording recording : part.source().recordings()) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancelledException("cancelled: the thread was interrupted");
                    }
                    Path from = data.resolve(recording.fileName());
                    Path to = output.resolve(part.names().get(recording.id()));
                    brought += bring(from, to) ? 1 : 0;
                    step.advance(1);
                }
            }
        }
        return brought;
    }

    private boolean bring(Path from, Path to) {
        try {
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                requireSame(from, to);
                return false;
            }
            Path folder = to.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            switch (link) {
                case COPY -> {
                    if (!Files.isReadable(from)) {
                        throw new StorageException(from + ": can't be read");
                    }
                    files.write(to, out -> Files.copy(from, out));
                }
                case HARD -> Files.createLink(to, from.toRealPath());
                case SYMBOLIC -> Files.createSymbolicLink(to, from);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            throw new StorageException(to + ": another process is writing here", e);
        } catch (UnsupportedOperationException e) {
            throw new StorageException(to + ": this file system has no such links; use --link copy", e);
        } catch (IOException e) {
            throw new StorageException(
                    "can't copy " + from + " to " + to + ": " + e.getMessage()
                            + (link == SubsetLink.COPY
                                    ? ". Free disk space, or choose another folder."
                                    : "; use --link copy"),
                    e);
        }
    }

    private static void requireSame(Path from, Path to) throws IOException {
        boolean same = Files.isRegularFile(to) && (Files.isSameFile(from, to) || Files.mismatch(from, to) < 0);
        if (!same) {
            throw new StorageException(to + ": expected the content of " + from
                    + ", found other content; delete it, or choose another folder");
        }
    }
}
