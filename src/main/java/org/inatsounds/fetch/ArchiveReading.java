package org.inatsounds.fetch;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.Member;
import org.inatsounds.archive.StreamUnpacker;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.fetch.http.Incoming;
import org.inatsounds.fetch.http.OrderedArchive;
import org.inatsounds.internal.Md5;
import org.inatsounds.internal.Quantity;
import org.inatsounds.release.Catalogue.Archive;
import org.jspecify.annotations.Nullable;

/** An archive of recordings that is read once, from its beginning or from where an earlier run stopped, and not kept. */
public final class ArchiveReading {

    private final Archive archive;
    private final OrderedArchive source;
    private final long checkpointEvery;

    ArchiveReading(Archive archive, OrderedArchive source, long checkpointEvery) {
        this.archive = archive;
        this.source = source;
        this.checkpointEvery = checkpointEvery;
    }

    /** Takes recordings as they come. All calls, also those of the channel, come from the thread that reads. */
    public interface Taker {

        /** Whether a recording is one of those that it is about, whether it is still wanted or not. */
        boolean concerns(String fileName);

        /** Whether it is still wanted. */
        boolean wants(String fileName);

        /**
         * Begins to take a recording.
         *
         * @param number of the recording among those that are taken from this archive now, from 0
         * @param size in bytes
         * @return takes its bytes, and is closed after the last of them; with fewer bytes, the archive ended in it
         */
        WritableByteChannel take(String fileName, int number, long size);
    }

    /** The name of the archive, for example {@code test.tar.gz}. */
    public String name() {
        return archive.fileName();
    }

    /** Which bytes are read, in one line: what was made of others is of no use. */
    public String version() {
        return archive.fileName() + ", MD5 " + archive.md5() + ", " + source.version();
    }

    /**
     * How far an earlier run came.
     *
     * @param file where that is noted; null for nowhere
     * @param of what is made of the recordings, in one line: after anything else, nothing counts that was noted
     */
    public ReadingPlace place(@Nullable Path file, String of) {
        return new ReadingPlace(file, version() + "\n" + of);
    }

    /**
     * Reads the archive to its end. Ends when the checksum is right, not before.
     *
     * @param place where to begin; it is told which recordings are done, by any thread
     * @throws DataMismatchException if the checksum is another one, or the archive is damaged
     * @throws org.inatsounds.NetworkException if the network fails again and again: the place is kept
     */
    public void read(ReadingPlace place, Taker taker, Listener listener) {
        ArchivePosition from = place.position();
        long start = from == null ? 0 : from.gzip().compressedOffset();
        if (from != null) {
            listener.notice(archive.fileName() + ": resumes at " + Quantity.bytes(start));
        }
        try (Progress.Step step = listener.progress().start(archive.fileName(), source.size(), Progress.Unit.BYTES)) {
            step.alreadyDone(start);
            step.ending("checking");
            Pass pass = new Pass(place, taker, place.begin(start, checkpointEvery));
            source.readOn(
                    start, place.digest(), checkpointEvery, archive.md5(), bytes -> pass.unpack(bytes, from), step);
        }
    }

    /** What is done while members go by. */
    private final class Pass implements StreamUnpacker.Watcher {

        private final ReadingPlace place;
        private final Taker taker;
        private final LastPlace last;
        private final CheckpointDigest digest = new CheckpointDigest();
        private @Nullable Incoming bytes;
        private int taken;

        Pass(ReadingPlace place, Taker taker, LastPlace last) {
            this.place = place;
            this.taker = taker;
            this.last = last;
        }

        @SuppressWarnings("try") // The place is watched, not used.
        void unpack(Incoming incoming, @Nullable ArchivePosition from) throws IOException {
            bytes = incoming;
            long spacing = new CheckpointSpacing(checkpointEvery).bytes();
            try (LastPlace.Watch watch = last.saveWhenStopped()) {
                // Not over: until the checksum is known to be right, the place is of use.
                new StreamUnpacker(this::take, ExtractionLimits.RECORDINGS, spacing, this)
                        .unpack(archive.fileName(), from, incoming);
            }
        }

        private WritableByteChannel take(Member member) {
            return taker.take(member.name(), taken++, member.size());
        }

        @Override
        public boolean wants(Member member) {
            if (member.isCompanion()) {
                return false;
            }
            StreamPass.requireOfSplit(archive, member);
            if (taker.concerns(member.name())) {
                place.passes();
            }
            return taker.wants(member.name());
        }

        @Override
        public void reached(GzipCheckpoint checkpoint) {
            digest.reached(checkpoint, bytes);
        }

        @Override
        public void settled(ArchivePosition position) {
            CompletableFuture<Md5.State> state = digest.at(position);
            if (state != null) {
                place.reached(position, state, taken);
            }
        }
    }
}
