package org.inatsounds.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.inatsounds.internal.FileNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a tar archive from inflated buffers.
 *
 * <p>Commons Compress reads the header blocks. The loop around them is this project's own, because
 * {@code TarArchiveInputStream} strips a leading {@code /} from long names instead of showing it, takes a missing end for
 * the end, doesn't check header checksums, and holds a long name of any length in memory.
 */
final class TarReader {

    private static final int RECORD = 512;

    /** Long names and extended headers before one member: real ones take a few hundred bytes. */
    private static final int MAX_EXTENSION = 1 << 20;

    /** 9999-12-31: file systems take no more. */
    private static final Instant LATEST = Instant.ofEpochSecond(253_402_214_400L);

    private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding("UTF-8");

    /**
     * A member as its headers describe it.
     *
     * @param name as stored
     * @param type the type flag
     * @param folder whether it is a directory
     * @param size of its data in the archive, in bytes
     * @param modified its time, within 1970 to 9999
     * @param sparse whether its data is stored with holes left out
     */
    record Header(String name, byte type, boolean folder, long size, Instant modified, boolean sparse) {}

    private final Inflated in;
    private final byte[] record = new byte[RECORD];
    private long position;
    private long dataLeft;
    private int padding;
    private PaxHeader global = PaxHeader.NONE;

    /** The member being read, or the one before it. */
    private @Nullable String current;

    private long headerPosition;
    private boolean between;

    TarReader(Inflated in) {
        this(in, 0);
    }

    /** @param position of the first byte of {@code in} in the whole archive: that of a header */
    TarReader(Inflated in, long position) {
        this.in = in;
        this.position = position;
    }

    /** Where the headers of the current member begin in the archive, in bytes. */
    long headerPosition() {
        return headerPosition;
    }

    /** How much of the archive was read, in bytes: after {@link #next}, where the member's data begins. */
    long position() {
        return position;
    }

    /** Whether what was read so far says something about every later member. */
    boolean hasGlobalHeader() {
        return !global.equals(PaxHeader.NONE);
    }

    /** Where it is, for messages. */
    String where() {
        if (current == null) {
            return "before its first member";
        }
        return String.format(
                Locale.ROOT,
                "%s '%s' at uncompressed byte %,d",
                between ? "after member" : "member",
                FileNames.printable(current),
                headerPosition);
    }

    /**
     * Moves on to the next member, past what is left of this one.
     *
     * @return null at the end-of-archive mark
     */
    @Nullable
    Header next() throws ArchiveFault {
        skip(dataLeft + padding);
        dataLeft = 0;
        padding = 0;
        between = true;
        long start = position;
        int extensions = 0;
        String longName = null;
        PaxHeader pax = global;
        while (readRecord()) {
            TarArchiveEntry entry = parse();
            byte type = entry.getLinkFlag();
            if (!isExtension(type)) {
                headerPosition = start;
                return describe(entry, longName, pax);
            }
            byte[] data = readExtension(entry.getSize(), MAX_EXTENSION - extensions);
            extensions += RECORD + data.length;
            switch (type) {
                case TarConstants.LF_GNUTYPE_LONGNAME -> longName = text(data);
                case TarConstants.LF_PAX_EXTENDED_HEADER_LC -> pax = PaxHeader.parse(data, pax);
                case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> {
                    global = PaxHeader.parse(data, global);
                    pax = global;
                }
                default -> {} // LF_GNUTYPE_LONGLINK: where a link leads. The link itself follows.
            }
        }
        if (extensions > 0) {
            throw ArchiveFault.damaged("it ends after an extended header, where a member was expected");
        }
        return null;
    }

    /** Writes the data of the current member. */
    void copyTo(WritableByteChannel out) throws ArchiveFault, IOException {
        while (dataLeft > 0) {
            ByteBuffer buffer = more();
            int limit = buffer.limit();
            int count = (int) Math.min(dataLeft, buffer.remaining());
            buffer.limit(buffer.position() + count);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.limit(limit);
            position += count;
            dataLeft -= count;
        }
    }

