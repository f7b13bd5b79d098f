package org.inatsounds.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;

/**
 * Runs command lines one after the other in one process: starting it for each would take most of a test's time. Words may be
 * quoted; nothing else of a shell is understood.
 */
public final class CommandLines {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private CommandLines() {}

    /**
     * Runs them in the folder and with the environment of this process.
     *
     * @param args a file with a command on each line; and one to be written, with a line for each: exit code, then standard
     *     output and standard error in Base64
     */
    public static void main(String[] args) throws IOException {
        List<String> results = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Environment environment = Environment.ofProcess();
            Console console = new Console(out, err, Terminal.NONE, environment);
            int code = Main.run(new Session(environment, console, System.in), words(line));
            results.add(code + " " + encoded(out) + " " + encoded(err));
        }
        Files.write(Path.of(args[1]), results);
    }

    /** Without the first one, the name of the program. */
    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    private static String encoded(ByteArrayOutputStream bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes.toString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }
}
