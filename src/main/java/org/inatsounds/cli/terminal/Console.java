package org.inatsounds.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.internal.Text;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of the two output streams: results on standard output, everything else on standard error.
 *
 * <p>At most one line of standard error is alive, the progress bar. A message takes it away, is printed, and puts it back,
 * so that bars and lines never mix. Every method may be called from any thread.
 */
public final class Console implements Listener, AutoCloseable {

    private static final int RESULT_BUFFER = 1 << 16;

    /** How long a line waits for one that is being printed; longer only when the terminal itself stands still. */
    private static final long PATIENCE_MILLIS = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Terminal terminal;
    private final Environment environment;
    private final OutputStream err;
    private final Charset errCharset;
    private final OutputStream bytes;
    private final PrintWriter out;
    private final Bars bars;

    private volatile Settings settings = Settings.DEFAULT;
    private volatile boolean muted;
    private String bar = "";
    private volatile @Nullable String lastWords;
    private final AtomicBoolean outOfMemory = new AtomicBoolean();

    /**
     * What the user chose.
     *
     * @param verbosity how much is said on standard error
     * @param colour when to write in colour
     * @param progress how progress is shown
     */
    public record Settings(Verbosity verbosity, Colour colour, ProgressMode progress) {
        static final Settings DEFAULT = new Settings(Verbosity.NORMAL, Colour.AUTO, ProgressMode.AUTO);
    }

    public Console(OutputStream out, OutputStream err, Terminal terminal, Environment environment) {
        this(out, err, terminal, environment, new Bars.Clock());
    }

    Console(OutputStream out, OutputStream err, Terminal terminal, Environment environment, Bars.Clock clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.err = err;
        this.errCharset = charset("stderr.encoding", terminal.stderr());
        OutputStream results = new ResultStream(out, terminal.stdoutPipe());
        if (terminal.stdout()) {
            results = new BesideTheBar(results);
        }
        this.bytes = new BufferedOutputStream(results, RESULT_BUFFER);
        this.out = new PrintWriter(
                new OutputStreamWriter(bytes, charset("stdout.encoding", terminal.stdout())), terminal.stdout());
        this.bars = new Bars(this, clock);
    }

    /** UTF-8, whatever the locale; only the console of Windows is spoken to in its own code page. */
    private static Charset charset(String property, boolean isTerminal) {
        String name = System.getProperty(property);
        return isTerminal && name != null && Colour.isWindows() && Charset.isSupported(name)
                ? Charset.forName(name)
                : StandardCharsets.UTF_8;
    }

    public void configure(Settings chosen) {
        settings = chosen;
    }

    public Settings settings() {
        return settings;
    }

    /**
     * Where the result goes. Lines end with {@code \n} on every system: print it, and don't use {@code println}. A write
     * fails with {@link ResultStream.ReaderGoneException} where nobody reads on: let it pass.
     */
    public PrintWriter out() {
        return out;
    }

    /** Where a result goes that is not text. For a command that prints no text as well. */
    public OutputStream bytes() {
        return bytes;
    }

    /** How the steps of long work are shown: as a bar, as lines, or not at all. */
    @Override
    public Progress progress() {
        Settings now = settings;
        if (now.verbosity() == Verbosity.QUIET || now.progress() == ProgressMode.NEVER) {
            return Progress.NONE;
        }
        return bars.shownAs(now.progress().bar(terminal, environment));
    }

    public boolean resultsOnTerminal() {
        return terminal.stdout();
    }

    public boolean resultsInColour() {
        return settings.colour().on(terminal.stdout(), environment);
    }

    boolean messagesInColour() {
        return settings.colour().on(terminal.stderr(), environment);
    }

    public int columns() {
        return terminal.columns();
    }

    public int rows() {
        return terminal.rows();
    }

    /** Whether the terminal is likely to have more than ASCII; where it is not known, it is not tried. */
    public boolean drawsUnicode() {
        if (Colour.isWindows()) {
            return environment.has("WT_SESSION");
        }
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.get(name);
            if (locale != null && !locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    /** Says what a user wants to know while or after something is done. Not shown with {@code -q}. */
    @Override
    public void notice(String message) {
        say(Verbosity.NORMAL, message);
    }

    /** Shown with {@code -v}. */
    public void info(String message) {
        say(Verbosity.VERBOSE, message);
    }

    /** Shown with {@code -vv}. */
    public void debug(String message) {
        say(Verbosity.DEBUG, message);
    }

    /** Something is not as it should be, and work goes on. Not shown with {@code -q}. */
    @Override
    public void warn(String message) {
        line(Verbosity.NORMAL, styled("warning:", "33;1") + " " + Text.printable(message));
    }

    /** The command fails. Always shown. */
    @Override
    public void error(String message) {
        line(Verbosity.QUIET, styled("error:", "31;1") + " " + Text.printable(message));
    }

    /** As {@link #error}, but once: several threads run out of memory together, and printing needs some, too. */
    void outOfMemory(String message) {
        if (outOfMemory.compareAndSet(false, true)) {
            error(message);
        }
    }

    private void say(Verbosity level, String message) {
        line(level, Text.printable(message));
    }

    private void line(Verbosity level, String message) {
        if (!settings.verbosity().shows(level)) {
            return;
        }
        if (terminal.stdout() && terminal.stderr()) {
            out.flush();
        }
        locked(() -> {
            if (!muted) {
                write(erased() + message + "\n" + bar);
            }
        });
    }

    private String styled(String text, String style) {
        return messagesInColour() ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }

    /** Draws the bar, in place of what was drawn before; an empty one takes it away. */
    void draw(String text) {
        locked(() -> {
            if (!muted && !text.equals(bar)) {
                String padding = " ".repeat(Math.max(0, bar.length() - text.length()));
                write(text.isEmpty() ? erased() : "\r" + text + padding);
                bar = text;
            }
        });
    }

    /** What takes the bar off the screen. */
    private String erased() {
        return bar.isEmpty() ? "" : "\r" + " ".repeat(bar.length()) + "\r";
    }

    private void write(String text) {
        try {
            err.write(text.getBytes(errCharset));
            err.flush();
        } catch (IOException ignored) {
            // There is nobody left to tell.
        }
    }

    /** A line is worth more than order: should another thread be stuck in a write, it goes ahead. */
    private void locked(Runnable action) {
        boolean held = false;
        try {
            held = lock.tryLock() || lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            action.run();
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    /**
     * Sets what is said when the user interrupts the command from now on, for example that what is on disk is resumable;
     * {@code null}: nothing.
     */
    @Override
    public void onInterrupt(@Nullable String message) {
        lastWords = message;
    }

    /** The process is being stopped: takes the bar away, says the last words, and nothing more after them. */
    void interrupted() {
        locked(() -> {
            if (muted) {
                return;
            }
            String message = lastWords;
            boolean said = message != null && settings.verbosity().shows(Verbosity.NORMAL);
            write(erased() + (said ? message + "\n" : ""));
            bar = "";
            muted = true;
        });
    }

    /** Ends the bars and writes out what is left of the result. */
    @Override
    public void close() {
        bars.close();
        draw("");
        out.flush();
    }

    /** Standard output on the same terminal as the bar. */
    private final class BesideTheBar extends FilterOutputStream {

        BesideTheBar(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            draw("");
            out.write(bytes, offset, length);
        }
    }
}
