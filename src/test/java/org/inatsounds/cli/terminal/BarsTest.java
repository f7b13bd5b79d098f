package org.inatsounds.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.inatsounds.Progress;
import org.inatsounds.Progress.Step;
import org.inatsounds.Progress.Unit;
import org.inatsounds.cli.Screen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is on the screen after each moment. */
final class BarsTest {

    private static final long MIB = 1 << 20;

    /** A clock that a test turns. */
    private static final class TestClock extends Bars.Clock {

        private long nanos = 1_000_000_000_000L;
        private @Nullable BooleanSupplier look;

        @Override
        long nanos() {
            return nanos;
        }

        @Override
        void start(BooleanSupplier looker) {
            look = looker;
        }

        /** Lets time pass, with a look ten times a second. */
        void pass(double seconds) {
            for (int i = 0; i < Math.round(seconds * 10); i++) {
                nanos += 100_000_000;
                if (look != null && !look.getAsBoolean()) {
                    look = null;
                }
            }
        }

        boolean watched() {
            return look != null;
        }
    }

    private final TestClock clock = new TestClock();
    private final Map<String, String> variables = new HashMap<>(Map.of("TERM", "xterm", "NO_COLOR", "1"));
    private Screen screen = new Screen(80);

    private Console console(int columns, boolean terminal) {
        screen = new Screen(columns);
        return new Console(
                screen.stream(),
                screen.stream(),
                new Terminal(terminal, false, terminal, columns),
                Environment.of(variables),
                clock);
    }

    private Console terminal() {
        return console(80, true);
    }

    private static void configure(Console console, Verbosity verbosity, ProgressMode mode) {
        console.configure(new Console.Settings(verbosity, Colour.NEVER, mode));
    }

    @Test
    void aBarTellsPercentAmountsRateAndTimeLeft() {
        Step step = terminal().progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        for (int i = 0; i < 20; i++) {
            step.advance(10 * MIB);
            clock.pass(1);
        }

        assertThat(screen.lines())
                .containsExactly("train.tar.gz  20% [===>              ]   200/1000 MiB  10.0 MiB/s  1:20 left");
    }

    @Test
    void aTerminalThatHasThemShowsBlocks() {
        variables.put("LANG", "de_DE.UTF-8");
        Step step = terminal().progress().start("rows", 1000, Unit.ROWS);
        step.advance(255);
        clock.pass(0.1);

        assertThat(screen.lines()).containsExactly("rows  25% [█████▊                 ]    255/1,000 rows");
    }

    @Test
    void whatAnEarlierRunDidMovesTheBarButNotTheRate() {
        Step step = terminal().progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        step.alreadyDone(500 * MIB);
        for (int i = 0; i < 10; i++) {
            step.advance(MIB);
            clock.pass(1);
        }

        assertThat(screen.lines().get(0)).contains(" 51% ", " 510/1000 MiB ", " 1.00 MiB/s ", " 8:10 left");
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        Step step = terminal().progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        step.advance(500 * MIB);
        clock.pass(60);
        for (int i = 0; i < 10; i++) {
            step.advance(MIB);
            clock.pass(1);
        }

        assertThat(screen.lines().get(0)).contains(" 1.00 MiB/s ");
    }

    @Test
    void workThatIsLostIsTakenBack() {
        Step step = terminal().progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        step.advance(500 * MIB);
        clock.pass(4);
        step.advance(-400 * MIB);
        clock.pass(4);
        step.advance(-50 * MIB);
        clock.pass(8);

        assertThat(screen.lines().get(0)).contains("  5% ", " 50.0/1000 MiB ").doesNotContain("-");
    }

    @Test
    void whatIsDoneWhenAllHasArrivedIsNoStall() {
        Step step = terminal().progress().start("train.tar.gz", 100 * MIB, Unit.BYTES);
        step.ending("extracting and checking");
        step.advance(100 * MIB);
        clock.pass(10);

        assertThat(screen.lines().get(0))
                .contains("100%", "extracting and checking")
                .doesNotContain("stalled");
    }

