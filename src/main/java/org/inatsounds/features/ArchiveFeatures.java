package org.inatsounds.features;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Spectrogram;
import org.jspecify.annotations.Nullable;

/** Makes features of recordings that come out of archives, one archive after the other. */
final class ArchiveFeatures {

    private final WholeFiles files;
    private final FeatureFolder folder;
    private final OutputKind kind;
    private final @Nullable JobShare share;
    private final String numbers;
    private final Work work;

    /** What is done with recordings, wherever they come from. */
    interface Work {

        /** The output into a folder. */
        FolderOutput<Spectrogram> output(FeatureFolder into, FeatureLog log, boolean again);

        BatchResult run(ArchiveFeed feed, FolderOutput<Spectrogram> into);
    }

    /**
     * What came of it.
     *
     * @param upToDate how many features were there already
     */
    record Outcome(int upToDate, BatchResult batch) {

        Outcome and(Outcome later) {
            return new Outcome(upToDate + later.upToDate, batch.and(later.batch));
        }
    }

    /**
     * Prepares nothing yet.
     *
     * @param numbers tells with which numbers features are made
     */
    ArchiveFeatures(
            WholeFiles files,
            FeatureFolder folder,
            OutputKind kind,
            @Nullable JobShare share,
            String numbers,
            Work work) {
        this.files = files;
        this.folder = folder;
        this.kind = kind;
        this.share = share;
        this.numbers = numbers;
        this.work = work;
    }

    /**
     * Makes what is not there.
     *
     * @param log of the folder
     * @param force whether all is made again
     */
    Outcome run(List<BatchSource> sources, ArchiveSources archives, FeatureLog log, boolean force, Listener listener) {
        Outcome outcome = new Outcome(0, BatchResult.NOTHING);
        List<BatchSource.Origin> origins = sources.stream()
                .flatMap(source -> Stream.ofNullable(source.origin()))
                .distinct()
                .toList();
        for (BatchSource.Origin origin : origins) {
            List<BatchSource> of = sources.stream()
                    .filter(source -> origin.equals(source.origin()))
                    .toList();
            outcome = outcome.and(one(origin.split(), of, archives, log, force, listener));
        }
        return outcome;
    }

    private Outcome one(
            Split split,
            List<BatchSource> sources,
            ArchiveSources archives,
            FeatureLog log,
            boolean force,
            Listener listener) {
        WaitingFeatures waiting = new WaitingFeatures(files, folder.folder(), split, share);
        waiting.publish(log, kind, listener);
        List<BatchSource> wanted = force ? sources : missing(sources, work.output(folder, log, false));
        if (wanted.isEmpty()) {
            return new Outcome(sources.size(), BatchResult.NOTHING);
        }
        try (ArchiveFeed feed = archives.open(wanted, listener)) {
            waiting.begin(feed.version(wanted.get(0)) + "\n" + numbers + " " + digest(wanted) + "\n");
            BatchResult result = make(waiting, feed, wanted);
            waiting.complete();
            waiting.publish(log, kind, listener);
            return new Outcome(sources.size() - wanted.size(), result);
        } catch (DataMismatchException e) {
            waiting.discard();
            throw e;
        }
    }

    private BatchResult make(WaitingFeatures waiting, ArchiveFeed feed, List<BatchSource> wanted) {
        try (FeatureLog log = FeatureLog.of(files, waiting.features(), null)) {
            FolderOutput<Spectrogram> output = work.output(new FeatureFolder(waiting.features()), log, false);
            feed.begin(output.pending(wanted), split -> waiting.place(), numbers);
            BatchResult result = work.run(feed, output);
            log.finish();
            return result;
        }
    }

    /** Shards are kept or made anew as a whole, which must not begin before the archive was right. */
    private List<BatchSource> missing(List<BatchSource> sources, FolderOutput<Spectrogram> there) {
        if (kind == OutputKind.WEBDATASET) {
            return there.unfinished(sources).isEmpty() ? List.of() : sources;
        }
        return there.pending(sources);
    }

    private static String digest(List<BatchSource> sources) {
        return Checksum.sha256(sources.stream()
                .map(BatchSource::key)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }
}
