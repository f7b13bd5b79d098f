package org.inatsounds.evaluation.predictions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.inatsounds.internal.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * Finds recordings by {@code file_name} or by audio id. A file may be named with or without {@code ./}, split and extension,
 * with folders before it, with either slash, in any Unicode normal form, or by the end of its path where no other recording
 * has that end. What names another split is no recording of this one.
 */
final class RecordingNames {

    static final int UNKNOWN = -1;

    /** Several recordings could be meant. */
    static final int SEVERAL = -2;

    private static final List<String> SPLIT_FOLDERS =
            Arrays.stream(Split.values()).map(split -> split.label() + "/").toList();

    /** So many parts of a path at its end are tried: real ones have three. More would make long names costly. */
    private static final int MAX_PARTS = 16;

    private final List<Recording> recordings;
    private final Map<String, Integer> byStem;
    private final Map<Long, Integer> byId;
    private final Map<String, Integer> wholeInOneSpelling = new HashMap<>();
    private final Map<String, Integer> byEnd = new HashMap<>();
    private volatile @Nullable Boolean numbers;

    RecordingNames(List<Recording> recordings) {
        this.recordings = recordings;
        this.byStem = new HashMap<>(2 * recordings.size());
        this.byId = new HashMap<>(2 * recordings.size());
        for (int i = 0; i < recordings.size(); i++) {
            Recording recording = recordings.get(i);
            Integer other = byStem.put(withoutExtension(withoutSplit(recording.fileName())), i);
            if (other != null) {
                throw new BadInputException(
                        "the recordings " + recordings.get(other).id() + " and " + recording.id()
                                + " of the annotations have the same file_name " + recording.fileName());
            }
            byId.put((long) recording.id(), i);
        }
    }

    int size() {
        return recordings.size();
    }

    String fileName(int recording) {
        return recordings.get(recording).fileName();
    }

    /** Whether the recording at a place, if there is one, has exactly that name. */
    boolean isAt(int place, String name) {
        return place >= 0 && place < recordings.size() && fileName(place).equals(name);
    }

    /** Whether a file is called like a number, so that a number may be the name of a file. */
    boolean haveNumbers() {
        Boolean known = numbers;
        if (known == null) {
            known = recordings.stream()
                    .map(each -> withoutExtension(each.fileName()))
                    .anyMatch(stem -> Integral.parse(stem.substring(stem.lastIndexOf('/') + 1)) != Integral.NONE);
            numbers = known;
        }
        return known;
    }

    /** The place of a recording in the annotations, or {@link #UNKNOWN}. */
    int byId(long id) {
        return byId.getOrDefault(id, UNKNOWN);
    }

    /** The place of a recording in the annotations, {@link #UNKNOWN} or {@link #SEVERAL}. */
    int byFile(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        String rest = withoutSplit(path);
        int found = byPath(rest);
        if (found == UNKNOWN) {
            return byOtherSpelling(CanonicalName.of(path.replace('\\', '/')));
        }
        String split = path.substring(0, path.length() - rest.length());
        return fileName(found).startsWith(split) ? found : UNKNOWN;
    }

    /** Whether a name of a recording has all of its path, its split aside. */
    boolean isWhole(int recording, String name) {
        return parts(name.startsWith("./") ? name.substring(2) : name) >= parts(withoutSplit(fileName(recording)));
    }

    private int byPath(String rest) {
        String stem = withoutExtension(rest);
        int found = byStem.getOrDefault(stem, UNKNOWN);
        if (found != UNKNOWN && withoutSplit(fileName(found)).equals(rest)) {
            return found;
        }
        // A stem may hold a dot of its own.
        return stem.length() == rest.length() ? found : byStem.getOrDefault(rest, found);
    }

    private int byOtherSpelling(String path) {
        understandEnds();
        int start = Math.max(0, lastParts(path, MAX_PARTS));
        while (start < path.length()) {
            String end = path.substring(start);
            int found = get(wholeInOneSpelling, end);
            if (found != UNKNOWN) {
                return found >= 0
                                && splitBefore(path, start)
                                && withoutSplit(end).length() == end.length()
                        ? UNKNOWN
                        : found;
            }
            int slash = path.indexOf('/', start);
            start = slash < 0 ? path.length() : slash + 1;
        }
        return path.startsWith("/") ? UNKNOWN : get(byEnd, path);
    }

