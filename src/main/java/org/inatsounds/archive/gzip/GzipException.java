package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.util.Locale;

/**
 * The bytes of a gzip stream are wrong. The message says what and where in few words, without the name of the file, which
 * the caller knows: "it is truncated at byte 1,234".
 *
 * <p>Failures of the stream that the bytes come from are not of this class; they come through as they are.
 */
public final class GzipException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong: it decides what to do about it. */
    public enum Kind {
        /** The bytes are no gzip, or were changed. */
        DAMAGED,
        /** The bytes that are there are fine so far, but the end is missing. */
        TRUNCATED
    }

    private final Kind kind;

    private GzipException(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    static GzipException damaged(String reason) {
        return new GzipException(Kind.DAMAGED, reason);
    }

    static GzipException truncated(long at) {
        return new GzipException(Kind.TRUNCATED, String.format(Locale.ROOT, "it is truncated at byte %,d", at));
    }

    /** What is wrong, in one word. */
    public Kind kind() {
        return kind;
    }
}