    /**
     * Reads what follows the end-of-archive mark.
     *
     * @return how many bytes of it are not padding
     */
    long drain() throws ArchiveFault {
        long others = 0;
        for (ByteBuffer buffer = in.buffer(); buffer != null; buffer = in.buffer()) {
            while (buffer.hasRemaining()) {
                others += buffer.get() == 0 ? 0 : 1;
            }
        }
        return others;
    }

    private Header describe(TarArchiveEntry entry, @Nullable String longName, PaxHeader pax) {
        String name = pax.path() != null ? pax.path() : longName != null ? longName : entry.getName();
        current = name;
        between = false;
        byte type = entry.getLinkFlag();
        // Before POSIX, a directory was a file with a slash at the end of its name.
        boolean folder = type == TarConstants.LF_DIR || (isFile(type) && name.endsWith("/"));
        dataLeft = pax.size() >= 0 ? pax.size() : entry.getSize();
        padding = (int) (-dataLeft & (RECORD - 1));
        Instant modified = pax.modified() != null
                ? pax.modified()
                : entry.getLastModifiedTime().toInstant();
        return new Header(name, type, folder, dataLeft, clamp(modified), pax.sparse());
    }

    static boolean isFile(byte type) {
        return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM;
    }

    private static boolean isExtension(byte type) {
        return type == TarConstants.LF_GNUTYPE_LONGNAME
                || type == TarConstants.LF_GNUTYPE_LONGLINK
                || type == TarConstants.LF_PAX_EXTENDED_HEADER_LC
                || type == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
    }

    private static Instant clamp(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    }

    private TarArchiveEntry parse() throws ArchiveFault {
        try {
            TarArchiveEntry entry = new TarArchiveEntry(record, UTF_8, true);
            if (entry.isCheckSumOK()) {
                return entry;
            }
        } catch (IOException | IllegalArgumentException e) {
            // The same fault, seen earlier.
        }
        throw ArchiveFault.damaged(String.format(
                Locale.ROOT, "expected a tar header at uncompressed byte %,d, got something else", position - RECORD));
    }

    /** Reads a header block; false if it is the end-of-archive mark, a block of zeros. */
    private boolean readRecord() throws ArchiveFault {
        if (in.buffer() == null) {
            throw ArchiveFault.damaged(String.format(
                    Locale.ROOT, "it ends without an end-of-archive mark, at uncompressed byte %,d", position));
        }
        read(record);
        for (byte b : record) {
            if (b != 0) {
                return true;
            }
        }
        return false;
    }

    private byte[] readExtension(long size, int allowed) throws ArchiveFault {
        if (size > allowed) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "an extended header or long name of %,d bytes", size));
        }
        byte[] data = new byte[(int) size];
        read(data);
        skip(-size & (RECORD - 1));
        return data;
    }

    /** A long name without the NUL characters at its end. */
    private static String text(byte[] data) {
        int length = data.length;
        while (length > 0 && data[length - 1] == 0) {
            length--;
        }
        return new String(data, 0, length, StandardCharsets.UTF_8);
    }

    private void read(byte[] into) throws ArchiveFault {
        int done = 0;
        while (done < into.length) {
            ByteBuffer buffer = more();
            int count = Math.min(into.length - done, buffer.remaining());
            buffer.get(into, done, count);
            done += count;
            position += count;
        }
    }

    private void skip(long count) throws ArchiveFault {
        long left = count;
        while (left > 0) {
            ByteBuffer buffer = more();
            int step = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + step);
            left -= step;
            position += step;
        }
    }

    private ByteBuffer more() throws ArchiveFault {
        ByteBuffer buffer = in.buffer();
        if (buffer == null) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "it ends too early, at uncompressed byte %,d", position));
        }
        return buffer;
    }
}
