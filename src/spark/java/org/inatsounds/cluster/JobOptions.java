package org.inatsounds.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Suggestions;
import org.jspecify.annotations.Nullable;

/** What stands behind the jar in a call of {@code spark-submit}: the names of options are those of the command line. */
final class JobOptions {

    /** Of every job. */
    private static final Set<String> COMMON = Set.of("--output", "--manifest", "--index", "--part-size", "--batch");

    private static final Set<String> FLAGS = Set.of("--resample", "--retry-errors", "--embeddings", "--per-window");

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    private JobOptions() {}

    /**
     * Reads them.
     *
     * @param own options of the job, besides those of all
     * @throws UsageException if one is not known, twice there, or without its value
     */
    static JobOptions read(String[] args, Set<String> own) {
        Set<String> known = new TreeSet<>(own);
        known.addAll(COMMON);
        known.add("--retry-errors");
        JobOptions options = new JobOptions();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i].equals("-o") ? "--output" : args[i];
            if (!arg.startsWith("--")) {
                options.words.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (!known.contains(name)) {
                List<String> near = Suggestions.nearest(name, new ArrayList<>(known));
                throw new UsageException(name + ": no such option"
                        + (near.isEmpty()
                                ? "; known are " + String.join(", ", known)
                                : ": did you mean " + near.get(0) + "?"));
            }
            String value = equals < 0 ? "" : arg.substring(equals + 1);
            if (equals < 0 && !FLAGS.contains(name)) {
                i++;
                if (i == args.length) {
                    throw new UsageException(name + ": expected a value");
                }
                value = args[i];
            }
            if (options.values.put(name, value) != null) {
                throw new UsageException(name + ": expected it once");
            }
        }
        return options;
    }

    /** What is no option, in order. */
    List<String> words() {
        return words;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String output() {
        String output = values.get("--output");
        if (output == null || output.isEmpty()) {
            throw new UsageException("--output: expected the folder for the output, as in -o features");
        }
        return output;
    }

    /** A value of an option, as a number or a name of something. */
    <T> T get(String name, String otherwise, String expected, Function<String, @Nullable T> reader) {
        String value = get(name, otherwise);
        try {
            T read = reader.apply(value);
            if (read != null) {
                return read;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + ": expected " + expected + ", got " + value, e);
        }
        throw new UsageException(name + ": expected " + expected + ", got " + value);
    }

    /** Such as {@code 32M}. */
    static @Nullable Long bytes(String text) {
        int shift = text.endsWith("K") ? 10 : text.endsWith("M") ? 20 : text.endsWith("G") ? 30 : 0;
        long number = Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1));
        return number < 1 || number > Long.MAX_VALUE >> shift ? null : number << shift;
    }

    static @Nullable Integer atLeastOne(String text) {
        int number = Integer.parseInt(text);
        return number < 1 ? null : number;
    }
}
