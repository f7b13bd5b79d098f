package org.inatsounds.features;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.FileIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one recording of a features folder: where its features are, and what they were made from.
 *
 * @param key of the recording
 * @param turn counts how often something was recorded of the key: the highest one counts
 * @param numbers tells with which numbers it was made; empty: there is nothing any more
 * @param output the file below the folder, parts joined by {@code /}
 * @param file what was written there; of an older version, its size alone
 * @param source where the recording was
 * @param identity of the recording
 * @param frames of the spectrogram
 * @param seconds of sound
 * @param category its id; empty where it is not known
 */
record FeatureEntry(
        String key,
        long turn,
        String numbers,
        String output,
        WrittenFile file,
        String source,
        FileIdentity identity,
        long frames,
        double seconds,
        String category) {

    private static final char TAB = '\t';
    private static final int FIELDS = 13;

    /** There are no features of this key any more. */
    static FeatureEntry gone(String key, long turn) {
        return new FeatureEntry(key, turn, "", "", WrittenFile.NONE, "", FileIdentity.UNKNOWN, 0, 0, "");
    }

    /**
     * Of features whose file is not there yet.
     *
     * @param numbers tells with which numbers they are made
     * @param identity of the recording that they are made from
     */
    static FeatureEntry of(FeatureFile file, String numbers, FileIdentity identity, long frames, double seconds) {
        BatchSource source = file.source();
        BatchSource.Label label = source.label();
        String category = label == null || !label.annotations().labelled()
                ? ""
                : String.valueOf(
                        label.annotations().categoryOf(label.recording()).id());
        return new FeatureEntry(
                file.key(),
                0,
                numbers,
                file.output(),
                WrittenFile.NONE,
                source.place(),
                identity,
                frames,
                seconds,
                category);
    }

    /** The same in a file that is there. */
    FeatureEntry in(String place, WrittenFile written) {
        return new FeatureEntry(key, turn, numbers, place, written, source, identity, frames, seconds, category);
    }

    /** Size of the file. */
    long bytes() {
        return file.bytes();
    }

    boolean isGone() {
        return numbers.isEmpty();
    }

    /** The same with what the recording is now. */
    FeatureEntry renewed(FileIdentity now, String place) {
        return new FeatureEntry(key, turn, numbers, output, file, place, now, frames, seconds, category);
    }

    FeatureEntry withTurn(long other) {
        return new FeatureEntry(key, other, numbers, output, file, source, identity, frames, seconds, category);
    }

    /** One line, with its end. */
    String line() {
        StringBuilder line = new StringBuilder();
        escape(key, line);
        line.append(TAB).append(turn).append(TAB).append(numbers).append(TAB);
        escape(output, line);
        line.append(TAB).append(file.field()).append(TAB);
        escape(source, line);
        line.append(TAB).append(identity.bytes());
        line.append(TAB).append(identity.modified());
        line.append(TAB).append(identity.changed());
        line.append(TAB).append(identity.sha256());
        line.append(TAB).append(frames).append(TAB).append(seconds).append(TAB);
        escape(category, line);
        return line.append('\n').toString();
    }

    /** Null for a line that was not written to its end. */
    static @Nullable FeatureEntry parse(String line) {
        List<String> fields = fields(line);
        if (fields.size() != FIELDS) {
            return null;
        }
        try {
            return new FeatureEntry(
                    fields.get(0),
                    Long.parseLong(fields.get(1)),
                    fields.get(2),
                    fields.get(3),
                    WrittenFile.parse(fields.get(4)),
                    fields.get(5),
                    new FileIdentity(
                            Long.parseLong(fields.get(6)),
                            Long.parseLong(fields.get(7)),
                            Long.parseLong(fields.get(8)),
                            fields.get(9)),
                    Long.parseLong(fields.get(10)),
                    Double.parseDouble(fields.get(11)),
                    fields.get(12));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(FIELDS);
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == TAB) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(unescaped(line.charAt(i)));
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case TAB -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 't' -> TAB;
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
