package org.inatsounds.cli.option;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** How messages and help call an option that has several names: by the first long one. */
public final class OptionName {

    private OptionName() {}

    /** Its name: {@code --n-fft} of {@code --n-fft} and {@code --fft-size}; a short one if it has no other. */
    public static String of(OptionSpec option) {
        List<String> names = all(option);
        return names.isEmpty() ? option.longestName() : names.get(0);
    }

    /** All its long names, its own one first. Each has a variable. */
    public static List<String> all(OptionSpec option) {
        return Stream.of(option.names()).filter(name -> name.startsWith("--")).toList();
    }
}
