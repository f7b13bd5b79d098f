package org.inatsounds.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, as {@code man} reads it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_man.7.html">groff_man(7)</a>
 */
public final class ManualPage {

    private final CommandLine command;
    private final String version;
    private final Map<String, String> topics;
    private final StringBuilder page = new StringBuilder();

    private ManualPage(CommandLine command, String version, Map<String, String> topics) {
        this.command = command;
        this.version = version;
        this.topics = topics;
    }

    /** The name of a command's page: {@code inatsounds-fetch}. */
    public static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /**
     * The page of a command, or of the program itself.
     *
     * @param version of the program
     * @param topics what the page of the program tells besides commands: texts by their names, such as {@code exit-codes}
     */
    public static String of(CommandLine command, String version, Map<String, String> topics) {
        return new ManualPage(command, version, topics).text();
    }

    private String text() {
        boolean root = command.getParent() == null;
        String name = name(command);
        String summary = Shell.summary(command);
        line(".TH " + name.toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1 \"\" \"" + version + "\" \"" + program()
                + " manual\"");
        section("NAME");
        line(escaped(name) + " \\- " + escaped(Character.toLowerCase(summary.charAt(0)) + summary.substring(1)));
        section("SYNOPSIS");
        line(escaped(synopsis()));
        section("DESCRIPTION");
        paragraphs(command.getCommandSpec().usageMessage().description());
        if (root) {
            commands();
        }
        arguments();
        options("OPTIONS", false);
        options("OPTIONS OF EVERY COMMAND", true);
        section("EXAMPLES");
        verbatim(Arrays.asList(command.getCommandSpec().usageMessage().header()));
        if (root) {
            topics();
        } else {
            section("EXIT STATUS");
            line("See EXIT CODES in");
            line(".BR " + program() + " (1).");
        }
        seeAlso(root);
        return page.toString();
    }

    private String program() {
        return command.getCommandSpec().root().name();
    }

    private String synopsis() {
        Help help = command.getHelp();
        return help.synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private void paragraphs(String[] description) {
        for (String each : description) {
            line(each.isEmpty() ? ".PP" : escaped(each));
        }
    }

    private void commands() {
        section("COMMANDS");
        Shell.commands(command).forEach((name, each) -> {
            line(".TP");
            line(".BR " + escaped(name(each)) + " (1)");
            line(escaped(Shell.summary(each)) + ".");
        });
    }

    private void arguments() {
        List<PositionalParamSpec> arguments = command.getCommandSpec().positionalParameters();
        if (!arguments.isEmpty()) {
            section("ARGUMENTS");
            for (PositionalParamSpec each : arguments) {
                entry("\\fI" + escaped(each.paramLabel()) + "\\fR", each);
            }
        }
    }

    private void options(String heading, boolean inherited) {
        List<OptionSpec> options = Shell.options(command.getCommandSpec()).stream()
                .filter(option -> option.inherited() == inherited)
                .toList();
        if (options.isEmpty()) {
            return;
        }
        section(heading);
        for (OptionSpec option : options) {
            String label = new Argument(option).label();
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add("\\fB" + escaped(name) + "\\fR");
            }
            entry(String.join(", ", names) + (label.isEmpty() ? "" : "=\\fI" + escaped(label) + "\\fR"), option);
        }
    }

    private void entry(String head, ArgSpec spec) {
        line(".TP");
        line(head);
        line(escaped(new Argument(spec).description()));
    }

    private void topics() {
        topics.forEach((name, text) -> {
            section(name.replace('-', ' ').toUpperCase(Locale.ROOT));
            verbatim(text.lines().toList());
        });
    }

    private void seeAlso(boolean root) {
        section("SEE ALSO");
        if (root) {
            line("The terms of the dataset:");
            line(".BR " + escaped(program() + "-terms") + " (1).");
        } else {
            line(".BR " + program() + " (1)");
        }
    }

    private void verbatim(List<String> lines) {
        line(".PP");
        line(".nf");
        lines.forEach(each -> line(escaped(each)));
        line(".fi");
    }

    private void section(String name) {
        line(".SH \"" + name + "\"");
    }

    /** A line that begins with a point or an apostrophe would be a request. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
