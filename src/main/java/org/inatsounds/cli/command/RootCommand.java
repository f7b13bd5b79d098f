package org.inatsounds.cli.command;

import java.util.concurrent.Callable;
import org.inatsounds.cli.option.CommonOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inatsounds} itself. Without a command it shows its help on standard error, and that is wrong usage. */
@Command(
        name = "inatsounds",
        versionProvider = Version.class,
        header = {
            "Examples:",
            "  inatsounds fetch                          annotations of all splits, 22 MB",
            "  inatsounds stats                          numbers of recordings and species",
            "  inatsounds fetch test --recordings        also the recordings of one split",
            "  inatsounds spectrogram test -o features   their mel spectrograms",
            "  inatsounds eval predictions.csv           the metrics of a model",
            ""
        },
        description = "A toolkit for the iNaturalist Sounds dataset: fetch it, check it, train and score models on it.")
public final class RootCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    @Spec
    private CommandSpec spec;

    private final Session session;

    public RootCommand(Session session) {
        this.session = session;
        this.common = new CommonOptions(session.environment());
    }

    public CommonOptions common() {
        return common;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        session.console()
                .error("expected a command\n\n" + commandLine.getUsageMessage().stripTrailing());
        return ExitCode.USAGE;
    }
}
