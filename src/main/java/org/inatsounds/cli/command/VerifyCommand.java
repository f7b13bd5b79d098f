package org.inatsounds.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.option.NetworkOptions;
import org.inatsounds.cli.option.ReleaseOptions;
import org.inatsounds.cli.option.ResultOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.Repair;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.report.VerificationReport;
import org.inatsounds.verify.Verification;
import org.inatsounds.verify.VerificationResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds verify}. */
@Command(name = "verify")
final class VerifyCommand extends SessionCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            descriptionKey = "SPLIT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(names = SplitWords.OPTION, paramLabel = "SPLIT", completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--present")
    private boolean present;

    @Option(names = "--duplicates")
    private boolean duplicates;

    @Option(names = "--repair")
    private boolean repair;

    @Mixin
    private final ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private final Jobs jobs = new Jobs();

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    VerifyCommand(Session session) {
        super(session);
        this.data = new DataOption(session.environment());
        this.network = new NetworkOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check(release.file(), filters.file().orElse(null));
        result.check(data.annotations());
        Release from = release.release();
        Criteria criteria = filters.criteria();
        Verification verification = Verification.of(data.folder())
                .release(from)
                .splits(SplitWords.isAny(words, splits) ? SplitWords.chosen(words, splits, spec) : Set.of())
                .only(criteria)
                .quick(quick)
                .present(present)
                .duplicates(duplicates)
                .threads(jobs.count());
        VerificationResult found = verification.run(session.console());
        if (repair && Repair.isOfUse(found.problems())) {
            DataFolder folder = new DataFolder(data.folder());
            Repair repairing = new Repair(session.console(), folder, from, network.downloader(), network.endpoint());
            try {
                repairing.run(found.problems(), criteria);
            } catch (InatsoundsException e) {
                // What was found is worth knowing all the same.
                write(found);
                throw e;
            }
            // Its notices were told before.
            found = verification
                    .splits(found.splits())
                    .run(Listener.of(session.console().progress()));
        }
        write(found);
        return found.ok() ? ExitCode.OK : ExitCode.MISMATCH;
    }

    private void write(VerificationResult found) {
        result.write(session, new VerificationReport(found)::write);
    }
}
