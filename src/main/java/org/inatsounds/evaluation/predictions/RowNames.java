package org.inatsounds.evaluation.predictions;

/**
 * Finds the recordings that the rows of one file speak of. What the header calls its column decides how the names in it are
 * read: a number under {@code audio_id} is an id, though a file may be called so, and under {@code file_name} it is the name of
 * a file.
 */
final class RowNames {

    /** What names of rows are. */
    enum Kind {
        /** Numbers are ids; anything else is the name of a file. */
        IDS,
        /** Names of files, numbers too; ids where no file is called like a number. */
        FILES,
        /** Either: the header does not say. A number that could be both is refused. */
        EITHER,
        /** As {@link #EITHER}, but the column has no name: a small number may be the index of the row. */
        UNNAMED
    }

    private final RecordingNames recordings;
    private final Kind kind;
    private volatile boolean byLastPart;

    RowNames(RecordingNames recordings, Kind kind) {
        this.recordings = recordings;
        this.kind = kind;
    }

    /**
     * The place of a recording in the annotations, or {@link RecordingNames#UNKNOWN}.
     *
     * @param guess a place to try first: most files are in annotation order
     */
    int find(String name, int guess) {
        return recordings.isAt(guess, name) ? guess : find(name);
    }

    /** The place of a recording in the annotations, or {@link RecordingNames#UNKNOWN}. */
    int find(String name) {
        long number = Integral.parse(name);
        if (number == Integral.NONE || (kind == Kind.FILES && recordings.haveNumbers())) {
            return byFile(name);
        }
        if (kind == Kind.IDS) {
            return recordings.byId(number);
        }
        if (kind == Kind.UNNAMED && number < recordings.size()) {
            return RecordingNames.UNKNOWN;
        }
        int id = recordings.byId(number);
        int file = recordings.byFile(name);
        if (file == RecordingNames.SEVERAL || (file >= 0 && id >= 0 && file != id)) {
            return RecordingNames.UNKNOWN;
        }
        return id >= 0 ? id : byFile(name);
    }

    private int byFile(String name) {
        int found = recordings.byFile(name);
        if (found >= 0 && !byLastPart && !recordings.isWhole(found, name)) {
            byLastPart = true;
        }
        return Math.max(found, RecordingNames.UNKNOWN);
    }

    /** Whether a recording was found by the last part of its path alone. */
    boolean usedLastPart() {
        return byLastPart;
    }

    /** What to say of a name that was not found, with a guess at what was meant. */
    String complaint(String name) {
        long number = Integral.parse(name);
        if (kind == Kind.UNNAMED && number != Integral.NONE && number < recordings.size()) {
            return "'" + Quote.shortened(name)
                    + "' in a column without a name: the index of a row, which names no recording?"
                    + " Head the column audio_id when these are ids, or add a column file_name";
        }
        int file = recordings.byFile(name);
        int id = number == Integral.NONE ? RecordingNames.UNKNOWN : recordings.byId(number);
        if (file >= 0 && id >= 0 && kind != Kind.IDS && kind != Kind.FILES) {
            return "'" + name + "' is the id of " + recordings.fileName(id) + " and the name of "
                    + recordings.fileName(file) + ": head the column audio_id or file_name to say which is meant";
        }
        if (kind == Kind.IDS && number != Integral.NONE) {
            return recordings.complaint(name)
                    + (file < 0
                            ? ""
                            : "; as a file name it would be " + recordings.fileName(file)
                                    + ": is that meant? Then head the column file_name");
        }
        if (kind == Kind.FILES && id >= 0) {
            return recordings.complaint(name) + "; as an audio id it would be " + recordings.fileName(id)
                    + ": is that meant? Then head the column audio_id";
        }
        return recordings.complaint(name);
    }
}
