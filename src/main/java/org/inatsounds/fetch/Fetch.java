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
 * Brings annotations and recordings of a release into a data folder: downloads, checks and unpacks archives in one pass.
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
 * <p>Without criteria, {@link #stream} or {@link #recordings}, only annotations are fetched. With criteria, or with {@link
 * #stream}, recordings are taken out of the archive while it arrives, and it is not kept.
 *
 * <p>What is here is not fetched again, what is missing is restored, and what an earlier call left behind is used: the same call
 * resumes after any interruption. A folder is written to by one process at a time.
 *
 * <p>An object collects what is wanted, and is for one thread; {@link #run} and {@link #plan} may be called several times. To
 * cancel a call, interrupt the thread that made it: the connections are closed, what has arrived is kept, and it throws a {@link
 * org.inatsounds.CancelledException}. A server that has not begun to answer is waited for as long as {@link
 * DownloadOptions#stallLimit} says.
 */
public final class Fetch {

    /** How many bytes of an archive may have to come again after an interruption, where nothing else is said: 256 MiB. */
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
     * Of a release of the built-in catalogue.
     *
     * @param name for example {@code 2024}
     * @throws UsageException if there is none of that name
     */
    public static Fetch release(String name) {
        return new Fetch(Catalogue.builtIn().release(name));
    }

    /** Of a release of any catalogue, for example {@code Catalogue.read(file).release("2024")}. */
    public static Fetch release(Release release) {
        return new Fetch(release);
    }

    /** Also this split. Default: all that the release has. */
    public Fetch split(Split split) {
        splits.add(split);
        return this;
    }

    /** Also these splits; none changes nothing. */
    public Fetch splits(Collection<Split> more) {
        splits.addAll(more);
        return this;
    }

    /** Where to: the data folder, which is made if need be. Has to be given. */
    public Fetch into(Path dataFolder) {
        folder = dataFolder;
        return this;
    }

    /** Only the recordings that meet these criteria. Default: no recordings, or all with {@link #recordings}. */
    public Fetch only(Criteria newCriteria) {
        criteria = newCriteria;
        return this;
    }

    /** Whether to fetch recordings too: 133 GB in all. Default: no; criteria and {@link #stream} imply it. */
    public Fetch recordings(boolean on) {
        recordings = on;
        return this;
    }

    /** Whether to unpack recordings while the archive arrives, and never keep it on disk. Default: only with criteria. */
    public Fetch stream(boolean on) {
        stream = on;
        return this;
    }

    /**
     * With criteria: whether to end the transfer once every wanted recording is here. The archive's checksum is not seen then;
     * each recording is held against its annotation. Default: no.
     */
    public Fetch stopEarly(boolean on) {
        stopEarly = on;
        return this;
    }

    /**
     * How much of an archive that is not kept may have to come again after an interruption.
     *
     * @param bytes at least 1 MiB; default {@link #CHECKPOINT_EVERY}
     */
    public Fetch checkpointEvery(long bytes) {
        checkpointEvery = bytes;
        return this;
    }

    /** Whether archives are kept in the data folder once they are unpacked. Default: no. */
    public Fetch keepArchives(boolean on) {
        keepArchives = on;
        return this;
    }

    /** Whether to fetch again what is here, and replace what is of another release, or was not fetched. Default: no. */
    public Fetch force(boolean on) {
        force = on;
        return this;
    }

    /** The S3 endpoint to ask, path-style, in place of the release's own; null: its own. */
    public Fetch endpoint(@Nullable URI newEndpoint) {
        endpoint = newEndpoint;
        return this;
    }

    /** How to ask the server. Default: {@link DownloadOptions#DEFAULT} and no proxy. */
    public Fetch downloader(Downloader newDownloader) {
        downloader = newDownloader;
        return this;
    }

    /** Who is told how far it is, and what is good to know. Default: nobody. */
    public Fetch listener(Listener newListener) {
        listener = newListener;
        return this;
    }

    /**
     * What {@link #run} would do, and how much room that takes. Asks the server for sizes; writes nothing.
     *
     * @throws org.inatsounds.DataMismatchException if the annotations, which say what is chosen, are not in the folder; and as
     *     with {@link #run}
     */
    public FetchResult plan() {
        check();
        return Cancellation.cancellable(WHAT, () -> steps(true).plan());
    }

    /**
     * Fetches.
     *
     * @throws UsageException if the wishes contradict each other, if the release does not have what is wanted, or if something in
     *     the folder would be replaced that was not fetched
     * @throws org.inatsounds.NetworkException if the server can't be reached, refuses, or fails again and again; what has arrived
     *     is kept
     * @throws org.inatsounds.DataMismatchException if what arrives is not what the catalogue says, or lacks what is wanted
     * @throws org.inatsounds.StorageException if the folder can't be written, has not enough room, or is another process's
     * @throws org.inatsounds.BadInputException if annotations can't be understood, or a criterion matches nothing
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
                    "expected a filter with it, such as --taxon, got none: everything is"
                            + " wanted, to the end of the archive");
        }
        if ((stream || !criteria.isEmpty()) && keepArchives) {
            throw new UsageException(
                    "keep-archives", "expected neither --stream nor filters with it: they never keep the archive");
        }
        if (checkpointEvery < LEAST_CHECKPOINT) {
            throw new UsageException("checkpoint-every", "expected at least 1M, got " + checkpointEvery + " bytes");
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
