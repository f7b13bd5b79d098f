package org.inatsounds.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Verbosity;
import org.slf4j.Logger;

/**
 * Sets Logback up to print through the {@link Console}. Found by {@link java.util.ServiceLoader}; takes the place of
 * configuration files, whose XML would cost more time than a short command takes.
 */
public final class LoggingConfigurator extends ContextAwareBase implements Configurator {

    private static final String OURS = "org.inatsounds";

    /** Made by Logback. */
    public LoggingConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Without a listener Logback prints its own troubles to standard output.
        context.getStatusManager().add(new NopStatusListener());
        ToConsole appender = new ToConsole();
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        Logging.onRefresh(() -> setLevels(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What libraries have to say is of interest from warnings on, unless only errors are. */
    private static void setLevels(LoggerContext context) {
        Verbosity verbosity = Logging.verbosity();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(verbosity == Verbosity.QUIET ? Level.ERROR : Level.WARN);
        context.getLogger(OURS)
                .setLevel(
                        switch (verbosity) {
                            case QUIET -> Level.ERROR;
                            case NORMAL -> Level.WARN;
                            case VERBOSE -> Level.INFO;
                            case DEBUG -> Level.DEBUG;
                        });
    }

    private static final class ToConsole extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            Console console = Logging.console();
            if (console == null) {
                System.err.println(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage());
                return;
            }
            String text = text(event, console.settings().verbosity());
            switch (event.getLevel().toInt()) {
                case Level.ERROR_INT -> console.error(text);
                case Level.WARN_INT -> console.warn(text);
                case Level.INFO_INT -> console.info(text);
                default -> console.debug(text);
            }
        }

        private static String text(ILoggingEvent event, Verbosity verbosity) {
            if (!verbosity.shows(Verbosity.DEBUG)) {
                return event.getFormattedMessage();
            }
            String logger = event.getLoggerName();
            String text = logger.substring(logger.lastIndexOf('.') + 1) + ": " + event.getFormattedMessage();
            if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
                StringWriter trace = new StringWriter();
                thrown.getThrowable().printStackTrace(new PrintWriter(trace));
                return text + "\n" + trace.toString().stripTrailing();
            }
            return text;
        }
    }
}
