package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.FetchResult.ArchiveResult;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.PartFile;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.ObjectUrl;
import org.inatsounds.release.Receipt;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch has to do, and how much room it takes, before anything is written.
 *
 * @param release where the archives belong
 * @param items one an archive, annotations first
 */
record FetchPlan(Release release, List<Item> items) {

    /** How much larger recordings and annotations are unpacked: rounded up from the published archives. */
    private static final double RECORDINGS_GROW = 1.3;

    private static final double ANNOTATIONS_GROW = 8;

    /** What is to be done about an archive. */
    enum Action {
        /** It was brought before, and everything is still here. */
        NONE,
        /** It was brought before, and some of it is gone. */
        REPAIR,
        /** All of it is to be brought. */
        FETCH
    }

    /**
     * One archive.
     *
     * @param uri where it is
     * @param bytes the archive's size
     * @param missing what is to be restored, when that is not everything
     * @param here what is here of a split that no receipt tells of; null where there is a receipt, or nothing
     * @param unpacked about how many bytes will be written beside the archive
     * @param onDisk bytes of the archive that are here already
     * @param local whether the archive that lies in the folder is used
     * @param replaces whether annotations that are here may be replaced
     */
    record Item(
            Archive archive,
            URI uri,
            Action action,
            long bytes,
            @Nullable Set<String> missing,
            @Nullable Lacking here,
            long unpacked,
            long onDisk,
            boolean local,
            boolean replaces) {

        private static Item present(Archive archive, URI uri, long bytes, @Nullable Lacking here) {
            return new Item(archive, uri, Action.NONE, bytes, null, here, 0, 0, false, false);
        }

        /** Of an archive of which nothing has to come. */
        ArchiveResult present() {
            return new ArchiveResult(archive, bytes, Status.PRESENT, 0);
        }

        ArchiveResult planned() {
            return new ArchiveResult(
                    archive,
                    bytes,
                    switch (action) {
                        case NONE -> Status.PRESENT;
                        case REPAIR -> Status.REPAIR;
                        case FETCH -> Status.FETCH;
                    },
                    0);
        }

        /** The same from the server, where the archive that lies in the folder turned out to be another one. */
        Item fromServer(long actual, long inPart) {
            return new Item(archive, uri, action, actual, missing, here, unpacked, inPart, false, replaces);
        }
    }

    /** Looks at what is here, and asks the server for the sizes of what is not. */
    static FetchPlan make(FetchOptions options, Release release, DataFolder data, Downloader downloader) {
        List<Item> items = new ArrayList<>();
        for (Archive archive : chosen(options, release)) {
            items.add(item(options, release, archive, data, downloader));
        }
        return new FetchPlan(release, List.copyOf(items));
    }

    private static List<Archive> chosen(FetchOptions options, Release release) {
        List<Archive> chosen = release.archives().stream()
                .filter(a -> options.splits().contains(a.split()))
                .filter(a -> a.kind() == Kind.ANNOTATIONS || options.recordings())
                .sorted(Comparator.comparing(Archive::kind).thenComparing(Archive::split))
                .toList();
        for (Split split : options.splits()) {
            if (release.archives().stream().noneMatch(a -> a.split() == split)) {
                throw new UsageException(
                        "release '" + release.name() + "' has no archives of the split '" + split + "'");
            }
            if (options.named()
                    && options.recordings()
                    && chosen.stream().noneMatch(a -> a.split() == split && a.kind() == Kind.RECORDINGS)) {
                throw new UsageException(
                        "release '" + release.name() + "' has no recordings of the split '" + split + "'");
            }
        }
        return chosen;
    }

    private static Item item(
            FetchOptions options, Release release, Archive archive, DataFolder data, Downloader downloader) {
        URI uri = ObjectUrl.of(release, archive, options.endpoint());
        Optional<Receipt> receipt = data.receipt(archive);
        boolean ours = receipt.isPresent() && receipt.get().isOf(archive) && !options.force();
        if (!options.force()) {
            requireSameRelease(release, archive, data);
            Annotated.requireReplaceable(archive, receipt.orElse(null), data);
        }
        if (ours && receipt.get().isComplete(archive)) {
            return Item.present(archive, uri, receipt.get().archiveBytes(), null);
        }
        Lacking here = null;
        if (receipt.isEmpty() && !options.force()) {
            here = archive.kind() == Kind.RECORDINGS ? Lacking.of(archive, data) : null;
            boolean present = archive.kind() == Kind.RECORDINGS
                    ? here != null && here.missing().isEmpty()
                    : Annotated.isThereForGood(archive, data);
            if (present) {
                return Item.present(archive, uri, archive.bytes().orElse(0), here);
            }
        }
        if (!options.dryRun()) {
            data.requireWritable();
        }
        Path kept = data.keptArchive(archive);
        boolean local = Files.isRegularFile(kept) && mayBe(archive, receipt.filter(r -> r.isOf(archive)), kept);
        long size = local ? kept.toFile().length() : downloader.size(uri);
        if (!local) {
            requireSize(archive, uri, size);
        }
        return new Item(
                archive,
                uri,
                ours || here != null ? Action.REPAIR : Action.FETCH,
                size,
                here != null
                        ? here.missing().keySet()
                        : ours && archive.kind() == Kind.RECORDINGS
                                ? receipt.get().missing()
                                : null,
                here,
                unpacked(archive, size, ours ? receipt.get() : null, here),
                local ? size : PartFile.bytesHere(data.part(release, archive)),
                local,
                options.force()
                        || archive.kind() == Kind.RECORDINGS
                        || Annotated.mayBeReplaced(archive, receipt.orElse(null), data));
    }

