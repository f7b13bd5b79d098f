package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.cli.command.HelpText;
import org.inatsounds.cli.option.OptionName;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command, option and argument has its words in the text of the help, and every text there belongs to one. */
final class HelpTextTest {

    private static CommandLine program() {
        Environment environment = Environment.of(Map.of());
        Console console = new Console(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Terminal.NONE, environment);
        return Main.read(new Session(environment, console, InputStream.nullInputStream()), "terms");
    }

    private static List<CommandSpec> commands(CommandLine program) {
        List<CommandSpec> commands = new ArrayList<>(List.of(program.getCommandSpec()));
        program.getSubcommands().values().forEach(each -> commands.add(each.getCommandSpec()));
        return commands;
    }

    private static List<ArgSpec> shown(CommandSpec command) {
        return command.args().stream().filter(each -> !each.hidden()).toList();
    }

    /** As picocli looks for it: that of the command, else that of several. */
    private static String key(CommandSpec command, ArgSpec argument, ResourceBundle texts) {
        String name = argument instanceof OptionSpec option
                ? OptionName.of(option).substring("--".length())
                : argument.paramLabel();
        String own = command.qualifiedName(".") + "." + name;
        return texts.containsKey(own) ? own : name;
    }

    @Test
    void isNotReadWhereNoHelpIsWanted() {
        CommandLine program = program();
        assertThat(program.getResourceBundle()).isNull();
        assertThat(program.getUsageMessage()).startsWith("Examples:\n");
        assertThat(program.getResourceBundle()).isNotNull();
    }

    @Test
    void eachCommandHasExamplesAndADescription() {
        for (CommandSpec command : commands(HelpText.addTo(program()))) {
            assertThat(command.usageMessage().header())
                    .as(command.name())
                    .hasSizeGreaterThan(2)
                    .endsWith("");
            assertThat(command.usageMessage().header()[0]).startsWith("Example");
            assertThat(command.usageMessage().description())
                    .as(command.name())
                    .isNotEmpty()
                    .allMatch(line -> !line.contains("\n"));
        }
    }

    @Test
    void eachOptionAndArgumentHasADescription() {
        for (CommandSpec command : commands(HelpText.addTo(program()))) {
            assertThat(shown(command))
                    .allSatisfy(each -> assertThat(String.join("", each.description()))
                            .as(command.name() + " " + each)
                            .isNotBlank());
        }
    }

    @Test
    void eachTextBelongsToACommandThatIsThereOrToWhatItTakes() {
        CommandLine program = HelpText.addTo(program());
        ResourceBundle texts = program.getResourceBundle();
        Set<String> left = new TreeSet<>(texts.keySet());
        for (CommandSpec command : commands(program)) {
            shown(command).forEach(each -> left.remove(key(command, each, texts)));
            left.removeIf(key -> key.startsWith(command.qualifiedName(".") + ".usage."));
        }
        assertThat(left).isEmpty();
    }
}
