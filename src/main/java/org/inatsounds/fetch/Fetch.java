package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * Downloads annotations and recordings of a release to a data folder: downloads, checks and extracts archives in one pass.
 *
 * <pre>
 * FetchResult result = Fetch.release("2024")
 *         .split(Split.TRAIN)
 *         .only(Criteria.ofTaxa("Strigidae"))
 *         .into(Path.of("/data/inatsounds"))
 *         .run();
 * System.out.println(result.recordingsWritten() + " recordings");
 * </pre>
 *
 * <p>Without criteria, {@link #stream} or {@link #recordings}, only annotations are downloaded. With criteria, or with {@link
 * #stream}, recordings are extracted while the archive is downloaded, without keeping the archive.
 *
 * <p>Files that exist are not downloaded again, missing files are restored, and partial downloads of an earlier call are used: the
 * same call resumes after any interruption. Only one process at a time writes to a folder.
 *
 * <p>An object collects settings, and is for one thread; {@link #run} and {@link #plan} may be called several times. To
 * cancel a call, interrupt the thread that made it: the connections are closed, downloaded data is kept, and it throws a {@link
 * org.inatsounds.CancelledException}. The call waits for a server that has not begun to answer, at most {@link
 * DownloadOptions#stallLimit}.
 */
public final class Fetch {

    /** How many bytes of an archive, at most, are downloaded again after an interruption, by default: 256 MiB. */
    public static final long CHECKPOINT_EVERY = 256L << 20;

    private static final long LEAST_CHECKPOINT = 1 << 20;
    private static final String WHAT = "the fetch";

    private final Release release;
    private final Set<Split> splits = new LinkedHashSet<>();
    private @Nullable Path folder;
    private Criteria criteria = Criteria.NONE;
    private boolean recordings;
    private boolean stream;
    private boolean stopEarly;
    private long checkpointEvery = CHECKPOINT_EVERY;
    private boolean keepArchives;
    private boolean force;
    private @Nullable URI endpoint;
    private @Nullable Downloader downloader;
    private Listener listener = Listener.NONE;

    private Fetch(Release release) {
        this.release = release;
    }

    /**
     * Fetches from a release of the built-in catalogue.
     *
     * @param name for example {@code 2024}
     * @throws UsageException if there is no release of that name
     */
    public static Fetch release(String name) {
        return new Fetch(Catalogue.builtIn().release(name));
    }

    /** Fetches from a release of any catalogue, for example {@code Catalogue.read(file).release("2024")}. */
    public static Fetch release(Release release) {
        return new Fetch(release);
    }

    /** Also this split. Default: all splits of the release. */
    public Fetch split(Split split) {
        splits.add(split);
        return this;
    }

    /** Also these splits; an empty list has no effect. */
    public Fetch splits(Collection<Split> more) {
        splits.addAll(more);
        return this;
    }

    /** The data folder to write to, which is created if necessary. Required. */
    public Fetch into(Path dataFolder) {
        folder = dataFolder;
        return this;
    }

    /** Only the recordings that match these criteria. Default: no recordings, or all with {@link #recordings}. */
    public Fetch only(Criteria newCriteria) {
        criteria = newCriteria;
        return this;
    }

    /** Whether to download recordings too: 133 GB in all. Default: no; criteria and {@link #stream} imply it. */
    public Fetch recordings(boolean on) {
        recordings = on;
        return this;
    }

    /** Whether to extract recordings while the archive is downloaded, without keeping it. Default: only with criteria. */
    public Fetch stream(boolean on) {
        stream = on;
        return this;
    }

    /**
     * With criteria: whether to stop the download when all chosen recordings are on disk. The archive's checksum is then not
     * checked; each recording is compared with its annotation. Default: no.
     */
    public Fetch stopEarly(boolean on) {
        stopEarly = on;
        return this;
    }

    /**
     * How much of an archive that is not kept is downloaded again, at most, after an interruption.
     *
     * @param bytes at least 1 MiB; default {@link #CHECKPOINT_EVERY}
     */
    public Fetch checkpointEvery(long bytes) {
        checkpointEvery = bytes;
        return this;
    }

    /** Whether archives are kept in the data folder after they are extracted. Default: no. */
    public Fetch keepArchives(boolean on) {
        keepArchives = on;
        return this;
    }

    /** Whether to download existing files again, and replace files of another release or origin. Default: no. */
    public Fetch force(boolean on) {
        force = on;
        return this;
    }

    /** The S3 endpoint to use, path-style, instead of that of the release; null: that of the release. */
    public Fetch endpoint(@Nullable URI newEndpoint) {
        endpoint = newEndpoint;
        return this;
    }

    /** Settings of the connections. Default: {@link DownloadOptions#DEFAULT} and no proxy. */
    public Fetch downloader(Downloader newDownloader) {
        downloader = newDownloader;
        return this;
    }

    /** The listener for progress and notices. Default: none. */
    public Fetch listener(Listener newListener) {
        listener = newListener;
        return this;
    }

    /**
     * What {@link #run} would do, and how much disk space it needs. Requests sizes from the server; writes nothing.
     *
     * @throws org.inatsounds.DataMismatchException if the annotations, which are needed for the choice, are not in the folder; and as
     *     with {@link #run}
     */
    public FetchResult plan() {
        check();
        return Cancellation.cancellable(WHAT, () -> steps(true).plan());
    }

    /**
     * Fetches.
     *
     * @throws UsageException if the settings contradict each other, if the release does not have the requested files, or if a file
     *     in the folder would be replaced that was not downloaded by a fetch
     * @throws org.inatsounds.NetworkException if the server can't be reached, refuses, or fails repeatedly; downloaded data
     *     is kept
     * @throws org.inatsounds.DataMismatchException if an archive differs from the catalogue, or lacks a chosen recording
     * @throws org.inatsounds.StorageException if the folder can't be written, has not enough disk space, or is used by another process
     * @throws org.inatsounds.BadInputException if annotations can't be parsed, or a criterion matches nothing
     * @throws org.inatsounds.CancelledException if the thread is interrupted
     */
    public FetchResult run() {
        check();
        return Cancellation.cancellable(WHAT, () -> steps(false).run());
    }

    private void check() {
        if (stopEarly && criteria.isEmpty()) {
            throw new UsageException(
                    "stop-early",
                    "expected a filter with it, such as --taxon, got none: the whole archive" + " is needed");
        }
        if ((stream || !criteria.isEmpty()) && keepArchives) {
            throw new UsageException(
                    "keep-archives", "expected neither --stream nor filters with it: they never keep the archive");
        }
        requireCheckpoint(checkpointEvery);
    }

    /** @throws UsageException if so few bytes from one checkpoint to the next can't be */
    static void requireCheckpoint(long bytes) {
        if (bytes < LEAST_CHECKPOINT) {
            throw new UsageException("checkpoint-every", "expected at least 1M, got " + bytes + " bytes");
        }
    }

    private FetchSteps steps(boolean dryRun) {
        Path to = folder;
        if (to == null) {
            throw new UsageException("into: expected the folder to fetch into, got none");
        }
        DataFolder data = new DataFolder(to);
        boolean some = stream || !criteria.isEmpty();
        FetchOptions options =
                FetchOptions.of(release, splits, data, some, recordings || some, endpoint, force, dryRun);
        return new FetchSteps(
                release,
                data,
                downloader == null ? plainDownloader() : downloader,
                options,
                new FetchSteps.Manner(some, criteria, new StreamSettings(stopEarly, checkpointEvery), keepArchives),
                listener);
    }

    static Downloader plainDownloader() {
        return new Downloader(DownloadOptions.DEFAULT, Proxies.NONE, "inatsounds");
    }
}
