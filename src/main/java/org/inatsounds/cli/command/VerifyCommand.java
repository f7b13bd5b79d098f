package org.inatsounds.cli.command;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.FilterOptions;
import org.inatsounds.cli.option.Jobs;
import org.inatsounds.cli.option.NetworkOptions;
import org.inatsounds.cli.option.ResultOptions;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.fetch.Repair;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.report.VerificationReport;
import org.inatsounds.report.VerificationReport.Problem;
import org.inatsounds.verify.Verification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inatsounds verify}. */
@Command(
        name = "verify",
        header = {
            "Examples:",
            "  inatsounds verify                       all splits whose recordings are here",
            "  inatsounds verify train --quick         sizes and headers only",
            "  inatsounds verify val --repair          and fetch again what is missing or damaged",
            "  inatsounds verify --format json | jq '.problems[].file'",
            ""
        },
        description = {
            "Check what is on disk: checksums of archives, and recordings.",
            "",
            "Archives by their MD5; recordings by their annotations: missing, extra, unreadable, empty, truncated, of another format,"
                    + " more than 50 ms longer or shorter; and by the checksums that fetch noted while it wrote them. Every"
                    + " problem is told, and the exit code is 3 when there is one. After a fetch with filters, only what it"
                    + " asked for can be missing. With filters, only the recordings that they choose are looked at, and"
                    + " extra files are not."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            completionCandidates = SplitWords.Candidates.class,
            description =
                    "train, val, test, or all. Default: those of which annotations and recordings, or the archive, are here.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = SplitWords.DESCRIPTION,
            completionCandidates = SplitWords.Candidates.class)
    private List<String> splits = new ArrayList<>();

    @Option(
            names = "--quick",
            description = "Look at sizes and headers only: nothing is read to its end, no checksums, no duplicates.")
    private boolean quick;

    @Option(names = "--present", description = "Look at the recordings that are here: none is missing.")
    private boolean present;

    @Option(
            names = "--duplicates",
            description = "Recordings with the same content as another are a problem, not a note.")
    private boolean duplicates;

    @Option(
            names = "--repair",
            description =
                    "Fetch again what is missing, empty, truncated, of another format or other content, and look again.")
    private boolean repair;

    @Option(names = "--release", paramLabel = "NAME", description = "The release. Default: 2024.")
    private @Nullable String release;

    @Option(names = "--catalog", paramLabel = "FILE", description = "Take releases from this file instead.")
    private @Nullable Path catalogue;

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    public VerifyCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.network = new NetworkOptions(session.environment());
    }

    @Override
    public Integer call() {
        if (quick && duplicates) {
            throw new UsageException("--duplicates: expected no --quick beside it, which reads no content");
        }
        result.check();
        result.requireOther(data.annotations());
        result.requireOther(catalogue, filters.file().orElse(null));
        Release from = (catalogue == null ? Catalogue.builtIn() : Catalogue.read(catalogue)).release(release);
        Set<Split> chosen = chosen(from);
        VerificationReport report = verify(from, chosen, false);
        if (repair && Repair.isOfUse(report.problems())) {
            DataFolder folder = new DataFolder(data.folder());
            Repair repairing = new Repair(session.console(), folder, from, network.downloader(), network.endpoint());
            try {
                repairing.run(report.problems(), filters.criteria(), chosen);
            } catch (InatsoundsException e) {
                // What was found is worth knowing all the same.
                write(report);
                throw e;
            }
            report = verify(from, chosen, true);
        }
        write(report);
        return report.ok() ? ExitCode.OK : ExitCode.MISMATCH;
    }

    private void write(VerificationReport report) {
        result.write(session, (format, out) -> report.write(format, out));
    }

    /** @param again whether notes were told before */
    private VerificationReport verify(Release from, Set<Split> chosen, boolean again) {
        DataFolder folder = new DataFolder(data.folder());
        RecordingFilter filter = filters.filter();
        boolean all = filters.criteria().isEmpty();
        try (Workers workers = new Workers("verify", Jobs.count(jobs))) {
            Verification verification = new Verification(
                    folder.path(), quick, workers, session.console().progress());
            long notFetched = 0;
            for (Split split : chosen) {
                if (!Files.isDirectory(folder.path().resolve(split.label())) && isChecked(from, split, folder)) {
                    continue; // The archive is all there is.
                }
                Annotations annotations = AnnotationReader.read(folder.path().resolve(split + ".json"));
                Selection selection = new Selection(split.label(), annotations, filter.apply(annotations));
                Archive archive = recordings(from, split).orElse(null);
                verification.check(selection, all, due(archive, all, folder), each -> {
                    if (archive != null) {
                        folder.checksums(archive, each);
                    }
                });
                long others = verification.notFetched() - notFetched;
                notFetched += others;
                if (others > 0 && !again) {
                    session.console()
                            .notice(split + ": " + Quantity.count(others) + " of "
                                    + Quantity.count(selection.recordings().size())
                                    + " recordings were not fetched" + (present ? "" : ", and not asked for"));
                }
            }
            filter.requireMatches();
            if (!quick) {
                verification.contents();
                for (Archive archive : from.archives()) {
                    if (chosen.contains(archive.split())) {
                        checkArchive(archive, folder, verification);
                    }
                }
            }
            VerificationReport report = verification.report(duplicates);
            if (!again) {
                tell(report, verification.notCompared());
            }
            return report;
        }
    }

    /** What is no problem, but worth knowing. */
    private void tell(VerificationReport report, long notCompared) {
        if (!report.notes().isEmpty()) {
            Problem first = report.notes().get(0);
            session.console()
                    .notice(Quantity.count(report.notes().size())
                            + " of the recordings have the same content as another, "
                            + first.file() + " " + first.detail()
                            + " for example; --duplicates makes that a problem");
        }
        if (notCompared > 0) {
            session.console()
                    .notice(Quantity.count(notCompared)
                            + " recordings: content not compared, no checksum was noted when they came (by an earlier"
                            + " version, or not by fetch)");
        }
    }

    private static Optional<Archive> recordings(Release from, Split split) {
        return from.archives().stream()
                .filter(archive -> archive.split() == split && archive.kind() == Kind.RECORDINGS)
                .findFirst();
    }

    /** Whether a recording that is not there is missing. It is not where other recordings were asked for. */
    private Predicate<String> due(@Nullable Archive archive, boolean all, DataFolder folder) {
        if (present) {
            return name -> false;
        }
        Set<String> asked = archive == null || !all ? null : folder.chosen(archive);
        return asked == null ? name -> true : asked::contains;
    }

    /** Whether an archive is there, and will be looked at. */
    private boolean isChecked(Release from, Split split, DataFolder folder) {
        return !quick && filters.criteria().isEmpty() && isKept(from, split, folder);
    }

    private static boolean isKept(Release from, Split split, DataFolder folder) {
        return from.archives().stream()
                .anyMatch(archive -> archive.split() == split
                        && archive.kind() == Kind.RECORDINGS
                        && Files.isRegularFile(folder.keptArchive(archive)));
    }

    private void checkArchive(Archive archive, DataFolder folder, Verification verification) {
        Path packed = folder.keptArchive(archive);
        if (!Files.isRegularFile(packed)) {
            return;
        }
        verification.counted();
        boolean right = network.local()
                .readLocal(
                        packed,
                        archive.md5(),
                        bytes -> bytes.transferTo(OutputStream.nullOutputStream()),
                        session.console().progress());
        if (!right) {
            verification.add(
                    "archive",
                    archive.split().label(),
                    archive.fileName(),
                    "expected MD5 " + archive.md5() + ", got another one");
        }
    }

    /** Those that are named; else those of which something can be said. */
    private Set<Split> chosen(Release from) {
        Path folder = data.folder();
        if (SplitWords.isAny(words, splits)) {
            Set<Split> named = SplitWords.chosen(words, splits, spec);
            for (Split split : named) {
                if (!Files.isRegularFile(folder.resolve(split + ".json"))) {
                    throw new DataMismatchException(folder.resolve(split + ".json")
                            + ": there are no annotations to hold recordings against; `inatsounds fetch " + split
                            + "` brings them");
                }
            }
            return named;
        }
        Set<Split> here = new LinkedHashSet<>();
        Set<Split> without = new LinkedHashSet<>();
        for (Split split : Split.values()) {
            boolean recordings =
                    Files.isDirectory(folder.resolve(split.label())) || isChecked(from, split, new DataFolder(folder));
            if (Files.isRegularFile(folder.resolve(split + ".json"))) {
                if (recordings) {
                    here.add(split);
                } else {
                    without.add(split);
                }
            }
        }
        if (here.isEmpty()) {
            throw new DataMismatchException("there are no annotations with recordings in " + folder
                    + "; `inatsounds fetch val --recordings` brings some");
        }
        without.forEach(split -> session.console()
                .notice(split + ": not checked, no recordings here (`inatsounds verify " + split
                        + "` counts them as missing)"));
        return here;
    }
}
