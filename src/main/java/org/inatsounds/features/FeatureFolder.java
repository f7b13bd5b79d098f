package org.inatsounds.features;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.InputFile;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Preset;

/**
 * A folder of features says how what is in there was made: in {@value #RECORD}.
 *
 * @param folder the folder
 */
record FeatureFolder(Path folder) {

    /** Lies in the folder and says how what is in there was made. */
    static final String RECORD = "spectrogram.json";

    private static final int FINGERPRINT = 16;

    private static final String PRESET = "\"preset\": \"" + Preset.TORCHAUDIO_1024_256.name() + "\"";
    private static final String FORMER_PRESET = "\"preset\": \"" + Preset.FORMER_NAME + "\"";

    /** What the folder says of how what is in there is made. */
    static String record(OutputKind kind, Map<String, Object> numbers) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("to", kind.toString());
        facts.putAll(numbers);
        return Json.text(facts);
    }

    /** A short word for it: another one for other numbers, and the same one for those that had another name before. */
    static String fingerprint(String record) {
        String same = record.replace(PRESET, FORMER_PRESET);
        return Checksum.sha256(same.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT);
    }

    /**
     * Records in the folder how what will be in there is made.
     *
     * @throws UsageException if what is in there was made otherwise, unless {@code force}
     * @throws StorageException if it can't be written
     */
    void claim(WholeFiles files, String record, boolean force) {
        Path place = folder.resolve(RECORD);
        String there = there(place);
        if (there.equals(record)) {
            return;
        }
        if (!force) {
            requireSame(record);
        }
        try {
            files.write(place, out -> out.write(record.getBytes(StandardCharsets.UTF_8)));
        } catch (StorageException e) {
            // Jobs of a cluster begin at the same moment: another one may have written it.
            if (!isThere(place, record)) {
                throw e;
            }
        }
    }

    /**
     * Holds what the folder says against a record.
     *
     * @throws UsageException if what is in the folder was made otherwise
     */
    void requireSame(String record) {
        String there = there(folder.resolve(RECORD));
        if (!there.isEmpty() && !there.equals(record)) {
            throw new UsageException(
                    "output",
                    "the features in " + folder + " were made with other parameters (" + difference(there, record)
                            + "); choose another folder, or --force to overwrite them");
        }
    }

    private static String there(Path place) {
        try {
            return Files.exists(place)
                    ? Files.readString(InputFile.found(place)).replace(FORMER_PRESET, PRESET)
                    : "";
        } catch (MalformedInputException e) {
            return "not text";
        } catch (IOException e) {
            throw new StorageException("can't read " + place + ": " + StorageException.reason(e), e);
        }
    }

    /** Since when the folder says what it says. What is older was made otherwise: all of it, where it says nothing. */
    FileTime since() {
        Path place = folder.resolve(RECORD);
        try {
            return Files.exists(place)
                    ? Files.getLastModifiedTime(place)
                    : FileTime.fromMillis(System.currentTimeMillis());
        } catch (IOException e) {
            throw new StorageException("can't read " + place + ": " + StorageException.reason(e), e);
        }
    }

    private static boolean isThere(Path place, String record) {
        try {
            return there(place).equals(record);
        } catch (StorageException e) {
            return false;
        }
    }

    /** The first line that differs, for example {@code "hop": 256 there, "hop": 128 now}. */
    private static String difference(String there, String now) {
        List<String> old = there.lines().map(FeatureFolder::line).toList();
        List<String> current = now.lines().map(FeatureFolder::line).toList();
        for (int i = 0; i < Math.min(old.size(), current.size()); i++) {
            String before = old.get(i);
            String after = current.get(i);
            if (!before.equals(after)) {
                return before.equals("}")
                        ? after + " now, but not there"
                        : after.equals("}") ? before + " there, but not now" : before + " there, " + after + " now";
            }
        }
        return RECORD + " differs";
    }

    private static String line(String json) {
        String line = json.strip();
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }
}
