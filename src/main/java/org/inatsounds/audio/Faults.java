package org.inatsounds.audio;

import java.io.IOException;
import java.util.Locale;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * The three ways in which reading a WAV file fails, each in its own words: malformed, unsupported, unreadable. All name
 * the file, the offset in bytes and the field.
 *
 * @param name of the file or stream
 */
record Faults(String name) {

    /** The bytes contradict the format. */
    BadInputException malformed(long offset, String field, String problem) {
        return new BadInputException(
                String.format(Locale.ROOT, "%s: malformed WAV at byte %,d (%s): %s", name, offset, field, problem));
    }

    /** The bytes are right, as far as one can tell, but this reader has no decoder for them. */
    BadInputException unsupported(long offset, String field, String problem) {
        return new BadInputException(String.format(
                Locale.ROOT,
                "%s: unsupported audio at byte %,d (%s): %s."
                        + " Convert it first, for example with ffmpeg -i INPUT -ar 22050 -ac 1 -c:a pcm_s16le OUTPUT.wav",
                name,
                offset,
                field,
                problem));
    }

    /** The bytes could not be had. */
    StorageException unreadable(long offset, String field, IOException cause) {
        return new StorageException(
                String.format(
                        Locale.ROOT,
                        "%s: can't read byte %,d (%s): %s",
                        name,
                        offset,
                        field,
                        StorageException.whyUnread(cause)),
                cause);
    }
}
