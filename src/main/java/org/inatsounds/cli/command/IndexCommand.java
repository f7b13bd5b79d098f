package org.inatsounds.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.Member;
import org.inatsounds.archive.StreamUnpacker;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.NetworkOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.fetch.StreamPass;
import org.inatsounds.fetch.StreamPlan;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inatsounds index}. */
@Command(
        name = "index",
        header = {
            "Examples:",
            "  inatsounds index train                 of train.tar.gz in the data folder",
            "  inatsounds index test --data /data     the same, elsewhere",
            ""
        },
        description = {
            "Find out where recordings are in an archive on disk.",
            "",
            "With train.tar.gz.index in the data folder, `inatsounds fetch train` with a filter asks the server only for the"
                    + " parts of the archive that hold what is wanted. The archive's checksum is checked on the way. A fetch"
                    + " with a filter, or with --stream, that comes to the end of an archive leaves an index by itself."
        })
public final class IndexCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            description = "train, val, test, or all.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = SplitWords.DESCRIPTION,
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(names = "--release", paramLabel = "NAME", description = "The release. Default: 2024.")
    private @Nullable String release;

    @Option(names = "--catalog", paramLabel = "FILE", description = "Take releases from this file instead.")
    private @Nullable Path catalogue;

    @Mixin
    private final DataOption data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public IndexCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
    }

    @Override
    @SuppressWarnings("try") // The folder is held, not used.
    public Integer call() {
        if (!SplitWords.isAny(words, splits)) {
            throw new UsageException("SPLIT is missing: expected train, val, test or all");
        }
        Set<Split> named = SplitWords.named(words, splits, spec);
        DataFolder folder = new DataFolder(data.folder());
        Release from = (catalogue == null ? Catalogue.builtIn() : Catalogue.read(catalogue)).release(release);
        List<Archive> archives = new ArrayList<>();
        for (Archive archive : from.archives()) {
            if (archive.kind() == Kind.RECORDINGS && (named.isEmpty() || named.contains(archive.split()))) {
                archives.add(archive);
            }
        }
        for (Split split : named) {
            if (archives.stream().noneMatch(archive -> archive.split() == split)) {
                throw new UsageException(
                        "release '" + from.name() + "' has no recordings of the split '" + split + "'");
            }
        }
        archives.removeIf(archive -> isIndexed(archive, folder));
        if (archives.isEmpty()) {
            return ExitCode.OK;
        }
        archives.forEach(archive -> requireArchive(archive, folder));
        folder.requireWritable();
        Downloader downloader = new NetworkOptions(session.environment()).local();
        try (DataFolder.Writing writing = folder.lock("index")) {
            archives.forEach(archive -> index(archive, folder, downloader));
        }
        return ExitCode.OK;
    }

    /** Whether there is an index of the very archive already: then nothing has to be written. */
    private boolean isIndexed(Archive archive, DataFolder folder) {
        Path packed = folder.keptArchive(archive);
        Path file = folder.index(archive);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(packed)) {
            return false;
        }
        try (GzipIndex index = GzipIndex.open(file)) {
            if (!index.archive().equals(StreamPlan.identity(archive, size(packed)))) {
                return false;
            }
            session.console().notice("nothing to do: " + file + " is here; delete it to have it made anew");
            return true;
        } catch (InatsoundsException e) {
            // It is damaged, and made anew.
            return false;
        }
    }

    private static void requireArchive(Archive archive, DataFolder folder) {
        Path packed = folder.keptArchive(archive);
        if (!Files.isRegularFile(packed)) {
            throw new DataMismatchException(packed + ": there is no such archive; `inatsounds fetch " + archive.split()
                    + " --recordings --keep-archives` brings and keeps it, and `inatsounds fetch " + archive.split()
                    + " --stream` makes the index while it unpacks");
        }
    }

    private void index(Archive archive, DataFolder folder, Downloader downloader) {
        Path packed = folder.keptArchive(archive);
        Path file = folder.index(archive);
        try (GzipIndexWriter index = new GzipIndexWriter(file, StreamPlan.identity(archive, size(packed)))) {
            StreamUnpacker reader = new StreamUnpacker(
                    folder.path(), ExtractionLimits.RECORDINGS, StreamPass.INDEX_SPACING, new Noting(index));
            boolean right = downloader.readLocal(
                    packed,
                    archive.md5(),
                    bytes -> reader.unpack(archive.fileName(), null, bytes),
                    session.console().progress());
            if (!right) {
                throw new DataMismatchException(
                        packed + ": expected MD5 " + archive.md5() + ", got another one; fetch it again");
            }
            index.finish();
        }
        session.console().notice("wrote " + file);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** Unpacks nothing. */
    private record Noting(GzipIndexWriter index) implements StreamUnpacker.Watcher {

        @Override
        public boolean wants(Member member) {
            return false;
        }

        @Override
        public void written(Member member) {
            throw new IllegalStateException("nothing is wanted");
        }

        @Override
        public void reached(GzipCheckpoint checkpoint) {
            index.add(checkpoint);
        }

        @Override
        public void passing(IndexedMember member) {
            index.add(member);
        }
    }
}
