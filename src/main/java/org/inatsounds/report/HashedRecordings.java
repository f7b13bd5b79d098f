package org.inatsounds.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;
import org.inatsounds.internal.Workers;

/**
 * Recordings with the checksums of their files, in order. Some are read ahead, on all cores. A file that is not there, or
 * can't be read, has an empty one. To be gone through once.
 */
public final class HashedRecordings implements Iterable<Listed>, AutoCloseable {

    private static final int AHEAD = 4;
    private static final int NAMED = 3;

    private final Listener listener;
    private final ListedRecordings recordings;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Workers workers;
    private final Progress.Step step;

    private final List<String> named = new ArrayList<>();
    private int problems;

    /** Makes one; reading begins with the first recording that is asked for. */
    public HashedRecordings(Listener listener, ListedRecordings recordings) {
        this.listener = listener;
        this.recordings = recordings;
        workers = new Workers("checksums", threads);
        step = listener.progress().start("checksums", recordings.size(), Progress.Unit.RECORDINGS);
    }

    @Override
    public Iterator<Listed> iterator() {
        Iterator<Listed> plain = recordings.iterator();
        Deque<CompletableFuture<Listed>> ahead = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ahead.isEmpty() || plain.hasNext();
            }

            @Override
            public Listed next() {
                while (ahead.size() < AHEAD * threads && plain.hasNext()) {
                    Listed each = plain.next();
                    ahead.add(CompletableFuture.supplyAsync(() -> hashed(each), workers.pool()));
                }
                CompletableFuture<Listed> first = ahead.poll();
                if (first == null) {
                    throw new NoSuchElementException();
                }
                return count(first.join());
            }
        };
    }

    private Listed hashed(Listed listed) {
        if (listed.path().isEmpty() || !Files.isRegularFile(Path.of(listed.path()))) {
            return listed;
        }
        try {
            return listed.with(Checksum.sha256(Path.of(listed.path())));
        } catch (StorageException e) {
            listener.warn(String.valueOf(e.getMessage()));
            return listed;
        }
    }

    private Listed count(Listed listed) {
        step.advance(1);
        if (listed.sha256().isEmpty()) {
            problems++;
            if (named.size() < NAMED) {
                named.add(listed.recording().fileName());
            }
        }
        return listed;
    }

    /**
     * After all were read: refuses if some files could not be read.
     *
     * @throws DataMismatchException which names some of them
     */
    public void requireAll() {
        if (problems > 0) {
            throw new DataMismatchException(
                    Quantity.count(problems) + " of " + Quantity.count(recordings.size()) + " recordings are not in "
                            + recordings.data() + ", or can't be read: " + Text.more(named, problems)
                            + "\n`inatsounds fetch --recordings` downloads them; the list is complete except for their checksums");
        }
    }

    @Override
    public void close() {
        step.close();
        workers.close();
    }
}