    private static long unpacked(Archive archive, long size, @Nullable Receipt receipt, @Nullable Lacking here) {
        if (receipt != null) {
            return receipt.missingBytes();
        }
        if (here != null) {
            return here.missing().values().stream()
                    .mapToLong(RecordingCheck::bytes)
                    .sum();
        }
        return (long) (size * (archive.kind() == Kind.RECORDINGS ? RECORDINGS_GROW : ANNOTATIONS_GROW));
    }

    /** Whether a file can be the archive, as far as its size tells: a copy may have been cut short. */
    private static boolean mayBe(Archive archive, Optional<Receipt> receipt, Path kept) {
        long expected =
                archive.bytes().orElse(receipt.map(Receipt::archiveBytes).orElse(-1L));
        return expected < 0 || expected == kept.toFile().length();
    }

    /** @throws UsageException if the folder holds what the archive has, of another release */
    static void requireSameRelease(Release release, Archive archive, DataFolder data) {
        Optional<Receipt> receipt = data.receipt(archive);
        if (receipt.isPresent() && !receipt.get().release().equals(release.name())) {
            throw new UsageException(
                    "data",
                    "" + data.path() + " holds the "
                            + archive.kind().label() + " of "
                            + archive.split() + " of release '" + receipt.get().release() + "', not of '"
                            + release.name()
                            + "'. Choose another folder, name the release that it holds (--release, --catalog), or replace them"
                            + " with `inatsounds fetch --force`.");
        }
    }

    /** Holds the size of an archive on the server against the catalogue, where that has one. */
    static void requireSize(Archive archive, URI uri, long size) {
        if (archive.bytes().isPresent() && archive.bytes().getAsLong() != size) {
            throw new DataMismatchException(uri + ": expected "
                    + archive.bytes().getAsLong() + " bytes as the catalogue says, the server has " + size
                    + ". Either the catalogue or the server has another release.");
        }
    }

    /** The same without the annotations. */
    FetchPlan recordings() {
        return new FetchPlan(
                release,
                items.stream()
                        .filter(item -> item.archive().kind() == Kind.RECORDINGS)
                        .toList());
    }

    /** What is left to do. */
    List<Item> pending() {
        return items.stream().filter(i -> i.action() != Action.NONE).toList();
    }

    /** The result where nothing is left to do. */
    List<ArchiveResult> present() {
        return items.stream().map(Item::present).toList();
    }

    /** Bytes still to come over the network. */
    long toTransfer() {
        return pending().stream().mapToLong(i -> i.bytes() - i.onDisk()).sum();
    }

    /** The most room that is taken at any moment: archives come one after the other, each deleted when it is unpacked. */
    long roomNeeded(boolean keepArchives) {
        long lasting = 0;
        long most = 0;
        for (Item item : pending()) {
            long archive = item.bytes() - item.onDisk();
            most = Math.max(most, lasting + archive + item.unpacked());
            lasting += item.unpacked() + (keepArchives ? archive : 0);
        }
        return most;
    }

    /** Refuses to begin what can't end well. */
    void requireRoom(DataFolder data, boolean keepArchives) {
        requireRoom(data, roomNeeded(keepArchives));
    }

    /** The same for one archive, just before it is downloaded. */
    static void requireRoom(DataFolder data, Item item) {
        requireRoom(data, item.bytes() - item.onDisk() + item.unpacked());
    }

    private static void requireRoom(DataFolder data, long needed) {
        long room = data.room();
        if (needed > room) {
            throw new StorageException("not enough disk space in " + data.path() + ": expected about "
                    + Quantity.bytes(needed) + " free, found " + Quantity.bytes(room)
                    + ". Free disk space, choose another --data, or fetch fewer splits.");
        }
    }

    /**
     * Whether recordings are planned for that may be here already, and only annotations that have to be fetched first can
     * tell.
     */
    boolean isUndecided(DataFolder data) {
        return pending().stream()
                .filter(item -> item.archive().kind() == Kind.ANNOTATIONS)
                .anyMatch(annotations -> pending().stream()
                        .anyMatch(item -> item.archive().kind() == Kind.RECORDINGS
                                && item.archive().split()
                                        == annotations.archive().split()
                                && data.receipt(item.archive()).isEmpty()
                                && Files.isDirectory(data.path()
                                        .resolve(item.archive().split().label()))));
    }

    /** File names of recordings that are somebody's own, and stay. */
    Set<String> others() {
        Set<String> others = new TreeSet<>();
        items.forEach(item -> {
            if (item.here() != null) {
                others.addAll(item.here().others());
            }
        });
        return others;
    }
}