    /** Whether what stands before a place in a path is the folder of a split. */
    private static boolean splitBefore(String path, int start) {
        return SPLIT_FOLDERS.stream().anyMatch(folder -> {
            int from = start - folder.length();
            return path.startsWith(folder, from) && (from == 0 || path.charAt(from - 1) == '/');
        });
    }

    private static int get(Map<String, Integer> names, String path) {
        String stem = withoutExtension(path);
        int found = names.getOrDefault(stem, UNKNOWN);
        return stem.length() == path.length() || !names.containsKey(path) ? found : names.get(path);
    }

    /** Nobody asks before a name is not found as it stands; then perhaps several threads at once. */
    private synchronized void understandEnds() {
        if (!wholeInOneSpelling.isEmpty()) {
            return;
        }
        for (int i = 0; i < recordings.size(); i++) {
            String path = withoutExtension(CanonicalName.of(fileName(i).replace('\\', '/')));
            String rest = withoutSplit(path);
            put(wholeInOneSpelling, rest, i);
            if (rest.length() < path.length()) {
                put(wholeInOneSpelling, path, i);
            }
            int part = Math.max(0, lastParts(rest, MAX_PARTS));
            while (part < rest.length()) {
                put(byEnd, rest.substring(part), i);
                int slash = rest.indexOf('/', part);
                part = slash < 0 ? rest.length() : slash + 1;
            }
        }
    }

    private static void put(Map<String, Integer> names, String name, int recording) {
        names.merge(name, recording, (one, other) -> SEVERAL);
    }

    /** What to say of a name that was not found, with a guess at what was meant. */
    String complaint(String name) {
        return byFile(name) == SEVERAL
                ? "several recordings have a path that ends in '" + Quote.shortened(name)
                        + "': expected a whole file_name, or an audio id in a column audio_id"
                : "no recording is called '" + Quote.shortened(name)
                        + "': expected a file_name or audio id of the annotations" + hint(name);
    }

    private String hint(String name) {
        String path = CanonicalName.of((name.startsWith("./") ? name.substring(2) : name).replace('\\', '/'));
        for (String folder : SPLIT_FOLDERS) {
            if (path.startsWith(folder)
                    && recordings.stream().noneMatch(each -> each.fileName().startsWith(folder))) {
                return ", which hold none of " + folder.substring(0, folder.length() - 1)
                        + ": are they of another split? Choose it with --split";
            }
        }
        understandEnds();
        String last = path.substring(path.lastIndexOf('/') + 1);
        int likely = get(byEnd, last);
        if (likely >= 0) {
            return "; '" + fileName(likely) + "' has the same last part: is that it?";
        }
        int whole = byEnd.getOrDefault(withoutWindow(withoutExtension(last)), UNKNOWN);
        whole = whole < 0 ? byEnd.getOrDefault(withoutWindow(last), UNKNOWN) : whole;
        return whole < 0 ? "" : "; a window of '" + fileName(whole) + "'? Name the recording, and use --pool";
    }

    /** A name without the one or two numbers behind it that say where a window begins and ends, or which one it is. */
    static String withoutWindow(String name) {
        int end = name.length();
        for (int numbers = 0; numbers < 2; numbers++) {
            int start = end;
            while (start > 0 && isOfNumber(name.charAt(start - 1))) {
                start--;
            }
            if (start == end || start == 0 || "_-".indexOf(name.charAt(start - 1)) < 0) {
                break;
            }
            end = start - 1;
        }
        return name.substring(0, end);
    }

    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == 's';
    }

    private static String withoutSplit(String path) {
        for (String folder : SPLIT_FOLDERS) {
            if (path.startsWith(folder)) {
                return path.substring(folder.length());
            }
        }
        return path;
    }

    private static String withoutExtension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    /** Where the last so many parts of a path begin. */
    private static int lastParts(String path, int count) {
        int start = path.length();
        for (int i = 0; i < count && start >= 0; i++) {
            start = path.lastIndexOf('/', start - 1);
        }
        return start + 1;
    }

    private static int parts(String path) {
        return (int) path.chars().filter(c -> c == '/' || c == '\\').count() + 1;
    }
}
