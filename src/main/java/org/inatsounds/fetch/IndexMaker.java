package org.inatsounds.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.IndexNotes;
import org.inatsounds.archive.StreamUnpacker;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;

/**
 * Finds the positions of recordings in archives on disk. With such an index in the data folder, a {@link Fetch} of some recordings
 * downloads only the parts of the archive that contain them.
 *
 * <pre>
 * IndexMaker.release(Catalogue.builtIn().release("2024")).split(Split.TRAIN).in(Path.of("/data/inatsounds")).run(Listener.NONE);
 * </pre>
 *
 * <p>An object collects settings, and is for one thread. To cancel a call, interrupt the thread that made it.
 */
public final class IndexMaker {

    private static final String WHAT = "the making of the index";

    private final Release release;
    private final Set<Split> named = new LinkedHashSet<>();
    private Path folder = Path.of("");

    private IndexMaker(Release release) {
        this.release = release;
    }

    /** Makes indexes of archives of a release. */
    public static IndexMaker release(Release release) {
        return new IndexMaker(release);
    }

    /** Also this split. Default: all splits of the release with recordings. */
    public IndexMaker split(Split split) {
        named.add(split);
        return this;
    }

    /** Also these splits; an empty list has no effect. */
    public IndexMaker splits(Collection<Split> splits) {
        named.addAll(splits);
        return this;
    }

    /** The folder with the archives, where the indexes are written. Default: the current folder. */
    public IndexMaker in(Path dataFolder) {
        folder = dataFolder;
        return this;
    }

    /**
     * Makes the missing indexes.
     *
     * @return the files that were written
     * @throws UsageException if the release has no recordings of a split
     * @throws DataMismatchException if an archive does not exist, or has another checksum
     * @throws StorageException if the folder can't be read or written, or is used by another process
     * @throws org.inatsounds.CancelledException if the thread is interrupted
     */
    public List<Path> run(Listener listener) {
        return Cancellation.cancellable(WHAT, () -> make(new DataFolder(folder), listener));
    }

    @SuppressWarnings("try") // The folder is held, not used.
    private List<Path> make(DataFolder data, Listener listener) {
        List<Archive> archives = archives();
        archives.removeIf(archive -> isIndexed(archive, data, listener));
        if (archives.isEmpty()) {
            return List.of();
        }
        archives.forEach(archive -> requireArchive(archive, data));
        data.requireWritable();
        List<Path> written = new ArrayList<>();
        try (DataFolder.Writing writing = data.lock("index")) {
            for (Archive archive : archives) {
                Cancellation.check(WHAT);
                written.add(index(archive, data, listener));
            }
        }
        return List.copyOf(written);
    }

    private List<Archive> archives() {
        List<Archive> archives = new ArrayList<>();
        for (Archive archive : release.archives()) {
            if (archive.kind() == Kind.RECORDINGS && (named.isEmpty() || named.contains(archive.split()))) {
                archives.add(archive);
            }
        }
        named.forEach(split -> FetchPlanner.recordings(release, split));
        return archives;
    }

    /** Whether an index of exactly this archive exists: then nothing has to be written. */
    private static boolean isIndexed(Archive archive, DataFolder data, Listener listener) {
        Path packed = data.keptArchive(archive);
        Path file = data.index(archive);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(packed)) {
            return false;
        }
        try (GzipIndex index = GzipIndex.open(file)) {
            if (!index.archive().equals(IndexedRuns.identity(archive, size(packed)))) {
                return false;
            }
            listener.notice("nothing to do: " + file + " exists; delete it to create it again");
            return true;
        } catch (InatsoundsException e) {
            // It is damaged, and made anew.
            return false;
        }
    }

    private static void requireArchive(Archive archive, DataFolder data) {
        Path packed = data.keptArchive(archive);
        if (!Files.isRegularFile(packed)) {
            throw new DataMismatchException(packed + ": there is no such archive; `inatsounds fetch " + archive.split()
                    + " --recordings --keep-archives` downloads and keeps it, and `inatsounds fetch " + archive.split()
                    + " --stream` creates the index while it extracts");
        }
    }

    private static Path index(Archive archive, DataFolder data, Listener listener) {
        Path packed = data.keptArchive(archive);
        Path file = data.index(archive);
        try (GzipIndexWriter index = new GzipIndexWriter(file, IndexedRuns.identity(archive, size(packed)))) {
            StreamUnpacker reader = new StreamUnpacker(
                    data.path(), ExtractionLimits.RECORDINGS, CheckpointSpacing.OF_INDEX, new IndexNotes(index));
            boolean right = Downloader.readLocal(
                    packed,
                    archive.md5(),
                    bytes -> reader.unpack(archive.fileName(), null, bytes),
                    listener.progress());
            if (!right) {
                throw new DataMismatchException(
                        packed + ": expected MD5 " + archive.md5() + ", got another one; fetch it again");
            }
            index.finish();
        }
        listener.notice("wrote " + file);
        return file;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + e.getMessage(), e);
        }
    }
}
