package org.inatsounds.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.Progress.Step;
import org.inatsounds.Progress.Unit;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.Main;
import org.inatsounds.cli.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # --color | terminal | variables                     | coloured
            always    | false    | NO_COLOR=1                    | true
            never     | true     | CLICOLOR_FORCE=1              | false
            auto      | true     | TERM=xterm                    | true
            auto      | false    | TERM=xterm                    | false
            auto      | true     | TERM=dumb                     | false
            auto      | true     | TERM=                         | false
            auto      | true     | TERM=xterm NO_COLOR=1         | false
            auto      | true     | TERM=xterm NO_COLOR=          | true
            auto      | false    | CLICOLOR_FORCE=1              | true
            auto      | false    | CLICOLOR_FORCE=0              | false
            auto      | false    | CLICOLOR_FORCE=               | false
            auto      | false    | CLICOLOR_FORCE=1 NO_COLOR=yes | false
            auto      | true     | CI=true TERM=xterm            | true
            """)
    void colour(String option, boolean terminal, String variables, boolean coloured) {
        CommandRun run = CommandRun.plain().on(new Terminal(terminal, false, terminal, 80));
        for (String variable : variables.split(" ", -1)) {
            String[] pair = variable.split("=", 2);
            run.with(pair[0], pair[1]);
        }

        assertThat(run.run("--color", option, "nothing").err())
                .startsWith(coloured ? "\u001b[31;1merror:\u001b[0m there" : "error: there");
        assertThat(run.run("--color", option, "--help").out().contains("\u001b["))
                .isEqualTo(coloured);
    }

    @Test
    void theTwoStreamsAreColouredByWhatEachIs() {
        CommandRun run = CommandRun.plain().with("TERM", "xterm");

        assertThat(run.on(new Terminal(true, false, false, 80)).run("nothing").err())
                .startsWith("error:");
        assertThat(run.on(new Terminal(false, false, true, 80)).run("--help").out())
                .doesNotContain("\u001b");
    }

    @Test
    void helpIsAsWideAsTheTerminalWithinReason() {
        assertThat(widestLine(new Terminal(true, false, true, 200))).isBetween(81, 100);
        assertThat(widestLine(new Terminal(true, false, true, 20))).isLessThanOrEqualTo(80);
    }

    private static int widestLine(Terminal terminal) {
        String help = CommandRun.plain().on(terminal).run("--help").out();
        return help.lines().mapToInt(String::length).max().orElseThrow();
    }

    @Test
    void resultsAndMessagesAreUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Console console = new Console(out, err, Terminal.NONE, Environment.of(Map.of()))) {
            console.out().print("Müller’s 鳥\n");
            console.notice("Müller’s 鳥");
        }

        assertThat(out.toByteArray()).isEqualTo("Müller’s 鳥\n".getBytes(StandardCharsets.UTF_8));
        assertThat(err.toByteArray()).isEqualTo("Müller’s 鳥\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesOfManyThreadsStayWhole() throws InterruptedException {
        Screen screen = new Screen(80);
        Map<String, String> variables = new HashMap<>();
        Console console = new Console(
                screen.stream(), screen.stream(), new Terminal(false, false, true, 80), Environment.of(variables));
        console.configure(new Console.Settings(Verbosity.NORMAL, Colour.NEVER, ProgressMode.ALWAYS));
        Step step = console.progress().start("work", 4 * 5000, Unit.ROWS);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String line = "line of thread " + t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5000; i++) {
                    step.advance(1);
                    if (i % 10 == 0) {
                        console.notice(line);
                    }
                    console.draw("bar " + i);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        step.close();
        console.close();

        assertThat(screen.lines()).hasSize(4 * 500).allMatch(line -> line.matches("line of thread \\d"));
    }

    @Test
    void aTerminalThatIsGoneIsNoFailure() {
        CommandRun.Result result = CommandRun.plain().run("--version");
        assertThat(result.code()).isZero();

        Console console = new Console(
                new ByteArrayOutputStream(),
                new java.io.OutputStream() {
                    @Override
                    public void write(int b) throws java.io.IOException {
                        throw new java.io.IOException("Input/output error");
                    }
                },
                Terminal.NONE,
                Environment.of(Map.of()));
        assertThat(Main.run(
                        new Session(Environment.of(Map.of()), console, java.io.InputStream.nullInputStream()),
                        "nothing"))
                .isEqualTo(2);
    }
}
