package org.inatsounds.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.internal.Suggestions;
import org.inatsounds.manual.ManualPage;
import org.inatsounds.manual.Shell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds help}: of the program, a command, or a topic. */
@Command(name = "help")
final class HelpCommand extends SessionCommand {

    @Parameters(arity = "0..1", paramLabel = "WORD", descriptionKey = "WORD", completionCandidates = Topics.class)
    private @Nullable String word;

    @Option(names = "--share", paramLabel = "DIR")
    private @Nullable Path share;

    HelpCommand(Session session) {
        super(session);
    }

    /** For completion. */
    static final class Topics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Topic.values()).map(Topic::label).iterator();
        }
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        if (share != null) {
            write(HelpText.addTo(root), share);
        } else {
            session.console().out().print(text(root, word));
        }
        return ExitCode.OK;
    }

    private static String text(CommandLine root, @Nullable String word) {
        if (word == null) {
            return root.getUsageMessage();
        }
        for (Topic topic : Topic.values()) {
            if (topic.label().equals(word)) {
                return topic.text(root);
            }
        }
        CommandLine command = root.getSubcommands().get(word);
        if (command != null) {
            return command.getUsageMessage();
        }
        List<String> names = new ArrayList<>(root.getSubcommands().keySet());
        new Topics().forEach(names::add);
        throw new UsageException("help: expected a command, or exit-codes, formats, environment, got '" + word + "'"
                + Suggestions.question(word, names));
    }

    private void write(CommandLine root, Path folder) {
        List<CommandLine> commands = new ArrayList<>(root.getSubcommands().values());
        commands.add(root);
        Map<String, String> topics = new LinkedHashMap<>();
        for (Topic topic : Topic.values()) {
            topics.put(topic.label(), topic.text(root));
        }
        for (CommandLine command : commands) {
            write(
                    folder.resolve("man/man1").resolve(ManualPage.name(command) + ".1"),
                    ManualPage.of(command, "inatsounds " + Version.number(), topics));
        }
        for (Shell shell : Shell.values()) {
            write(folder.resolve(shell.place(root)), shell.script(root));
        }
    }

    private void write(Path file, String text) {
        session.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
