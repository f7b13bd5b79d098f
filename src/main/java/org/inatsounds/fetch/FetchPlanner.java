package org.inatsounds.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.PartFile;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.ObjectUrl;
import org.inatsounds.release.Receipt;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done about each archive: looks at what is wanted and what is here, and asks the server for the sizes of
 * what is not. Writes nothing.
 */
final class FetchPlanner {

    private final FetchOptions options;
    private final Release release;
    private final DataFolder data;
    private final Downloader downloader;

    FetchPlanner(FetchOptions options, Release release, DataFolder data, Downloader downloader) {
        this.options = options;
        this.release = release;
        this.data = data;
        this.downloader = downloader;
    }

    /** Whole archives: of annotations, and of recordings if they are wanted. */
    FetchPlan whole(boolean recordings) {
        List<FetchItem> items = new ArrayList<>();
        for (Archive archive : archives(recordings)) {
            items.add(whole(archive));
        }
        return new FetchPlan(List.copyOf(items));
    }

    /** Recordings out of archives that are not kept: all of them without criteria. */
    FetchPlan streamed(Criteria criteria) {
        Lacking.Aim aim = options.force() ? Lacking.Aim.FORCE : Lacking.Aim.COMPLETE;
        return streamed(criteria, criteria.isEmpty(), aim, recording -> true, Set.of());
    }

    /**
     * The same, but only what is missing or damaged.
     *
     * @param files what that is, by file name: nothing else is fetched
     * @param content those of them whose header is right, and whose content is not
     */
    FetchPlan damaged(Criteria criteria, Set<String> files, Set<String> content) {
        Predicate<Recording> damaged = recording -> files.contains(recording.fileName());
        return streamed(criteria, false, Lacking.Aim.REPAIR, damaged, content);
    }

    private List<Archive> archives(boolean recordings) {
        for (Split split : options.splits()) {
            if (release.archives().stream().noneMatch(archive -> archive.split() == split)) {
                throw new UsageException(
                        "release '" + release.name() + "' has no archives of the split '" + split + "'");
            }
            if (options.named() && recordings) {
                recordings(release, split);
            }
        }
        return release.archives().stream()
                .filter(archive -> options.splits().contains(archive.split()))
                .filter(archive -> archive.kind() == Kind.ANNOTATIONS || recordings)
                .sorted(Comparator.comparing(Archive::kind).thenComparing(Archive::split))
                .toList();
    }

    private FetchItem whole(Archive archive) {
        boolean recordings = archive.kind() == Kind.RECORDINGS;
        Receipt receipt = data.receipt(archive).orElse(null);
        if (!options.force()) {
            requireSameRelease(release, archive, data);
            Annotated.requireReplaceable(archive, receipt, data);
        }
        Receipt brought = brought(archive, receipt);
        if (brought != null && brought.missing().isEmpty()) {
            return new FetchItem.Present(archive, brought.archiveBytes(), Set.of(), null);
        }
        Lacking here = null;
        if (receipt == null && !options.force()) {
            here = recordings ? Lacking.of(archive, data) : null;
            boolean present =
                    recordings ? here != null && here.missing().isEmpty() : Annotated.isThereForGood(archive, data);
            if (present) {
                Set<String> others = here == null ? Set.of() : here.others();
                return new FetchItem.Present(archive, archive.bytes().orElse(0), others, null);
            }
        }
        requireWritable();
        URI uri = uri(archive);
        Path kept = data.keptArchive(archive);
        boolean local = Files.isRegularFile(kept) && mayBe(archive, receipt, kept);
        long size = local ? kept.toFile().length() : sizeOnServer(archive, uri, downloader);
        return new FetchItem.Whole(
                archive,
                uri,
                size,
                brought,
                here,
                local ? size : PartFile.bytesHere(data.part(release, archive)),
                local,
                options.force() || recordings || Annotated.mayBeReplaced(archive, receipt, data));
    }

    private FetchPlan streamed(
            Criteria criteria,
            boolean everything,
            Lacking.Aim aim,
            Predicate<Recording> which,
            Set<String> wrongContent) {
        RecordingFilter filter = new RecordingFilter(criteria);
        Map<Split, List<Recording>> chosen = new LinkedHashMap<>();
        for (Split split : options.splits()) {
            chosen.put(
                    split,
                    filter.apply(AnnotationReader.read(data.path().resolve(split + ".json"))).stream()
                            .filter(which)
                            .toList());
        }
        // Before any archive is touched: names that mean nothing in any of the splits are an error.
        filter.requireMatches();
        if (chosen.values().stream().allMatch(List::isEmpty)) {
            throw new UsageException("no recording is chosen (" + criteria.describe() + "): nothing to fetch");
        }
        List<FetchItem> items = new ArrayList<>();
        chosen.forEach((split, all) -> {
            Archive archive = recordings(release, split);
            Lacking lacking = Lacking.of(archive, all, data, aim, wrongContent);
            items.add(streamed(archive, new Choice(criteria.describe(), all, lacking, everything)));
        });
        return new FetchPlan(List.copyOf(items));
    }

    private FetchItem streamed(Archive archive, Choice choice) {
        Receipt brought =
                choice.everything() ? brought(archive, data.receipt(archive).orElse(null)) : null;
        if (choice.missing().isEmpty() || (brought != null && brought.missing().isEmpty())) {
            return new FetchItem.Present(
                    archive, archive.bytes().orElse(0), choice.lacking().others(), choice);
        }
        requireWritable();
        URI uri = uri(archive);
        RemoteArchive remote = downloader.archive(uri);
        requireSize(archive, uri, remote.size());
        return new FetchItem.Streamed(
                archive,
                choice,
                remote,
                choice.everything() ? Optional.empty() : parts(archive, choice, remote),
                data.streamed(release, archive, remote.version(), choice.text()));
    }

    /** Where the recordings are that no earlier run has brought, by an index of this very archive. */
    private Optional<IndexedRuns> parts(Archive archive, Choice choice, RemoteArchive remote) {
        Map<String, Recording> toBring = new HashMap<>(choice.missing());
        data.waitingParts(release, archive, remote.version(), choice.text())
                .ifPresent(folder -> RecordingCheck.removeRight(toBring, folder));
        return IndexedRuns.find(data.index(archive), IndexedRuns.identity(archive, remote.size()), toBring.keySet());
    }

    /** The receipt, if it is of this very archive, and what it tells of is not fetched again anyhow. */
    private @Nullable Receipt brought(Archive archive, @Nullable Receipt receipt) {
        return receipt != null && receipt.isOf(archive) && !options.force() ? receipt : null;
    }

    private void requireWritable() {
        if (!options.dryRun()) {
            data.requireWritable();
        }
    }

    private URI uri(Archive archive) {
        return ObjectUrl.of(release, archive, options.endpoint());
    }

    /** Whether a file can be the archive, as far as its size tells: a copy may have been cut short. */
    private static boolean mayBe(Archive archive, @Nullable Receipt receipt, Path kept) {
        long known = receipt != null && receipt.isOf(archive) ? receipt.archiveBytes() : -1;
        long expected = archive.bytes().orElse(known);
        return expected < 0 || expected == kept.toFile().length();
    }

    /** @throws UsageException if the release has none */
    static Archive recordings(Release release, Split split) {
        return release.archives().stream()
                .filter(archive -> archive.split() == split && archive.kind() == Kind.RECORDINGS)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "release '" + release.name() + "' has no recordings of the split '" + split + "'"));
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

    /** Asks the server, and holds the answer against the catalogue. */
    static long sizeOnServer(Archive archive, URI uri, Downloader downloader) {
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
}
