package org.inatsounds.verify;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.inatsounds.Split;

/**
 * What came of holding a dataset against its annotations.
 *
 * @param splits those that were looked at
 * @param checked how many recordings and archives were looked at
 * @param compared how many recordings were held against the checksum that was noted when they were fetched
 * @param notCompared how many have no such checksum; 0 where contents were not read
 * @param notFetched how many recordings are not there, and were never asked for
 * @param problems every one that was found, by kind, split and file
 * @param notes what is no problem, but worth knowing: recordings with the content of another
 */
public record VerificationResult(
        Set<Split> splits,
        long checked,
        long compared,
        long notCompared,
        long notFetched,
        List<Problem> problems,
        List<Problem> notes) {

    /** Copies. */
    public VerificationResult {
        Set<Split> copy = EnumSet.noneOf(Split.class);
        copy.addAll(splits);
        splits = Collections.unmodifiableSet(copy);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return problems.isEmpty();
    }
}
