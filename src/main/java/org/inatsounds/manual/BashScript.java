package org.inatsounds.manual;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Picocli's script for bash. It keeps the words that an option takes in an array named by the option's label, so that two
 * options of a command with one label would offer the same words: here the arrays are named by the options.
 */
final class BashScript {

    private static final Pattern WORDS = Pattern.compile("local \\w+_option_args=(\\(.*\\) # (-\\S+) values)");
    private static final Pattern OPTION = Pattern.compile(" *('-.*')\\)");
    private static final Pattern USE = Pattern.compile("\\$\\{\\w+_option_args\\[");

    private final CommandLine root;

    BashScript(CommandLine root) {
        this.root = root;
    }

    String text() {
        StringBuilder option = new StringBuilder();
        return AutoComplete.bash(root.getCommandName(), root)
                .lines()
                .map(line -> renamed(line, option))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** @param option the one whose words are completed here */
    private static String renamed(String line, StringBuilder option) {
        var definition = WORDS.matcher(line);
        if (definition.find()) {
            return definition.replaceFirst("local " + array(definition.group(2)) + "=$1");
        }
        var label = OPTION.matcher(line);
        if (label.matches()) {
            option.setLength(0);
            option.append(label.group(1));
        }
        return USE.matcher(line).replaceAll("\\${" + array(option.toString()) + "[");
    }

    /** Of an option, or the last of its names in quotes: {@code '-o'|'--output'}. */
    private static String array(String names) {
        return names.replaceAll(".*[|]", "").replaceAll("\\W+", "_").replaceAll("^_|_$", "") + "_option_args";
    }
}
