package org.inatsounds.fetch;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.inatsounds.fetch.FetchResult.ArchiveResult;
import org.inatsounds.fetch.FetchResult.Status;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.DataFolder;
import org.inatsounds.release.Receipt;
import org.jspecify.annotations.Nullable;

/** What is to be done about one archive. */
sealed interface FetchItem {

    Archive archive();

    /** The bytes that it is about: those of the archive, or of the parts of it that are asked for. */
    long size();

    /** What a plan calls it. */
    Status planned();

    /** Bytes that will come over the network, at most. */
    default long toTransfer() {
        return 0;
    }

    /** Bytes of the archive that will lie on the disk, at least until it is unpacked, beyond those that do. */
    default long packed() {
        return 0;
    }

    /** About how many bytes of files will be written. */
    default long unpacked() {
        return 0;
    }

    /** File names of recordings that are somebody's own, and stay. */
    Set<String> others();

    /** What is wanted of an archive that is not kept; null where whole archives are fetched. */
    default @Nullable Choice choice() {
        return null;
    }

    /**
     * What became of an archive, or would.
     *
     * @param chosen what was wanted of it, where it is not kept
     */
    record Outcome(ArchiveResult archive, FetchResult.@Nullable Chosen chosen) {}

    /** What became of it. */
    default Outcome outcome(Status status, long recordings, @Nullable Boolean checksumSeen) {
        Choice choice = choice();
        return new Outcome(
                new ArchiveResult(archive(), size(), status, recordings),
                choice == null ? null : choice.result(archive().split(), checksumSeen));
    }

    /** What a plan tells of it; where nothing has to be done, that is also what became of it. */
    default Outcome outcome() {
        return outcome(planned(), 0, null);
    }

    /** Nothing: what is wanted of the archive is here. */
    record Present(
            Archive archive,
            long size,
            Set<String> others,
            @Nullable Choice choice) implements FetchItem {

        @Override
        public Status planned() {
            return Status.PRESENT;
        }
    }

    /**
     * The whole archive comes to the disk, and is unpacked.
     *
     * @param uri where it is
     * @param size the archive's size
     * @param brought what an earlier fetch brought of this very archive, some of which is gone; null where all has to come
     * @param here what is here of a split that no receipt tells of; null where there is a receipt, or nothing
     * @param onDisk bytes of the archive that are here already
     * @param local whether the archive that lies in the folder is used
     * @param replaces whether annotations that are here may be replaced
     */
    record Whole(
            Archive archive,
            URI uri,
            long size,
            @Nullable Receipt brought,
            @Nullable Lacking here,
            long onDisk,
            boolean local,
            boolean replaces)
            implements FetchItem {

        /** How much larger recordings and annotations are unpacked: rounded up from the published archives. */
        private static final double RECORDINGS_GROW = 1.3;

        private static final double ANNOTATIONS_GROW = 8;

        /** Whether only some of it is gone. */
        boolean repairs() {
            return brought != null || here != null;
        }

        /** What is to be restored; null for everything. */
        @Nullable
        Set<String> missing() {
            if (here != null) {
                return here.missing().keySet();
            }
            return brought != null && archive.kind() == Kind.RECORDINGS ? brought.missing() : null;
        }

        @Override
        public Status planned() {
            return repairs() ? Status.REPAIR : Status.FETCH;
        }

        @Override
        public long toTransfer() {
            return size - onDisk;
        }

        @Override
        public long packed() {
            return toTransfer();
        }

        @Override
        public long unpacked() {
            if (brought != null) {
                return brought.missingBytes();
            }
            if (here != null) {
                return here.missingBytes();
            }
            return (long) (size * (archive.kind() == Kind.RECORDINGS ? RECORDINGS_GROW : ANNOTATIONS_GROW));
        }

        @Override
        public Set<String> others() {
            return here == null ? Set.of() : here.others();
        }

        /** The same from the server, where the archive that lies in the folder turned out to be another one. */
        Whole fromServer(long actual, long inPart) {
            return new Whole(archive, uri, actual, brought, here, inPart, false, replaces);
        }
    }

    /**
     * Recordings are taken out of the archive while it arrives, and nothing of the rest is kept.
     *
     * @param remote the archive on the server
     * @param parts where the recordings are that no earlier run has brought, when there is an index: only that is asked for
     * @param begun what an earlier run has left to go on with
     */
    record Streamed(
            Archive archive,
            Choice choice,
            RemoteArchive remote,
            Optional<IndexedRuns> parts,
            DataFolder.Streamed begun)
            implements FetchItem {

        @Override
        public Status planned() {
            return Status.FETCH;
        }

        @Override
        public long size() {
            return parts.map(IndexedRuns::toTransfer).orElse(remote.size());
        }

        @Override
        public long toTransfer() {
            return parts.map(IndexedRuns::toTransfer).orElse(remote.size() - begun.offset());
        }

        @Override
        public long unpacked() {
            return Math.max(0, choice.lacking().missingBytes() - begun.bytes());
        }

        @Override
        public Set<String> others() {
            return choice.lacking().others();
        }
    }
}
