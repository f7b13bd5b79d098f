package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.LocalArchive;
import org.inatsounds.fetch.http.OrderedArchive;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.ObjectUrl;
import org.inatsounds.release.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Recordings out of the archives of a release, for who uses each once: they are read while the archive arrives, and none is
 * written. An archive that lies in the data folder is read there.
 *
 * <pre>{@code
 * ArchiveReading reading = ArchiveRecordings.release(Catalogue.builtIn().release("2024"))
 *         .in(Path.of("/data/inatsounds"))
 *         .open(Split.TEST);
 * ReadingPlace place = reading.place(null, "");
 * reading.read(place, taker, Listener.NONE);
 * }</pre>
 *
 * <p>An object collects what is wanted, and is for one thread.
 */
public final class ArchiveRecordings {

    private final Release release;
    private DataFolder data = new DataFolder(Path.of(""));
    private @Nullable URI endpoint;
    private Downloader downloader = Fetch.plainDownloader();
    private long checkpointEvery = Fetch.CHECKPOINT_EVERY;

    private ArchiveRecordings(Release release) {
        this.release = release;
    }

    /** Of a release. */
    public static ArchiveRecordings release(Release release) {
        return new ArchiveRecordings(release);
    }

    /** Where archives may lie, and annotations do: the data folder. Default: the current folder. */
    public ArchiveRecordings in(Path dataFolder) {
        data = new DataFolder(dataFolder);
        return this;
    }

    /** The S3 endpoint to ask, path-style, in place of the release's own; null: its own. */
    public ArchiveRecordings endpoint(@Nullable URI newEndpoint) {
        endpoint = newEndpoint;
        return this;
    }

    /** How to ask the server. Default: no proxy. */
    public ArchiveRecordings downloader(Downloader newDownloader) {
        downloader = newDownloader;
        return this;
    }

    /**
     * How much of an archive may have to come again after an interruption.
     *
     * @param bytes at least 1 MiB; default {@link Fetch#CHECKPOINT_EVERY}
     * @throws UsageException if it is less
     */
    public ArchiveRecordings checkpointEvery(long bytes) {
        Fetch.requireCheckpoint(bytes);
        checkpointEvery = bytes;
        return this;
    }

    /**
     * Which archive the recordings of a split are in: its name and checksum, in one line. Nobody is asked.
     *
     * @throws UsageException if the release has none
     */
    public String origin(Split split) {
        Archive archive = archive(split);
        return archive.fileName() + ", MD5 " + archive.md5();
    }

    /**
     * Opens the archive of a split. Asks the server for its size, unless the archive lies in the data folder.
     *
     * @throws UsageException if the release has none, or the data folder holds annotations of another release
     * @throws org.inatsounds.NetworkException if the server can't be reached or refuses
     * @throws org.inatsounds.DataMismatchException if the server has another archive
     */
    public ArchiveReading open(Split split, Listener listener) {
        Archive archive = archive(split);
        for (Archive each : release.archives()) {
            if (each.split() == split && each.kind() == Kind.ANNOTATIONS) {
                FetchPlanner.requireSameRelease(release, each, data);
            }
        }
        Path kept = data.keptArchive(archive);
        if (Files.isRegularFile(kept)) {
            OrderedArchive local = new LocalArchive(kept);
            if (archive.bytes().isEmpty() || archive.bytes().getAsLong() == local.size()) {
                return new ArchiveReading(archive, local, checkpointEvery);
            }
            listener.warn(kept + ": expected " + archive.bytes().getAsLong() + " bytes, got " + local.size()
                    + ": it is not used");
        }
        URI uri = ObjectUrl.of(release, archive, endpoint);
        OrderedArchive remote = downloader.archive(uri);
        FetchPlanner.requireSize(archive, uri, remote.size());
        listener.notice(Terms.notice());
        listener.notice(archive.fileName() + ": " + Quantity.bytes(remote.size())
                + " to download; recordings are read during the download, and not written to disk");
        return new ArchiveReading(archive, remote, checkpointEvery);
    }

    private Archive archive(Split split) {
        return FetchPlanner.recordings(release, split);
    }
}
