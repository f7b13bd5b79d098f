package org.inatsounds.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Builds archives in memory, decent and hostile ones.
 *
 * <pre>
 * byte[] archive = new TestArchives().folder("train").file("train/a.wav", wav).tarGz();
 * </pre>
 */
public final class TestArchives {

    /** The time of members whose time doesn't matter: 2023-11-14T22:13:20Z. */
    public static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private static final int RECORD = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, RECORD, "UTF-8");

    /** An empty archive; names of more than 100 bytes are written as pax headers. */
    public TestArchives() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** From here on, names of more than 100 bytes are written as GNU tar does. */
    public TestArchives gnu() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return this;
    }

    /** Adds a file; its name is taken as it is. */
    public TestArchives file(String name, byte[] content) {
        return file(name, content, TIME);
    }

    /** Adds a file of some text. */
    public TestArchives file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file with a time. */
    public TestArchives file(String name, byte[] content, Instant time) {
        return entry(entry(name, TarConstants.LF_NORMAL, time), content);
    }

    /** Adds a directory. */
    public TestArchives folder(String name) {
        return folder(name, TIME);
    }

    /** Adds a directory with a time. */
    public TestArchives folder(String name, Instant time) {
        return entry(entry(name, TarConstants.LF_DIR, time), new byte[0]);
    }

    /** Adds a member of any type; {@code linkName} matters for links only. */
    public TestArchives special(String name, int type, String linkName) {
        TarArchiveEntry entry = entry(name, (byte) type, TIME);
        entry.setLinkName(linkName);
        return entry(entry, new byte[0]);
    }

    /** Adds a pax header of type {@code x} or {@code g} with one record, before the member that follows. */
    public TestArchives pax(char type, String keyword, String value) {
        return extension(type, paxRecord(keyword, value));
    }

    /** Adds a header that describes the member that follows: {@code x}, {@code g}, {@code L} or {@code K}. */
    public TestArchives extension(char type, byte[] content) {
        return unchecked("extension", type, content);
    }

    /** Adds a member that no tar writer would. */
    public TestArchives unchecked(String name, char type, byte[] content) {
        TarArchiveEntry entry = entry(name, (byte) type, TIME);
        entry.setSize(content.length);
        byte[] header = new byte[RECORD];
        entry.writeEntryHeader(header);
        // Past the tar writer: between two members it holds nothing back.
        return raw(header).raw(content).raw(new byte[-content.length & (RECORD - 1)]);
    }

    /** Adds bytes where the header of a member would stand. */
    public TestArchives raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    /** The archive, uncompressed. */
    public byte[] tar() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The archive, compressed. */
    public byte[] tarGz() {
        return gzip(tar());
    }

    /** Compresses bytes to one gzip member. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Compresses bytes to one gzip member with a block for each two records, so that there are places to go on from. */
    public static byte[] blocks(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, RECORD, true)) {
            for (int at = 0; at < content.length; at += 2 * RECORD) {
                gzip.write(content, at, Math.min(2 * RECORD, content.length - at));
                gzip.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** One after the other. */
    public static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] paxRecord(String keyword, String value) {
        byte[] rest = (" " + keyword + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length + 1;
        while (length != rest.length + Integer.toString(length).length()) {
            length++;
        }
        return concat(Integer.toString(length).getBytes(StandardCharsets.UTF_8), rest);
    }

    private static TarArchiveEntry entry(String name, byte type, Instant time) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLastModifiedTime(FileTime.from(time));
        return entry;
    }

    private TestArchives entry(TarArchiveEntry entry, byte[] content) {
        entry.setSize(content.length);
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
