package org.inatsounds.verify;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.inatsounds.Split;

/**
 * Something that is wrong with what is on disk.
 *
 * @param file path below the data folder
 * @param detail what was expected, and what is there
 */
public record Problem(Kind kind, Split split, String file, String detail) {

    /** What can be wrong, in the order in which it is told. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** A file that can't be read, or something else in its place. */
        UNREADABLE,
        /** A file of 0 bytes. */
        EMPTY,
        /** A recording that ends before its header says so. */
        TRUNCATED,
        /** No WAV file, or not of 22,050 Hz, 16 bit, mono. */
        FORMAT,
        /** Other bytes than those that were fetched. */
        CONTENT,
        /** More than 50 ms longer or shorter than its annotation says. */
        DURATION,
        /** The same content as another recording. */
        DUPLICATE,
        /** A file that no annotation names. */
        EXTRA,
        /** An archive with another checksum. */
        ARCHIVE;

        /** In small letters, as in reports. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By kind, then by the name of the split, then by file. */
    static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::kind)
                        .thenComparing(problem -> problem.split().label())
                        .thenComparing(Problem::file))
                .toList();
    }
}
