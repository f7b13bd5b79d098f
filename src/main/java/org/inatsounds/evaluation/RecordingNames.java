package org.inatsounds.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.evaluation.GroundTruth.Recording;

/**
 * Finds the recording that a row speaks of: by {@code file_name}, with or without {@code ./}, split and extension, or by
 * audio id.
 */
final class RecordingNames {

    static final int UNKNOWN = -1;

    private static final List<String> SPLIT_FOLDERS =
            Arrays.stream(Split.values()).map(split -> split.label() + "/").toList();

    private static final Pattern ID = Pattern.compile("[0-9]{1,10}");

    /** One or two numbers behind the name of a recording: where a window begins and ends, or which one it is. */
    private static final Pattern WINDOW = Pattern.compile("([_-][0-9]+([.][0-9]+)?s?){1,2}$");

    private final List<Recording> recordings;
    private final Map<String, Integer> byStem;
    private final Map<Long, Integer> byId;
    private final Map<String, Integer> byLastPart = new HashMap<>();

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

    /**
     * The place of a recording in the annotations, or {@link #UNKNOWN}.
     *
     * @param guess a place to try first: most files are in annotation order
     */
    int find(String name, int guess) {
        return guess < recordings.size() && recordings.get(guess).fileName().equals(name) ? guess : find(name);
    }

    /** The place of a recording in the annotations, or {@link #UNKNOWN}. */
    int find(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        String rest = withoutSplit(path);
        Integer found = byStem.get(withoutExtension(rest));
        if (found == null) {
            // A stem may hold a dot of its own.
            found = byStem.get(rest);
        }
        if (found == null) {
            return ID.matcher(name).matches() ? byId.getOrDefault(Long.parseLong(name), UNKNOWN) : UNKNOWN;
        }
        String split = path.substring(0, path.length() - rest.length());
        return recordings.get(found).fileName().startsWith(split) ? found : UNKNOWN;
    }

    /** What to say of a name that was not found, with a guess at what was meant. */
    String complaint(String name) {
        return "no recording is called '" + Quote.shortened(name)
                + "': expected a file_name or audio id of the annotations" + hint(name);
    }

    private String hint(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        for (String folder : SPLIT_FOLDERS) {
            if (path.startsWith(folder)
                    && recordings.stream().noneMatch(each -> each.fileName().startsWith(folder))) {
                return ", which hold none of " + folder.substring(0, folder.length() - 1)
                        + ": is it another split's? --split says which to take";
            }
        }
        String last = lastPart(path);
        Integer likely = byLastPart().get(last);
        if (likely != null) {
            return "; '" + recordings.get(likely).fileName() + "' has the same last part: is that it?";
        }
        Integer whole = byLastPart().get(WINDOW.matcher(last).replaceFirst(""));
        return whole == null
                ? ""
                : "; a window of '" + recordings.get(whole).fileName() + "'? Name the recording, and use --pool";
    }

    /** Nobody asks before something is wrong; then perhaps several threads at once. */
    private synchronized Map<String, Integer> byLastPart() {
        if (byLastPart.isEmpty()) {
            for (int i = 0; i < recordings.size(); i++) {
                byLastPart.putIfAbsent(lastPart(recordings.get(i).fileName()), i);
            }
        }
        return byLastPart;
    }

    private static String lastPart(String path) {
        String stem = withoutExtension(path);
        return stem.substring(Math.max(stem.lastIndexOf('/'), stem.lastIndexOf('\\')) + 1);
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
}
