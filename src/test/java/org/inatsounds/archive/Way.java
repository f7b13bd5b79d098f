package org.inatsounds.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.inatsounds.archive.gzip.IndexedMember;
import org.jspecify.annotations.Nullable;

/** The ways in which an archive is unpacked from its beginning. */
enum Way {

    /** By {@link TarGzExtractor}. */
    WHOLE {
        @Override
        ExtractionResult unpack(Path staging, ExtractionLimits limits, Predicate<Member> wanted, InputStream packed)
                throws IOException, InterruptedException {
            return TarGzExtractor.into(staging).limits(limits).wanted(wanted).extract(NAME, packed);
        }
    },

    /** By {@link StreamUnpacker}, which notes members and checkpoints on the way. */
    STREAM {
        @Override
        ExtractionResult unpack(Path staging, ExtractionLimits limits, Predicate<Member> wanted, InputStream packed)
                throws IOException {
            return new StreamUnpacker(staging, limits, SPACING, new Notes(wanted)).unpack(NAME, null, packed);
        }
    };

    static final String NAME = "train.tar.gz";

    /** Packed bytes between checkpoints: a few blocks of {@link TestArchives#blocks}, so that members begin between. */
    static final long SPACING = 100;

    abstract ExtractionResult unpack(
            Path staging, ExtractionLimits limits, Predicate<Member> wanted, InputStream packed)
            throws IOException, InterruptedException;

    /** Unpacks everything. */
    ExtractionResult unpack(Path staging, byte[] packed) throws IOException, InterruptedException {
        return unpack(staging, ExtractionLimits.RECORDINGS, member -> true, new ByteArrayInputStream(packed));
    }

    /** Unpacks what lies behind a position. */
    static void resume(Path staging, ExtractionLimits limits, ArchivePosition from, byte[] packed) throws IOException {
        int start = (int) Math.min(packed.length, from.gzip().compressedOffset());
        InputStream rest = new ByteArrayInputStream(Arrays.copyOfRange(packed, start, packed.length));
        new StreamUnpacker(staging, limits, SPACING, new Notes(member -> true)).unpack(NAME, from, rest);
    }

    /** What the one who takes a stream notes. */
    static class Notes implements StreamUnpacker.Watcher {

        private final Predicate<Member> wanted;
        private long end;

        @Nullable
        ArchivePosition last;

        Notes(Predicate<Member> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean wants(Member member) {
            return wanted.test(member);
        }

        @Override
        public void written(Member member) {}

        @Override
        public void settled(ArchivePosition position) {
            last = position;
        }

        @Override
        public void passing(IndexedMember member) {
            if (member.offset() < end) {
                throw new IllegalStateException("expected a member at or after byte " + end + ", got " + member);
            }
            end = member.end();
        }
    }
}
