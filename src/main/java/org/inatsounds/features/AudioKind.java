package org.inatsounds.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Tells files of sound by their names, and WAV files by their first bytes too. */
final class AudioKind {

    private static final Set<String> WAV = Set.of("wav", "wave");

    /** Audio that only a decoder reads, ffmpeg or another one. */
    private static final Set<String> OTHERS = Set.of(
            "mp3", "flac", "ogg", "oga", "opus", "m4a", "mp4", "aac", "aif", "aiff", "aifc", "au", "wma", "w64", "caf",
            "3gp", "amr");

    private static final Set<String> MAGIC = Set.of("RIFF", "RIFX", "RF64", "BW64");

    private AudioKind() {}

    /** Whether a file is called as sound is. */
    static boolean isAudio(Path file) {
        return WAV.contains(ending(file)) || OTHERS.contains(ending(file));
    }

    /** Whether a file is called as a WAV file is. */
    static boolean isCalledWav(Path file) {
        return WAV.contains(ending(file));
    }

    /** The same; or it begins like one, whatever it is called. */
    static boolean isWav(Path file) {
        if (isCalledWav(file)) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            // A pipe gives its bytes only once.
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return MAGIC.contains(new String(in.readNBytes(4), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
