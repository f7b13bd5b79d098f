package org.inatsounds.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.inatsounds.UsageException;
import org.inatsounds.cli.command.RootCommand;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.option.UserPath;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Failures;
import org.inatsounds.cli.terminal.Interrupts;
import org.inatsounds.cli.terminal.ResultStream;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.features.JobShare;
import org.inatsounds.internal.Scratch;
import org.inatsounds.report.Gate;
import org.inatsounds.spectrogram.Padding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The {@code inatsounds} command: reads the command line, runs one command, says what went wrong. */
public final class Main {

    private final Session session;
    private final RootCommand root;
    private final CommandLine commandLine;
    private final EnvironmentDefaults defaults;
    private final UsageErrors usageErrors;
    private final Failures failures;

    /** Whether another command runs this one: its settings are those of that one. */
    private boolean inner;

    private Main(Session session, List<?> commands) {
        this.session = session;
        this.root = new RootCommand(session);
        this.commandLine = new CommandLine(root);
        this.failures = new Failures(session.console());
        this.defaults = new EnvironmentDefaults(session.environment());
        this.usageErrors = new UsageErrors(defaults);
        commands.forEach(commandLine::addSubcommand);
        commandLine.setDefaultValueProvider(defaults);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.registerConverter(Path.class, new UserPath(session.environment()));
        commandLine.registerConverter(JobShare.class, JobShare::parse);
        commandLine.registerConverter(Gate.class, Gate::parse);
        commandLine.registerConverter(Padding.class, Padding::parse);
        commandLine.setOut(session.console().out());
        HelpLayout.applyTo(commandLine, session.console());
    }

    /**
     * Those that a command line can be about. Reading what all commands declare takes as long as the rest of a short run: where
     * the first word is a command, only that one is read, unless it tells of the others.
     */
    private static List<?> needed(List<?> commands, String... args) {
        List<?> named = commands.stream()
                .filter(each -> args.length > 0 && args[0].equals(name(each)) && !RootCommand.tellsOfOthers(each))
                .toList();
        return named.isEmpty() ? commands : named;
    }

    private static @Nullable String name(Object command) {
        Command declared = command.getClass().getAnnotation(Command.class);
        return declared == null ? null : declared.name();
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line, without the program's name
     */
    public static void main(String[] args) {
        // What is printed is the same everywhere, decimal points included.
        Locale.setDefault(Locale.ROOT);
        Session session = Session.ofProcess();
        System.exit(runWatched(session, RootCommand.others(session, Main::nested), args));
    }

    /** Runs one command as the whole of this process: with last words, and an ear for threads that fail. */
    static int runWatched(Session session, List<Object> commands, String... args) {
        Interrupts interrupts = Interrupts.watch(session);
        AtomicInteger failed = new AtomicInteger(ExitCode.OK);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> failed.set(new Failures(session.console()).report(failure)));
        int code;
        try {
            code = run(session, commands, args);
        } catch (OutOfMemoryError e) {
            // A second time, while the first was reported.
            code = new Failures(session.console()).report(e);
        } finally {
            interrupts.over();
        }
        return code == ExitCode.OK ? failed.get() : code;
    }

    /** Runs one command in this process and returns its exit code. Nothing is thrown. */
    public static int run(Session session, String... args) {
        return run(session, RootCommand.others(session, Main::nested), args);
    }

    /** Runs a command within another one, which goes on afterwards. */
    public static int nested(Session session, String... args) {
        Main main = new Main(session, needed(RootCommand.others(session, Main::nested), args));
        main.inner = true;
        int code = main.execute(args);
        session.console().out().flush();
        return code;
    }

    /** The same with other commands: for the tests of what surrounds them. */
    static int run(Session session, List<Object> commands, String... args) {
        Logging.attach(session.console());
        Scratch.use(temporaryFolder(session.environment()));
        try {
            return finished(session, new Main(session, needed(commands, args)).execute(args));
        } finally {
            Logging.detach();
        }
    }

    /** As every Unix program has it; {@code null} for the JVM's own. */
    private static @Nullable Path temporaryFolder(Environment environment) {
        String folder = environment.get(Scratch.VARIABLE);
        try {
            return folder == null || folder.isEmpty() ? null : Path.of(environment.inHome(folder));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The commands and their options as one command line reads them, for tests of all of them. */
    static CommandLine read(Session session, String... args) {
        Main main = new Main(session, RootCommand.others(session, Main::nested));
        main.parsed(args);
        return main.commandLine;
    }

    /** Writes out what is left of the result; should that fail, so does the command. */
    private static int finished(Session session, int code) {
        try {
            session.console().close();
            return code;
        } catch (ResultStream.ReaderGoneException e) {
            // Who reads no further may still ask how it went.
            return code;
        } catch (RuntimeException e) {
            return new Failures(session.console()).report(e);
        }
    }

    // Whatever is thrown ends here: OutOfMemoryError too has to become a message.
    @SuppressWarnings("CatchingUnchecked")
    private int execute(String[] args) {
        try {
            ParseResult parsed = parsed(args);
            configure();
            return new RunLast().execute(parsed);
        } catch (ParameterException e) {
            return wrongUsage(e);
        } catch (ExecutionException e) {
            return reported(e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            return reported(e);
        }
    }

    /** A wrong variable is no reason not to show help. */
    private ParseResult parsed(String[] args) {
        try {
            ParseResult parsed = commandLine.parseArgs(args);
            if (!isHelpRequested(parsed)) {
                ListedWords.requireSome(parsed, defaults);
                defaults.setFlags(parsed);
            }
            return parsed;
        } catch (ParameterException e) {
            if (usageErrors.isAboutAVariable(e)) {
                defaults.ignore();
                ParseResult parsed = commandLine.parseArgs(args);
                if (isHelpRequested(parsed)) {
                    return parsed;
                }
            }
            throw e;
        }
    }

    private static boolean isHelpRequested(ParseResult parsed) {
        return parsed.isUsageHelpRequested()
                || parsed.isVersionHelpRequested()
                || (parsed.hasSubcommand() && isHelpRequested(parsed.subcommand()));
    }

    private void configure() {
        if (!inner) {
            session.console().configure(root.common().settings());
            Logging.follow(session.console());
        }
        commandLine.setColorScheme(
                Help.defaultColorScheme(session.console().resultsInColour() ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private int reported(Throwable failure) {
        return failures.report(failure);
    }

    private int wrongUsage(ParameterException error) {
        try {
            // What was understood before the error counts: --color, for example.
            configure();
        } catch (UsageException e) {
            return reported(e);
        }
        session.console().error(usageErrors.message(error) + "\n" + UsageErrors.advice(error.getCommandLine()));
        return ExitCode.USAGE;
    }
}