    @Test
    void aStallShowsAsOne() {
        Step step = terminal().progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        step.advance(100 * MIB);
        clock.pass(30);

        assertThat(screen.lines())
                .containsExactly("train.tar.gz  10% [=>                ]   100/1000 MiB  stalled for 30 s");

        step.advance(MIB);
        clock.pass(0.1);

        assertThat(screen.lines().get(0)).contains("/s ").doesNotContain("stalled");
    }

    @Test
    void withoutATotalThereIsNoBarButTheTimeSoFar() {
        Step step = terminal().progress().start("-", Progress.UNKNOWN, Unit.ROWS);
        for (int i = 0; i < 65; i++) {
            step.advance(1234);
            clock.pass(1);
        }

        assertThat(screen.lines()).containsExactly("-  80,210 rows     1,234/s  1:05");
    }

    @Test
    void aMomentIsNotShown() {
        Step step = terminal().progress().start("test.json", 100, Unit.BYTES);
        clock.pass(0.04);
        step.close();

        assertThat(screen.lines()).isEmpty();
    }

    @Test
    void nothingIsLeftOfABar() {
        Step step = terminal().progress().start("test.json", 100, Unit.BYTES);
        step.advance(50);
        clock.pass(1);
        assertThat(screen.lines()).isNotEmpty();
        step.close();
        assertThat(screen.lines()).isEmpty();
        clock.pass(0.1);

        assertThat(screen.lines()).isEmpty();
        assertThat(clock.watched()).isFalse();
    }

    @Test
    void messagesStandAboveTheBar() {
        Console console = terminal();
        Step step = console.progress().start("test.json", 100, Unit.BYTES);
        step.advance(50);
        clock.pass(0.1);
        console.warn("asked again for bytes 3 to 5");
        console.notice("short");

        assertThat(screen.lines())
                .containsExactly(
                        "warning: asked again for bytes 3 to 5",
                        "short",
                        "test.json  50% [============>            ]   50/100 B");

        step.close();
        assertThat(screen.lines()).containsExactly("warning: asked again for bytes 3 to 5", "short");
    }

    @Test
    void resultsOnTheSameTerminalStandAboveTheBar() {
        Console console = terminal();
        Step step = console.progress().start("test.json", 100, Unit.BYTES);
        step.advance(50);
        clock.pass(0.1);
        console.out().print("a result\n");
        console.out().flush();
        console.out().print("another\n");
        console.notice("a notice");
        clock.pass(0.1);

        assertThat(screen.lines()).hasSize(4).startsWith("a result", "another", "a notice");
        assertThat(screen.lines().get(3)).startsWith("test.json  50%");
    }

    @Test
    void aShorterBarLeavesNothingOfALongerOne() {
        Step first = terminal().progress().start("x".repeat(30), 1000 * MIB, Unit.BYTES);
        clock.pass(1);
        Console console = terminal();
        Step step = console.progress().start("a", 1000, Unit.ROWS);
        step.advance(1);
        clock.pass(10);
        assertThat(screen.lines().get(0)).contains("stalled");
        step.advance(999);
        clock.pass(0.1);

        assertThat(screen.lines()).hasSize(1);
        assertThat(screen.lines().get(0)).doesNotContain("stalled");
        first.close();
    }

    @Test
    void theNewestStepIsShown() {
        Console console = terminal();
        Step outer = console.progress().start("outer", 10, Unit.RECORDINGS);
        clock.pass(0.1);
        Step inner = console.progress().start("inner", 10, Unit.RECORDINGS);
        clock.pass(0.1);
        assertThat(screen.lines().get(0)).startsWith("inner");
        inner.close();
        clock.pass(0.1);

        assertThat(screen.lines().get(0)).startsWith("outer").contains("0/10 recordings");
        outer.close();
    }

    @Test
    void aNarrowTerminalGetsWhatFits() {
        for (int columns = 1; columns <= 120; columns++) {
            Step step = console(columns, true).progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
            step.advance(100 * MIB);
            clock.pass(1);

            assertThat(screen.lines()).hasSizeLessThanOrEqualTo(1);
            step.close();
            assertThat(screen.lines()).isEmpty();
        }
    }

