package org.inatsounds.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.TarGzExtractor;
import org.inatsounds.fetch.FetchItem.Outcome;
import org.inatsounds.fetch.FetchItem.Whole;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.PartFile;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Staging;
import org.jspecify.annotations.Nullable;

/** Brings whole archives: download, checksum and unpacking in one pass, then publication by rename. */
final class WholeRun {

    private final Release release;
    private final DataFolder data;
    private final Downloader downloader;
    private final boolean keepArchives;
    private final boolean force;
    private final Listener listener;

    WholeRun(
            Release release,
            DataFolder data,
            Downloader downloader,
            boolean keepArchives,
            boolean force,
            Listener listener) {
        this.release = release;
        this.data = data;
        this.downloader = downloader;
        this.keepArchives = keepArchives;
        this.force = force;
        this.listener = listener;
    }

    /** A process that was killed between the last rename and the end has left the archive. */
    void settle(FetchItem item, DataFolder.Writing writing) {
        Archive archive = item.archive();
        if (data.isLeft(release, archive)) {
            writing.settle(release, archive, keepArchives && isWorthKeeping(item));
        }
    }

    /** Whether an archive that was left is whole and right, and none is kept yet. */
    private boolean isWorthKeeping(FetchItem item) {
        Archive archive = item.archive();
        Path part = data.part(release, archive);
        return !Files.exists(data.keptArchive(archive))
                && Files.isRegularFile(part)
                && PartFile.bytesHere(part) == item.size()
                && Downloader.readLocal(part, archive.md5(), bytes -> {}, listener.progress());
    }

    Outcome bring(Whole item, DataFolder.Writing writing) {
        Path kept = data.keptArchive(item.archive());
        if (item.local() && Files.isRegularFile(kept)) {
            try (Attempt attempt = new Attempt(item, writing)) {
                if (attempt.fromLocal(kept)) {
                    Outcome outcome = attempt.published();
                    writing.settle(release, item.archive(), false);
                    return outcome;
                }
            }
            return instead(item, kept, writing);
        }
        if (Files.isRegularFile(kept)) {
            listener.warn(kept + " is not the expected archive (expected " + Quantity.bytes(item.size()) + ", got "
                    + Quantity.bytes(kept.toFile().length()) + "): fetching it");
            return instead(item, kept, writing);
        }
        return download(item, writing);
    }

    /** From the server, where what lies in the folder is no use: that was not planned for. */
    private Outcome instead(Whole item, Path kept, DataFolder.Writing writing) {
        if (keepArchives && !force) {
            throw new UsageException(
                    "keep-archives",
                    "" + kept
                            + " is not the expected archive, and would be replaced by it. Move it away, or use --force.");
        }
        Whole fetched = item.local()
                ? item.fromServer(
                        FetchPlanner.sizeOnServer(item.archive(), item.uri(), downloader),
                        PartFile.bytesHere(data.part(release, item.archive())))
                : item;
        new FetchPlan(List.of(fetched)).requireRoom(data, keepArchives);
        return download(fetched, writing);
    }

    private Outcome download(Whole item, DataFolder.Writing writing) {
        Archive archive = item.archive();
        try (Attempt attempt = new Attempt(item, writing)) {
            downloader.fetch(
                    item.uri(), data.part(release, archive), archive.md5(), attempt::unpack, listener.progress());
            Outcome outcome;
            try {
                outcome = attempt.published();
            } catch (UsageException e) {
                // It stays as it was: nothing is left in a folder that turned out to be somebody's own.
                writing.settle(release, archive, false);
                throw e;
            }
            writing.settle(release, archive, keepArchives);
            return outcome;
        }
    }

    /** The unpacking of one archive, which begins anew whenever its bytes do. */
    private final class Attempt implements Closeable {

        private final Whole item;
        private final DataFolder.Writing writing;
        private @Nullable Staging staging;

        Attempt(Whole item, DataFolder.Writing writing) {
            this.item = item;
            this.writing = writing;
        }

        void unpack(InputStream bytes) throws IOException {
            close();
            Lacking here = item.here();
            Staging fresh = writing.stage(
                    release, item.archive(), item.size(), item.missing(), here == null ? null : here.kept());
            staging = fresh;
            TarGzExtractor extractor = TarGzExtractor.into(fresh.folder())
                    .limits(
                            item.archive().kind() == Kind.RECORDINGS
                                    ? ExtractionLimits.RECORDINGS
                                    : ExtractionLimits.ANNOTATIONS)
                    .wanted(member -> !member.isCompanion() && fresh.wants(member.name()))
                    .summed((member, sum) -> fresh.took(member.name(), member.size(), sum));
            try {
                extractor.extract(item.archive().fileName(), bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("unpacking was cancelled", e);
            }
        }

        /** Unpacks an archive that is here already; {@code false} if it is not the right one. */
        boolean fromLocal(Path kept) {
            String reason;
            try {
                if (Downloader.readLocal(kept, item.archive().md5(), this::unpack, listener.progress())) {
                    return true;
                }
                reason = "its MD5 is not " + item.archive().md5();
            } catch (DataMismatchException e) {
                reason = e.getMessage();
            }
            listener.warn(kept + " is not the expected archive (" + reason + "): fetching it");
            return false;
        }

        Outcome published() {
            Staging done = staging;
            if (done == null) {
                throw new IllegalStateException("nothing was unpacked");
            }
            if (!item.replaces() && done.differs()) {
                throw Annotated.refused(item.archive(), data);
            }
            boolean same = !item.replaces() && item.archive().kind() == Kind.ANNOTATIONS;
            done.publish(listener.progress());
            return item.outcome(
                    same ? Status.PRESENT : item.repairs() ? Status.REPAIRED : Status.FETCHED,
                    item.archive().kind() == Kind.RECORDINGS ? done.files() : 0,
                    null);
        }

        @Override
        public void close() {
            if (staging != null) {
                staging.close();
                staging = null;
            }
        }
    }
}
