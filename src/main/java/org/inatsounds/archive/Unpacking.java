package org.inatsounds.archive;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.inatsounds.DataMismatchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing thread's work: members are read, checked, and written. Here a fault gets its context. */
final class Unpacking implements Callable<ExtractionResult> {

    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);

    private final String archive;
    private final TarReader tar;
    private final MemberNames names;
    private final MemberTarget target;
    private final ExtractionLimits limits;
    private final Predicate<Member> wanted;
    private final Written onWritten;
    private final Before before;
    private long written;
    private long bytes;
    private long skipped;

    /** Is asked before each member whether to go on. */
    @FunctionalInterface
    interface Before {
        boolean goOn(TarReader.Header header);
    }

    Unpacking(
            String archive,
            TarReader tar,
            MemberNames names,
            MemberTarget target,
            ExtractionLimits limits,
            Predicate<Member> wanted,
            Written onWritten,
            Before before) {
        this.archive = archive;
        this.tar = tar;
        this.names = names;
        this.target = target;
        this.limits = limits;
        this.wanted = wanted;
        this.onWritten = onWritten;
        this.before = before;
    }

    @Override
    public ExtractionResult call() {
        try {
            for (TarReader.Header header = tar.next(); header != null; header = tar.next()) {
                checkKind(header);
                if (!before.goOn(header)) {
                    return new ExtractionResult(written, bytes, skipped);
                }
                unpack(header);
            }
            long others = tar.drain();
            if (others > 0) {
                LOG.warn("{}: {} bytes after the end-of-archive mark are ignored", archive, others);
            }
        } catch (ArchiveFault fault) {
            throw describe(fault);
        }
        target.finish();
        return new ExtractionResult(written, bytes, skipped);
    }

    private void unpack(TarReader.Header header) throws ArchiveFault {
        List<String> path = names.admit(header.name(), header.folder());
        if (header.folder()) {
            target.noteTime(path, header.modified());
            return;
        }
        Member member = new Member(String.join("/", path), header.size(), header.modified());
        if (!wanted.test(member)) {
            skipped++;
            return;
        }
        int sum = target.write(path, member, tar::copyTo);
        written++;
        bytes += member.size();
        onWritten.written(member, sum);
    }

    private void checkKind(TarReader.Header header) throws ArchiveFault {
        String kind = kind(header);
        if (!kind.isEmpty()) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "it is %s; only plain files and folders are extracted", kind));
        }
        if (header.folder() && header.size() != 0) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "it is a folder with %,d bytes of data", header.size()));
        }
        limits.checkMember(header.size());
    }

    /** What a member is if neither file nor folder; else empty. */
    private static String kind(TarReader.Header header) {
        return switch (header.type()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_DIR ->
                header.sparse() ? "a sparse file" : "";
            case TarConstants.LF_LINK -> "a hard link";
            case TarConstants.LF_SYMLINK -> "a symbolic link";
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> "a device";
            case TarConstants.LF_FIFO -> "a FIFO";
            case TarConstants.LF_GNUTYPE_SPARSE -> "a sparse file";
            default -> String.format(Locale.ROOT, "of the special type 0x%02x", header.type());
        };
    }

    private DataMismatchException describe(ArchiveFault fault) {
        return new DataMismatchException(
                switch (fault.kind()) {
                    case DAMAGED ->
                        String.format(
                                Locale.ROOT,
                                "%s is damaged: %s (%s). Fetch it again.",
                                archive,
                                fault.reason(),
                                tar.where());
                    case REFUSED ->
                        String.format(
                                Locale.ROOT,
                                "%s is refused: %s (%s). Fetch it again; if the error remains, do not use it.",
                                archive,
                                fault.reason(),
                                tar.where());
                },
                fault);
    }
}
