package org.inatsounds.features;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.inatsounds.UsageException;
import org.inatsounds.internal.StableHash;

/**
 * One of several jobs that share a batch: the value of {@code --shard i/n}. Which job a recording falls to depends on its key
 * alone, so every recording is in exactly one, whatever else is in the batch and on whichever machine.
 *
 * @param number of the job, 1 to {@code of}
 * @param of how many jobs there are
 */
public record JobShare(int number, int of) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

    /**
     * Reads {@code 3/16}.
     *
     * @throws UsageException if it is none
     */
    public static JobShare parse(String text) {
        Matcher form = FORM.matcher(text);
        int number = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        int of = form.matches() ? Integer.parseInt(form.group(2)) : 0;
        if (number < 1 || number > of) {
            throw new UsageException("expected i/n with i from 1 to n, such as 3/16, got '" + text + "'"
                    + (form.matches() && of > 0 ? slurm(of) : ""));
        }
        return new JobShare(number, of);
    }

    /** The numbers of an array job begin where its user says: most often with 0. */
    private static String slurm(int of) {
        return "; in an array job of SLURM, number the tasks from 1 (--array=1-" + of
                + ") and write n as a number: SLURM_ARRAY_TASK_COUNT is smaller when only some tasks are submitted again";
    }

    /** All of so many jobs. */
    public static List<JobShare> all(int of) {
        return IntStream.rangeClosed(1, of)
                .mapToObj(number -> new JobShare(number, of))
                .toList();
    }

    public boolean has(String key) {
        return Long.remainderUnsigned(hash(key), of) == number - 1;
    }

    /** An order of keys: of two seeds, two that have nothing to do with each other. The same on every machine, and for ever. */
    public static long hash(String key, long seed) {
        return StableHash.mixed(hash(key) + StableHash.GOLDEN * seed);
    }

    private static long hash(String key) {
        return StableHash.mixed(StableHash.of(key));
    }

    /** For file names, for example {@code 03of16}. */
    public String label() {
        return String.format(Locale.ROOT, "%0" + String.valueOf(of).length() + "dof%d", number, of);
    }
}
