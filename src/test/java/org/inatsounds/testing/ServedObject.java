package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What lies under a path.
 *
 * @param etag with its quotes
 * @param modified as in a {@code Last-Modified} header
 */
record ServedObject(Content content, String etag, String modified) {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    /** As S3 does for an object that came in one piece: the ETag is the MD5. */
    static ServedObject of(byte[] bytes, Instant modified) {
        return new ServedObject(Content.of(bytes), '"' + md5(bytes) + '"', httpDate(modified));
    }

    /** As S3 does for an object that came in parts: the ETag is no MD5 of the object, and says so by its hyphen. */
    static ServedObject of(Path file) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            Content content = Content.of(file);
            String key = "%x-%x".formatted(content.size(), modified.toEpochMilli());
            return new ServedObject(
                    content, '"' + md5(key.getBytes(StandardCharsets.US_ASCII)) + "-2\"", httpDate(modified));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
