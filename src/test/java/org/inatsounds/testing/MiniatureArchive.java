package org.inatsounds.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A {@code tar.gz} that is written member by member straight to the disk, and its MD5. */
final class MiniatureArchive implements AutoCloseable {

    /** What the published archives may differ in, and a reader has to take alike. */
    enum Style {
        /** GNU tar of {@code .}: every name begins with {@code ./}, folders are members too. */
        GNU_DOT,
        /** POSIX headers, folders are members too, times have fractions of a second. */
        POSIX,
        /** GNU tar of files only. */
        FILES_ONLY
    }

    private final Style style;
    private final MessageDigest md5 = md5();
    private final TarArchiveOutputStream tar;
    private final Set<String> folders = new HashSet<>();

    /** @param packed whether to compress; an archive of noise is as large without, but written sooner */
    MiniatureArchive(Path file, Style style, boolean packed) throws IOException {
        this.style = style;
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(packed ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
        parameters.setBufferSize(1 << 16);
        OutputStream gzip = new GzipCompressorOutputStream(new DigestOutputStream(out, md5), parameters);
        tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name());
        boolean posix = style == Style.POSIX;
        tar.setLongFileMode(posix ? TarArchiveOutputStream.LONGFILE_POSIX : TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(posix ? TarArchiveOutputStream.BIGNUMBER_POSIX : TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(String name, byte[] bytes, Instant modified) throws IOException {
        if (style != Style.FILES_ONLY) {
            addFolders(name, modified);
        }
        TarArchiveEntry entry = entry(name, modified);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void addFolders(String name, Instant modified) throws IOException {
        if (style == Style.GNU_DOT) {
            addFolder("", modified);
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            addFolder(name.substring(0, slash + 1), modified);
        }
    }

    private void addFolder(String name, Instant modified) throws IOException {
        if (folders.add(name)) {
            tar.putArchiveEntry(entry(name, modified));
            tar.closeArchiveEntry();
        }
    }

    private TarArchiveEntry entry(String name, Instant modified) {
        var entry = new TarArchiveEntry((style == Style.GNU_DOT ? "./" : "") + name);
        entry.setUserId(1000);
        entry.setGroupId(1000);
        entry.setUserName("nobody");
        entry.setGroupName("nogroup");
        entry.setLastModifiedTime(FileTime.from(style == Style.POSIX ? modified.plusMillis(250) : modified));
        return entry;
    }

    /** Ends the archive and returns its MD5, in lower-case hexadecimal digits. */
    String finish() throws IOException {
        tar.close();
        return HexFormat.of().formatHex(md5.digest());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
