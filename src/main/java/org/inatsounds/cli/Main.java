package org.inatsounds.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code inatsounds} command. */
@Command(
        name = "inatsounds",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A toolkit for the iNaturalist Sounds dataset: fetch it, check it, score models on it.",
        subcommands = {})
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line, without the program's name
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command in this process and returns its exit code. */
    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        return commandLine.execute(args);
    }
}
