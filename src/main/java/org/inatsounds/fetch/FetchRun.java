package org.inatsounds.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.TarGzExtractor;
import org.inatsounds.fetch.FetchPlan.Action;
import org.inatsounds.fetch.FetchResult.ArchiveResult;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.PartFile;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Staging;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out: archive by archive, download, checksum and unpacking in one pass, then publication by rename.
 */
final class FetchRun {

    private final FetchPlan plan;
    private final DataFolder data;
    private final Downloader downloader;
    private final boolean keepArchives;
    private final boolean force;
    private final Listener listener;

    /** Makes one; nothing is fetched yet. */
    FetchRun(
            FetchPlan plan,
            DataFolder data,
            Downloader downloader,
            boolean keepArchives,
            boolean force,
            Listener listener) {
        this.plan = plan;
        this.data = data;
        this.downloader = downloader;
        this.keepArchives = keepArchives;
        this.force = force;
        this.listener = listener;
    }

    /** Brings everything that is pending; the result has one line an archive of the plan. */
    List<ArchiveResult> run() {
        List<ArchiveResult> results = new ArrayList<>();
        try (DataFolder.Writing writing = data.lock("fetch")) {
            for (FetchPlan.Item item : plan.items()) {
                Cancellation.check("the fetch");
                results.add(item.action() == Action.NONE ? present(item, writing) : bring(item, writing));
            }
        }
        return results;
    }

    /** A process that was killed between the last rename and the end has left the archive. */
    private ArchiveResult present(FetchPlan.Item item, DataFolder.Writing writing) {
        Archive archive = item.archive();
        if (data.isLeft(plan.release(), archive)) {
            writing.settle(plan.release(), archive, keepArchives && isWorthKeeping(item));
        }
        return item.present();
    }

    /** Whether an archive that was left is whole and right, and none is kept yet. */
    private boolean isWorthKeeping(FetchPlan.Item item) {
        Archive archive = item.archive();
        Path part = data.part(plan.release(), archive);
        return !Files.exists(data.keptArchive(archive))
                && Files.isRegularFile(part)
                && PartFile.bytesHere(data.part(plan.release(), archive)) == item.bytes()
                && Downloader.readLocal(part, archive.md5(), bytes -> {}, listener.progress());
    }

    private ArchiveResult bring(FetchPlan.Item item, DataFolder.Writing writing) {
        Path kept = data.keptArchive(item.archive());
        if (item.local() && Files.isRegularFile(kept)) {
            try (Attempt attempt = new Attempt(item, writing)) {
                if (attempt.fromLocal(kept)) {
                    ArchiveResult result = attempt.published();
                    writing.settle(plan.release(), item.archive(), false);
                    return result;
                }
            }
            return instead(item, kept, writing);
        }
        if (Files.isRegularFile(kept)) {
            listener.warn(kept + " is not the expected archive (expected " + Quantity.bytes(item.bytes()) + ", got "
                    + Quantity.bytes(kept.toFile().length()) + "): fetching it");
            return instead(item, kept, writing);
        }
        return download(item, writing);
    }

    /** From the server, where what lies in the folder is no use: that was not planned for. */
    private ArchiveResult instead(FetchPlan.Item item, Path kept, DataFolder.Writing writing) {
        if (keepArchives && !force) {
            throw new UsageException(
                    "keep-archives",
                    "" + kept
                            + " is not the expected archive, and would be replaced by it. Move it away, or use --force.");
        }
        FetchPlan.Item fetched = item.local()
                ? item.fromServer(
                        downloader.size(item.uri()), PartFile.bytesHere(data.part(plan.release(), item.archive())))
                : item;
        FetchPlan.requireSize(item.archive(), item.uri(), fetched.bytes());
        FetchPlan.requireRoom(data, fetched);
        return download(fetched, writing);
    }

    private ArchiveResult download(FetchPlan.Item item, DataFolder.Writing writing) {
        Release release = plan.release();
        Archive archive = item.archive();
        try (Attempt attempt = new Attempt(item, writing)) {
            downloader.fetch(
                    item.uri(), data.part(release, archive), archive.md5(), attempt::unpack, listener.progress());
            ArchiveResult result;
            try {
                result = attempt.published();
            } catch (UsageException e) {
                // It stays as it was: nothing is left in a folder that turned out to be somebody's own.
                writing.settle(release, archive, false);
                throw e;
            }
            writing.settle(release, archive, keepArchives);
            return result;
        }
    }

    /** The unpacking of one archive, which begins anew whenever its bytes do. */
    private final class Attempt implements Closeable {

        private final FetchPlan.Item item;
        private final DataFolder.Writing writing;
        private @Nullable Staging staging;

        Attempt(FetchPlan.Item item, DataFolder.Writing writing) {
            this.item = item;
            this.writing = writing;
        }

        void unpack(InputStream bytes) throws IOException {
            close();
            Lacking here = item.here();
            Staging fresh = writing.stage(
                    plan.release(), item.archive(), item.bytes(), item.missing(), here == null ? null : here.kept());
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

        ArchiveResult published() {
            Staging done = staging;
            if (done == null) {
                throw new IllegalStateException("nothing was unpacked");
            }
            if (!item.replaces() && done.differs()) {
                throw Annotated.refused(item.archive(), data);
            }
            boolean same = !item.replaces() && item.archive().kind() == Kind.ANNOTATIONS;
            done.publish(listener.progress());
            return new ArchiveResult(
                    item.archive(),
                    item.bytes(),
                    same ? Status.PRESENT : item.action() == Action.REPAIR ? Status.REPAIRED : Status.FETCHED,
                    item.archive().kind() == Kind.RECORDINGS ? done.files() : 0);
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