    @Test
    void whatFitsIsChosenByWorth() {
        Step step = console(41, true).progress().start("train.tar.gz", 1000 * MIB, Unit.BYTES);
        step.advance(100 * MIB);
        clock.pass(1);
        assertThat(screen.lines()).containsExactly("train.tar.gz  10%   100/1000 MiB");
        step.close();

        step = console(24, true).progress().start("a-very-long-name.tar.gz", 1000 * MIB, Unit.BYTES);
        clock.pass(1);
        assertThat(screen.lines()).containsExactly("a-very-long-nam...   0%");
        step.close();
    }

    @Test
    void elsewhereALineIsPrintedEveryFewSeconds() {
        Step step = console(80, false).progress().start("train.tar.gz", 100 * MIB, Unit.BYTES);
        for (int i = 0; i < 100; i++) {
            step.advance(MIB);
            clock.pass(0.1);
        }
        step.close();

        assertThat(screen.lines())
                .containsExactly(
                        "train.tar.gz: 30.0/100 MiB, 30%, 10.0 MiB/s, 7 s left",
                        "train.tar.gz: 80.0/100 MiB, 80%, 10.0 MiB/s, 2 s left", "train.tar.gz: 100 MiB, done in 10 s");
    }

    @Test
    void elsewhereAShortStepIsNotMentioned() {
        Step step = console(80, false).progress().start("test.json", 100, Unit.BYTES);
        step.advance(100);
        clock.pass(2.5);
        step.close();

        assertThat(screen.lines()).isEmpty();
    }

    @Test
    void aStepThatWasGivenUpIsNotCalledDone() {
        Step step = console(80, false).progress().start("test.json", 100, Unit.BYTES);
        step.advance(99);
        clock.pass(4);
        step.close();

        assertThat(screen.lines()).hasSize(1);
        assertThat(screen.lines().get(0)).doesNotContain("done");
    }

    @Test
    void continuousIntegrationAndDumbTerminalsGetLines() {
        variables.put("CI", "true");
        assertThat(shown(terminal())).startsWith("rows: 10/100 rows, 10%");
        variables.remove("CI");
        variables.put("TERM", "dumb");
        assertThat(shown(terminal())).startsWith("rows: 10/100 rows, 10%");
        variables.put("TERM", "xterm");
        assertThat(shown(terminal())).startsWith("rows  10% [");
    }

    @Test
    void theOptionDecides() {
        variables.put("CI", "true");
        Console always = console(80, false);
        configure(always, Verbosity.NORMAL, ProgressMode.ALWAYS);
        assertThat(shown(always)).startsWith("rows  10% [");

        Console never = terminal();
        configure(never, Verbosity.NORMAL, ProgressMode.NEVER);
        assertThat(shown(never)).isEmpty();

        Console quiet = terminal();
        configure(quiet, Verbosity.QUIET, ProgressMode.ALWAYS);
        assertThat(shown(quiet)).isEmpty();
    }

    private String shown(Console console) {
        try (Step step = console.progress().start("rows", 100, Unit.ROWS)) {
            step.advance(10);
            clock.pass(3.5);
            return String.join("\n", screen.lines());
        }
    }

    @Test
    void lastWordsTakeTheBarAwayAndAreTheLast() {
        Console console = terminal();
        console.onInterrupt("interrupted: run the same command again");
        Step step = console.progress().start("rows", 100, Unit.ROWS);
        clock.pass(1);
        console.interrupted();
        console.interrupted();
        step.advance(10);
        clock.pass(1);
        console.error("a thread that noticed");
        step.close();

        assertThat(screen.lines()).containsExactly("interrupted: run the same command again");
    }

    @Test
    void namesCantMoveTheCursor() {
        Console console = terminal();
        console.warn("refused \u001b[2J../../etc/passwd\rok");
        Step step = console.progress().start("a\u001b[1mb", 100, Unit.ROWS);
        clock.pass(1);

        assertThat(screen.lines().get(0)).isEqualTo("warning: refused \\u001b[2J../../etc/passwd\\u000dok");
        assertThat(screen.lines().get(1)).startsWith("a\\u001b[1mb ");
        step.close();
    }
}
