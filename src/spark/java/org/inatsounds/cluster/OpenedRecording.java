package org.inatsounds.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.inatsounds.audio.Decoder;
import org.inatsounds.features.BatchSource;
import org.inatsounds.internal.Scratch;
import org.jspecify.annotations.Nullable;

/** The bytes of a recording, which can be read once. */
final class OpenedRecording implements AutoCloseable {

    private final String name;
    private final InputStream bytes;
    private @Nullable Path copy;

    OpenedRecording(String name, InputStream bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    InputStream bytes() {
        return bytes;
    }

    /**
     * As a recording of a batch. What is not called as a WAV file is brought to this machine first, for ffmpeg.
     *
     * @throws IOException as the stream does
     */
    BatchSource source() throws IOException {
        String key = BatchSource.withoutEnding(name);
        String ending = name.substring(key.length());
        if (Decoder.isWav(Path.of("recording" + ending))) {
            return BatchSource.ofStream(key, name, bytes);
        }
        Path file = Files.createTempFile(Scratch.folder(), "inatsounds-", ending);
        copy = file;
        Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        return BatchSource.ofFile(key, file);
    }

    /** A message without the file that it begins with: the row has its name. */
    String reason(String message) {
        Path file = copy;
        String text = file == null ? message : message.replace(file.toString(), name);
        return text.startsWith(name + ": ") ? text.substring(name.length() + 2) : text;
    }

    @Override
    public void close() {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException ignored) {
            // The system empties its folder of temporary files.
        }
    }
}
