package org.inatsounds.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * What a file held at some moment: the one notion of "still the same file". Two files are the same when size and SHA-256
 * are, whatever they are called and whenever they were written: times alone say nothing, since what is restored, copied or
 * unpacked brings the times of elsewhere.
 *
 * <p>The times are here for one purpose: a file whose size and both times are as they were need not be read again. The time of
 * change (of Unix systems) is set by the system alone, so that no copying tool can bring it back.
 *
 * @param bytes its size
 * @param modified nanoseconds since 1970; 0 where it says nothing
 * @param changed when the system last changed the file or what is known of it; 0 where it is not known
 * @param sha256 of all bytes, 64 small hexadecimal digits; empty where the file was not read
 */
public record FileIdentity(long bytes, long modified, long changed, String sha256) {

    /** Of a file of which nothing is known: the same as no file. */
    public static final FileIdentity UNKNOWN = new FileIdentity(-1, 0, 0, "");

    /** Clocks of file systems: FAT counts two seconds at a time. What was written within one tick looks the same. */
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int BUFFER = 1 << 16;

    /**
     * Looks at a file without reading it.
     *
     * @throws IOException if it is not there
     */
    public static FileIdentity glance(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileIdentity(attributes.size(), nanos(attributes.lastModifiedTime()), changed(file), "");
    }

    /**
     * The same with the checksum.
     *
     * @throws IOException if it can't be read
     */
    public static FileIdentity of(Path file) throws IOException {
        return glance(file).read(file);
    }

    /**
     * This glance with the checksum of the file. The times are left out if they could hide a change: the file is no longer as it
     * was at the glance, or was written a moment ago.
     *
     * @throws IOException if it can't be read
     */
    public FileIdentity read(Path file) throws IOException {
        MessageDigest digest = digest();
        long count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
                count += got;
            }
        }
        String sum = HexFormat.of().formatHex(digest.digest());
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        boolean settled = (changed == 0 ? modified : changed) < now - TICK_NANOS;
        return settled && looksLike(glance(file))
                ? new FileIdentity(count, modified, changed, sum)
                : new FileIdentity(count, 0, 0, sum);
    }

    /**
     * What the file holds now. It is read only if it does not look as it did, and its size does not tell already.
     *
     * @return this if it looks the same; without a checksum if the size is another one
     * @throws IOException if it is not there, or can't be read
     */
    public FileIdentity now(Path file) throws IOException {
        FileIdentity seen = glance(file);
        if (looksLike(seen)) {
            return this;
        }
        return seen.bytes != bytes || sha256.isEmpty() ? seen : seen.read(file);
    }

    /** Whether both were the same bytes. What was not read is the same as nothing but itself. */
    public boolean isSame(FileIdentity other) {
        return bytes == other.bytes && sha256.equals(other.sha256) && (!sha256.isEmpty() || looksLike(other));
    }

    private boolean looksLike(FileIdentity seen) {
        return modified != 0 && bytes == seen.bytes && modified == seen.modified && changed == seen.changed;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private static long changed(Path file) throws IOException {
        try {
            return nanos((FileTime) Files.getAttribute(file, "unix:ctime"));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // Windows has no such time.
            return 0;
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
