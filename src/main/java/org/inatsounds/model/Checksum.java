package org.inatsounds.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.FileIdentity;

/** The SHA-256 of a model's file. */
final class Checksum {

    private Checksum() {}

    /** In small hexadecimal digits. */
    static String of(Path file) {
        try {
            return FileIdentity.glance(file).read(file).sha256();
        } catch (NoSuchFileException e) {
            throw new UsageException(file + ": no such file; expected a model in ONNX form", e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + StorageException.whyUnread(e), e);
        }
    }
}
