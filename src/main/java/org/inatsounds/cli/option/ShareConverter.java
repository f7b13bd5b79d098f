package org.inatsounds.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.features.JobShare;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 3/16}. */
public final class ShareConverter implements ITypeConverter<JobShare> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

    @Override
    public JobShare convert(String value) {
        Matcher form = FORM.matcher(value);
        int number = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        int of = form.matches() ? Integer.parseInt(form.group(2)) : 0;
        if (number < 1 || number > of) {
            throw new TypeConversionException("expected i/n with i from 1 to n, such as 3/16, got '" + value + "'"
                    + (form.matches() && of > 0 ? slurm(of) : ""));
        }
        return new JobShare(number, of);
    }

    /** The numbers of an array job begin where its user says: most often with 0. */
    private static String slurm(int of) {
        return "; in an array job of SLURM, number the tasks from 1 (--array=1-" + of
                + ") and write n as a number: SLURM_ARRAY_TASK_COUNT is smaller when only some tasks are submitted again";
    }
}
