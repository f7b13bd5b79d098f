package org.inatsounds.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The shells that complete the command line of {@code inatsounds}. */
public enum Shell {
    /** GNU bash. */
    BASH("bash-completion/completions/%s") {
        @Override
        public String script(CommandLine root) {
            return new BashScript(root).text();
        }
    },
    /** The Z shell, with descriptions. */
    ZSH("zsh/site-functions/_%s") {
        @Override
        public String script(CommandLine root) {
            return new ZshScript(root).text();
        }
    },
    /** The friendly interactive shell, with descriptions. */
    FISH("fish/vendor_completions.d/%s.fish") {
        @Override
        public String script(CommandLine root) {
            return new FishScript(root).text();
        }
    };

    private final String place;

    Shell(String place) {
        this.place = place;
    }

    /** Where it looks for the script, below a folder such as {@code /usr/share}. */
    public String place(CommandLine root) {
        return String.format(Locale.ROOT, place, root.getCommandName());
    }

    /** The script that makes it complete commands, options, and the words that options take. */
    public abstract String script(CommandLine root);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The commands by name. */
    static Map<String, CommandLine> commands(CommandLine root) {
        return new TreeMap<>(root.getSubcommands());
    }

    /** What a command does, in one line. */
    static String summary(CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        return description.length == 0 ? "" : Argument.firstSentence(description[0]);
    }

    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }
}
