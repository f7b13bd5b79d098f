package org.inatsounds.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * What reads recordings that are no WAV files: FLAC, MP3, OGG, M4A, AIFF and what else ffmpeg knows. It only decodes, at the
 * recording's own sample rate and with all of its channels; mixing them down is that of {@link WavReader}, and another sample rate
 * that of {@link org.inatsounds.audio.resample.Resampler}. So a FLAC file gives the samples of the WAV file that it was made from.
 *
 * <pre>{@code
 * try (WavReader reader = Decoder.AUTO.open(Path.of("song.mp3"))) {
 *     reader.read(samples, 0, samples.length);
 * }
 * }</pre>
 *
 * <p>WAV files are read without any program, whatever is chosen but {@link #FFMPEG}.
 */
public enum Decoder {
    /** WAV files by {@link WavReader}, others by ffmpeg. */
    AUTO,
    /** Every file by ffmpeg: also WAV files with codecs that {@link WavReader} has not. */
    FFMPEG,
    /** WAV files only: no other program is started. */
    NONE;

    private static final String PROGRAM = "ffmpeg";

    private static final Set<String> MAGIC = Set.of("RIFF", "RIFX", "RF64", "BW64");

    private static final Set<String> ENDINGS = Set.of("wav", "wave");

    /**
     * Opens a recording of any kind. A pipe or a device has to be WAV: it gives its bytes only once.
     *
     * @throws BadInputException if there is no such file, it can't be decoded, or nothing is there to decode it
     * @throws StorageException if it can't be read
     */
    public WavReader open(Path file) {
        return open(file, PROGRAM);
    }

    /** With another program in ffmpeg's place. */
    WavReader open(Path file, String program) {
        if (!Files.isRegularFile(file) || (this != FFMPEG && isWav(file))) {
            return WavReader.open(file);
        }
        if (this == NONE) {
            throw new BadInputException(file + ": expected a WAV file, because other formats are not decoded here"
                    + "; allow ffmpeg, or convert the file first");
        }
        return DecodedStream.open(file, program);
    }

    /** Whether a file is called, or begins, like one that {@link WavReader} reads. What can't be looked into is not. */
    public static boolean isWav(Path file) {
        String name = String.valueOf(file.getFileName());
        if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return MAGIC.contains(new String(in.readNBytes(4), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
