package org.inatsounds.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.IndexedArchive;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.fetch.FetchResult.ArchiveResult;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.RemoteArchive;
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
 * Which recordings are to be taken out of which archives, and what that takes.
 *
 * @param release where the archives belong
 * @param items one a split
 */
record StreamPlan(Release release, List<Item> items) implements AutoCloseable {

    /**
     * One archive.
     *
     * @param what the choice, in words
     * @param chosen the recordings that are wanted, in the order of the annotations
     * @param lacking which of them are not here, and which are and stay
     * @param everything whether the whole archive is wanted
     * @param remote the archive on the server; null when nothing is missing
     * @param runs where those are in the archive that no earlier run has brought, when there is an index; else empty
     * @param streamed what an earlier run has left to go on with
     */
    record Item(
            Archive archive,
            String what,
            List<Recording> chosen,
            Lacking lacking,
            boolean everything,
            @Nullable RemoteArchive remote,
            Optional<IndexedRuns> runs,
            DataFolder.Streamed streamed) {

        private static final DataFolder.Streamed NOTHING = new DataFolder.Streamed(0, 0);

        Item with(Optional<IndexedRuns> newRuns, DataFolder.Streamed newStreamed) {
            return new Item(archive, what, chosen, lacking, everything, remote, newRuns, newStreamed);
        }

        /** Those that are not here, by file name. */
        Map<String, Recording> missing() {
            return lacking.missing();
        }

        /** Whether a file that is here stays as it is, though all of the archive is wanted. */
        boolean stays(String name) {
            return lacking.kept().contains(name) || lacking.others().contains(name);
        }

        /** About how many bytes will be written, beyond those that an earlier run has left on the disk. */
        long bytesMissing() {
            long all =
                    missing().values().stream().mapToLong(RecordingCheck::bytes).sum();
            return Math.max(0, all - streamed.bytes());
        }

        /** The same text for the same recordings only. */
        String wanted() {
            if (!everything) {
                return digest(missing().keySet());
            }
            Set<String> staying = new TreeSet<>(lacking.kept());
            staying.addAll(lacking.others());
            return staying.isEmpty() ? "everything" : "everything but " + digest(staying);
        }

        private static String digest(Set<String> names) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String name : new TreeSet<>(names)) {
                    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
                }
                return names.size() + " sha256-" + HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }

        /** Bytes that will come over the network, at most. */
        long toTransfer() {
            return remote == null ? 0 : runs.map(IndexedRuns::toTransfer).orElse(remote.size() - streamed.offset());
        }

        /** The bytes of the archive that it is about: those of the parts that are asked for, where there is an index. */
        long size() {
            if (runs.isPresent()) {
                return runs.get().toTransfer();
            }
            return remote == null ? archive.bytes().orElse(0) : remote.size();
        }

        ArchiveResult planned() {
            return new ArchiveResult(archive, size(), remote == null ? Status.PRESENT : Status.FETCH, 0);
        }

        /** What is wanted of the split. */
        FetchResult.Chosen chosen(@Nullable Boolean checksumSeen) {
            double seconds = chosen.stream()
                    .mapToDouble(Recording::knownDuration)
                    .filter(duration -> !Double.isNaN(duration))
                    .sum();
            long bytes = chosen.stream().mapToLong(RecordingCheck::bytes).sum();
            return new FetchResult.Chosen(
                    archive.split(),
                    what,
                    chosen.size(),
                    chosen.size() - missing().size(),
                    seconds,
                    bytes,
                    checksumSeen);
        }
    }

    /**
     * Looks at what is wanted, what is here, and what the server has.
     *
     * @param options which splits
     * @param criteria which recordings of them
     */
    static StreamPlan make(
            FetchOptions options, Criteria criteria, Release release, DataFolder data, Downloader downloader) {
        Lacking.Aim aim = options.force() ? Lacking.Aim.FORCE : Lacking.Aim.COMPLETE;
        return make(options, criteria, criteria.isEmpty(), aim, null, release, data, downloader);
    }

    /**
     * What is wrong with the recordings that are here.
     *
     * @param files what is missing or damaged, by file name: nothing else is fetched
     * @param content those of them whose header is right, and whose content is not
     */
    record Damage(Set<String> files, Set<String> content) {}

    /** The same, but only what is missing or damaged. */
    static StreamPlan ofMissing(
            FetchOptions options,
            Criteria criteria,
            Damage damage,
            Release release,
            DataFolder data,
            Downloader downloader) {
        return make(options, criteria, false, Lacking.Aim.REPAIR, damage, release, data, downloader);
    }

    private static StreamPlan make(
            FetchOptions options,
            Criteria criteria,
            boolean everything,
            Lacking.Aim aim,
            @Nullable Damage damage,
            Release release,
            DataFolder data,
            Downloader downloader) {
        RecordingFilter filter = new RecordingFilter(criteria);
        List<List<Recording>> chosen = new ArrayList<>();
        for (Split split : options.splits()) {
            List<Recording> all = filter.apply(AnnotationReader.read(data.path().resolve(split + ".json")));
            chosen.add(
                    damage == null
                            ? all
                            : all.stream()
                                    .filter(recording -> damage.files().contains(recording.fileName()))
                                    .toList());
        }
        // Before any archive is touched: names that mean nothing in any of the splits are an error.
        filter.requireMatches();
        if (chosen.stream().allMatch(List::isEmpty)) {
            throw new UsageException("no recording is chosen (" + criteria.describe() + "): nothing to fetch");
        }
        List<Item> items = new ArrayList<>();
        int i = 0;
        for (Split split : options.splits()) {
            items.add(item(
                    options,
                    criteria.describe(),
                    everything,
                    release,
                    archive(release, split),
                    wanted(archive(release, split), chosen.get(i++), data, aim, damage),
                    data,
                    downloader));
        }
        return new StreamPlan(release, List.copyOf(items));
    }

    /** @throws UsageException if the release has none */
    static Archive archive(Release release, Split split) {
        return release.archives().stream()
                .filter(archive -> archive.split() == split && archive.kind() == Kind.RECORDINGS)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "release '" + release.name() + "' has no recordings of the split '" + split + "'"));
    }

    private static Item item(
            FetchOptions options,
            String what,
            boolean everything,
            Release release,
            Archive archive,
            Wanted wanted,
            DataFolder data,
            Downloader downloader) {
        List<Recording> chosen = wanted.chosen();
        Lacking lacking = wanted.lacking();
        Map<String, Recording> missing = lacking.missing();
        Optional<Receipt> receipt = data.receipt(archive);
        boolean complete = everything && receipt.isPresent() && receipt.get().isComplete(archive) && !options.force();
        if (complete || missing.isEmpty()) {
            return new Item(archive, what, chosen, lacking, everything, null, Optional.empty(), Item.NOTHING);
        }
        if (!options.dryRun()) {
            data.requireWritable();
        }
        URI uri = ObjectUrl.of(release, archive, options.endpoint());
        RemoteArchive remote = downloader.archive(uri);
        FetchPlan.requireSize(archive, uri, remote.size());
        Item item = new Item(archive, what, chosen, lacking, everything, remote, Optional.empty(), Item.NOTHING);
        DataFolder.Streamed streamed = data.streamed(release, archive, remote.version(), item.wanted());
        if (everything) {
            return item.with(Optional.empty(), streamed);
        }
        Map<String, Recording> toBring = new HashMap<>(missing);
        data.waitingParts(release, archive, remote.version(), item.wanted())
                .ifPresent(folder -> RecordingCheck.removeRight(toBring, folder));
        return item.with(runs(archive, remote, toBring, data), streamed);
    }

    /** What is wanted of a split, and what of it is not here. */
    private record Wanted(List<Recording> chosen, Lacking lacking) {}

    private static Wanted wanted(
            Archive archive, List<Recording> chosen, DataFolder data, Lacking.Aim aim, @Nullable Damage damage) {
        return new Wanted(chosen, Lacking.of(archive, chosen, data, aim, damage == null ? Set.of() : damage.content()));
    }

    /** Where the recordings are, by an index of this very archive. Those that it doesn't know are not in the archive. */
    private static Optional<IndexedRuns> runs(
            Archive archive, RemoteArchive remote, Map<String, Recording> missing, DataFolder data) {
        Path file = data.index(archive);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        GzipIndex index = GzipIndex.open(file);
        if (!index.archive().equals(identity(archive, remote.size()))) {
            index.close();
            return Optional.empty();
        }
        List<IndexedMember> members = index.members().stream()
                .filter(member -> missing.containsKey(IndexedRuns.fileName(member)))
                .toList();
        return Optional.of(IndexedRuns.of(index, members));
    }

    /** What an index has to be of. */
    static IndexedArchive identity(Archive archive, long size) {
        return new IndexedArchive(size, "md5 " + archive.md5());
    }

    /** Notes what is asked for: only of that can anything be missing later. */
    void noteChosen(DataFolder data) {
        try (DataFolder.Writing writing = data.lock("fetch")) {
            for (Item item : items) {
                writing.choose(
                        item.archive(),
                        item.chosen().stream().map(Recording::fileName).collect(Collectors.toSet()));
            }
        }
    }

    /** What is left to do. */
    List<Item> pending() {
        return items.stream().filter(item -> item.remote() != null).toList();
    }

    /** File names of recordings that are somebody's own, and stay. */
    Set<String> others() {
        return items.stream().flatMap(item -> item.lacking().others().stream()).collect(Collectors.toSet());
    }

    /** The outcome where nothing is left to do. */
    List<StreamRun.Outcome> present() {
        return items.stream().map(StreamRun.Outcome::present).toList();
    }

    long toTransfer() {
        return pending().stream().mapToLong(Item::toTransfer).sum();
    }

    /** About how many bytes will be written. */
    long roomNeeded() {
        return pending().stream().mapToLong(Item::bytesMissing).sum();
    }

    /** Refuses to begin what can't end well. */
    void requireRoom(DataFolder data) {
        if (roomNeeded() > data.room()) {
            throw new StorageException("not enough disk space in " + data.path() + ": expected about "
                    + Quantity.bytes(roomNeeded()) + " free, found " + Quantity.bytes(data.room())
                    + ". Free disk space, choose another --data, or choose fewer recordings.");
        }
    }

    @Override
    public void close() {
        items.forEach(item -> item.runs().ifPresent(IndexedRuns::close));
    }
}
