package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;
import org.inatsounds.report.Listed;
import org.inatsounds.report.ListedRecordings;

/**
 * Recordings with the checksums of their files, in order. Some are read ahead, on all cores. A file that is not there, or
 * can't be read, has an empty one. To be gone through once.
 */
public final class Hashes implements Iterable<Listed>, AutoCloseable {

    private static final int AHEAD = 4;
    private static final int NAMED = 3;

    private final Console console;
    private final ListedRecordings recordings;
    private final int threads = Jobs.count(null);
    private final Workers workers;
    private final Progress.Step step;

    private final List<String> named = new ArrayList<>();
    private int problems;

    /** Makes one; reading begins with the first recording that is asked for. */
    public Hashes(Console console, ListedRecordings recordings) {
        this.console = console;
        this.recordings = recordings;
        workers = new Workers("checksums", threads);
        step = console.progress().start("checksums", recordings.size(), Progress.Unit.RECORDINGS);
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
            console.warn(String.valueOf(e.getMessage()));
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

    /** How many files could not be read. */
    public int problems() {
        return problems;
    }

    /** Which. */
    public String report() {
        String more = problems > named.size() ? " and " + Quantity.count(problems - named.size()) + " more" : "";
        return Quantity.count(problems) + " of " + Quantity.count(recordings.size()) + " recordings are not in "
                + recordings.data() + ", or can't be read: " + String.join(", ", named) + more
                + "\n`inatsounds fetch --recordings` downloads them; the list is complete except for their checksums";
    }

    @Override
    public void close() {
        step.close();
        workers.close();
    }
}
