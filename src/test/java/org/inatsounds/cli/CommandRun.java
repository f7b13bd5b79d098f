package org.inatsounds.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Runs commands inside the test, with an environment, a terminal and streams of their own. */
public final class CommandRun {

    private final Map<String, String> variables = new HashMap<>();
    private Terminal terminal = Terminal.NONE;
    private InputStream in = InputStream.nullInputStream();
    private @Nullable OutputStream out;
    private @Nullable Function<Session, List<Object>> commands;

    /** How a command ended, and what it printed. */
    public record Result(int code, String out, String err) {}

    public static CommandRun plain() {
        return new CommandRun();
    }

    /** Other commands than the product's. */
    public static CommandRun of(Function<Session, Object> command) {
        CommandRun run = new CommandRun();
        run.commands = session -> List.of(command.apply(session));
        return run;
    }

    public CommandRun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public CommandRun on(Terminal on) {
        terminal = on;
        return this;
    }

    CommandRun reading(String input) {
        in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    CommandRun writingTo(OutputStream target) {
        out = target;
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Environment environment = Environment.of(variables);
        Console console = new Console(out == null ? printed : out, said, terminal, environment);
        Session session = new Session(environment, console, in);
        int code = commands == null ? Main.run(session, args) : Main.run(session, commands.apply(session), args);
        return new Result(code, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
    }
}
