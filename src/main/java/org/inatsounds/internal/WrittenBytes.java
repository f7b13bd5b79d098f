package org.inatsounds.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Takes the checksum of a file while it is written, so that what stands there later can be compared with what was written. */
public final class WrittenBytes {

    private final MessageDigest digest = FileIdentity.digest();

    /** What is written to this goes on to the other stream. */
    public OutputStream through(OutputStream out) {
        return new DigestOutputStream(out, digest);
    }

    /**
     * What the file holds, with its times as they are now. To be called once, when it is whole and has its name.
     *
     * @throws IOException if it is not there
     */
    public FileIdentity in(Path file) throws IOException {
        return FileIdentity.glance(file).with(HexFormat.of().formatHex(digest.digest()));
    }
}
