package org.inatsounds.cli;

import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.Catalogue.Archive;
import org.inatsounds.fetch.Catalogue.Kind;
import org.inatsounds.fetch.Catalogue.Release;
import org.inatsounds.fetch.DataFolder;
import org.inatsounds.fetch.Downloader;
import org.inatsounds.fetch.ObjectUrl;
import org.inatsounds.fetch.Receipt;
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
        FETCH;

        String label() {
            return this == NONE ? "present" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One archive.
     *
     * @param uri where it is
     * @param bytes the archive's size
     * @param missing what is to be restored, when that is not everything
     * @param unpacked about how many bytes will be written beside the archive
     * @param onDisk bytes of the archive that are here already
     */
    record Item(
            Archive archive,
            URI uri,
            Action action,
            long bytes,
            @Nullable Set<String> missing,
            long unpacked,
            long onDisk) {

        /** The same for an archive that turned out to be of another size. */
        Item withBytes(long actual) {
            return new Item(archive, uri, action, actual, missing, unpacked, onDisk);
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
            if (chosen.stream().noneMatch(a -> a.split() == split)) {
                throw new UsageException(
                        "release '" + release.name() + "' has no archives of the split '" + split + "'");
            }
        }
        return chosen;
    }

    private static Item item(
            FetchOptions options, Release release, Archive archive, DataFolder data, Downloader downloader) {
        URI uri = ObjectUrl.of(release, archive, options.endpoint());
        Optional<Receipt> receipt = data.receipt(archive);
        if (!options.force()) {
            requireSameRelease(release, archive, data);
        }
        if (receipt.isPresent() && receipt.get().isComplete(archive) && !options.force()) {
            return new Item(archive, uri, Action.NONE, receipt.get().archiveBytes(), null, 0, 0);
        }
        boolean repair = receipt.isPresent() && receipt.get().isOf(archive) && !options.force();
        long size = size(archive, uri, data, downloader);
        long unpacked = repair
                ? receipt.get().missingBytes()
                : (long) (size * (archive.kind() == Kind.RECORDINGS ? RECORDINGS_GROW : ANNOTATIONS_GROW));
        return new Item(
                archive,
                uri,
                repair ? Action.REPAIR : Action.FETCH,
                size,
                repair && archive.kind() == Kind.RECORDINGS ? receipt.get().missing() : null,
                unpacked,
                data.bytesHere(release, archive));
    }

    /** @throws UsageException if the folder holds what the archive has, of another release */
    static void requireSameRelease(Release release, Archive archive, DataFolder data) {
        Optional<Receipt> receipt = data.receipt(archive);
        if (receipt.isPresent() && !receipt.get().release().equals(release.name())) {
            throw new UsageException("--data: " + data.path() + " holds the "
                    + archive.kind().label() + " of "
                    + archive.split() + " of release '" + receipt.get().release() + "', not of '" + release.name()
                    + "'. Choose another folder, name the release that it holds (--release, --catalog), or replace them"
                    + " with `inatsounds fetch --force`.");
        }
    }

    private static long size(Archive archive, URI uri, DataFolder data, Downloader downloader) {
        if (Files.isRegularFile(data.keptArchive(archive))) {
            return data.keptArchive(archive).toFile().length();
        }
        long size = downloader.size(uri);
        requireSize(archive, uri, size);
        return size;
    }

    /** Holds the size of an archive on the server against the catalogue, where that has one. */
    static void requireSize(Archive archive, URI uri, long size) {
        if (archive.bytes().isPresent() && archive.bytes().getAsLong() != size) {
            throw new DataMismatchException(uri + ": expected "
                    + archive.bytes().getAsLong() + " bytes as the catalogue says, the server has " + size
                    + ". Either the catalogue or the server has another release.");
        }
    }

    /** What is left to do. */
    List<Item> pending() {
        return items.stream().filter(i -> i.action() != Action.NONE).toList();
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
        long needed = roomNeeded(keepArchives);
        long room = data.room();
        if (needed > room) {
            throw new StorageException("not enough room in " + data.path() + ": expected about "
                    + Quantity.bytes(needed) + " free, found " + Quantity.bytes(room)
                    + ". Make room, choose another --data, or fetch fewer splits.");
        }
    }
}
