package org.inatsounds.cli.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.SelectionOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.AnnotationSubset;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Credit;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.features.BatchPlace;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.TemporaryNames;
import org.inatsounds.internal.Text;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.release.SubsetOrigin;
import org.inatsounds.report.AttributionReport;
import org.inatsounds.report.ListFormat;
import org.inatsounds.report.Listed;
import org.inatsounds.report.Listing;
import org.inatsounds.report.TableFormat;
import org.inatsounds.subset.SubsetFiles;
import org.inatsounds.subset.SubsetLayout;
import org.inatsounds.subset.SubsetLink;
import org.inatsounds.subset.SubsetPlan;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inatsounds subset}. */
@Command(
        name = "subset",
        header = {
            "Examples:",
            "  inatsounds subset --split train --taxon Strigidae -o owls",
            "  inatsounds subset --split train --species-file my.txt --holdout 0.15 -o mine",
            "  inatsounds subset --license public-domain --layout species --link hard -o free",
            ""
        },
        description = {
            "Write a smaller dataset from what is on disk.",
            "",
            "The folder gets the recordings, annotations that every other command takes (--data FOLDER), manifest.csv,"
                    + " ATTRIBUTION.md, and subset.tsv, which says where they come from. Nothing that is there is written over; run it again after an interruption."
        })
public final class SubsetCommand implements Callable<Integer> {

    private static final String MANIFEST = SubsetOrigin.MANIFEST;

    /** What a killed run leaves before its first file is whole does not count; the first is of earlier versions. */
    private static final Set<String> LEFT = Set.of(MANIFEST + ".part", BatchPlace.LOCK);

    private static final int NAMED = 3;

    @Mixin
    private final SelectionOptions selection;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The folder to write. It must not exist, be empty, or hold the same subset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private Path output;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "original",
            description = "${COMPLETION-CANDIDATES}: folders as published, or <split>/Genus_species."
                    + " Default: ${DEFAULT-VALUE}.")
    private SubsetLayout layout = SubsetLayout.ORIGINAL;

    @Option(
            names = "--link",
            paramLabel = "KIND",
            defaultValue = "copy",
            description = "${COMPLETION-CANDIDATES}: files of their own, or links to those in the data folder."
                    + " Default: ${DEFAULT-VALUE}.")
    private SubsetLink link = SubsetLink.COPY;

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Set this share of the recordings of each species aside, as the split val; --seed says which.")
    private double holdout;

    private final Session session;

    public SubsetCommand(Session session) {
        this.session = session;
        this.selection = new SelectionOptions(session.environment());
    }

    @Override
    @SuppressWarnings("try") // The lock is held, not used.
    public Integer call() {
        if (!(holdout >= 0 && holdout < 1)) {
            throw new UsageException("--holdout: expected a share from 0 to below 1, such as 0.15, got " + holdout);
        }
        selection.drawsBySeed(holdout > 0);
        if (SystemPaths.real(output).startsWith(SystemPaths.real(selection.folder()))) {
            throw new UsageException("--output: expected a folder outside of the data folder " + selection.folder()
                    + ", got " + output + ": its files would be taken for recordings there");
        }
        List<SelectionOptions.Source> sources = selection.sources();
        List<Selection> selections =
                sources.stream().map(SelectionOptions.Source::selection).toList();
        check(selections);
        SubsetPlan plan =
                SubsetPlan.of(selections, layout, holdout, selection.criteria().seed());
        requireOnDisk(plan);
        String manifest = manifest(plan);
        requireOurs(manifest);
        long recordings;
        try (WholeFiles.Hold hold = BatchPlace.lock(session.files(), output, "subset", null)) {
            // Meanwhile somebody may have written another one.
            requireOurs(manifest);
            recordings = write(plan, manifest, sources);
        }
        summary(plan, recordings);
        return ExitCode.OK;
    }

    /** Returns how many recordings are new. */
    private long write(SubsetPlan plan, String manifest, List<SelectionOptions.Source> sources) {
        session.console().onInterrupt("interrupted: run the same command again to go on");
        write(MANIFEST, out -> out.write(manifest));
        List<AnnotationFile> annotations = new ArrayList<>();
        List<SubsetOrigin.Chosen> chosen = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            SubsetPlan.Part part = plan.parts().get(i);
            AnnotationFile file = sources.get(holdout == 0 ? i : i / 2).file();
            annotations.add(file);
            chosen.add(new SubsetOrigin.Chosen(part.split(), part.source().split(), part.keepsNames(), file.path()));
        }
        write(SubsetOrigin.FILE, SubsetOrigin.of(chosen)::write);
        SubsetFiles files = new SubsetFiles(selection.folder(), output, link, session.files());
        long recordings = files.bring(plan, session.console().progress());
        for (int i = 0; i < plan.parts().size(); i++) {
            SubsetPlan.Part part = plan.parts().get(i);
            AnnotationFile original = annotations.get(i);
            session.files()
                    .write(
                            output.resolve(part.split() + ".json"),
                            out -> AnnotationSubset.copy(original, part.names(), out));
        }
        AttributionReport attribution = attribution(plan);
        write("ATTRIBUTION.md", out -> attribution.write(TableFormat.MARKDOWN, out));
        session.console().onInterrupt(null);
        return recordings;
    }

    private void check(List<Selection> selections) {
        if (selections.stream().allMatch(each -> each.recordings().isEmpty())) {
            throw new UsageException(
                    "no recording is chosen (" + selection.criteria().describe() + ")");
        }
        for (Selection each : selections) {
            if (!each.annotations().labelled() && (layout == SubsetLayout.SPECIES || holdout > 0)) {
                throw new DataMismatchException("the annotations of " + each.split()
                        + " do not say of what the recordings are, which --layout species and --holdout need");
            }
        }
        if (holdout > 0 && (selections.size() != 1 || selections.get(0).split().equals(SubsetPlan.HELD_OUT))) {
            throw new UsageException("--holdout: expected one split other than val, such as --split train, got "
                    + String.join(
                            ", ", selections.stream().map(Selection::split).toList())
                    + ": what is set aside becomes the split val");
        }
    }

    private void requireOnDisk(SubsetPlan plan) {
        List<String> missing = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        Path data = selection.folder();
        for (SubsetPlan.Part part : plan.parts()) {
            for (Recording recording : part.source().recordings()) {
                Path file = data.resolve(recording.fileName());
                if (!Files.isRegularFile(file)) {
                    missing.add(recording.fileName());
                } else if (isDamaged(file, recording)) {
                    damaged.add(recording.fileName());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new DataMismatchException(
                    missing.size() + " of the recordings that are chosen are not in " + data + ": " + named(missing)
                            + ". `inatsounds fetch` with the same filters brings them; nothing was written.");
        }
        if (!damaged.isEmpty()) {
            throw new DataMismatchException(
                    damaged.size() + " of the recordings that are chosen are empty, cut short or can't be read in "
                            + data + ": " + named(damaged)
                            + ". `inatsounds verify --repair` fetches them again; nothing was written.");
        }
    }

    private static boolean isDamaged(Path file, Recording recording) {
        RecordingCheck.Flaw flaw = RecordingCheck.check(file, recording);
        return flaw != null && (!flaw.readable() || flaw.kind() == Problem.Kind.TRUNCATED);
    }

    private static String named(List<String> files) {
        return String.join(", ", files.stream().limit(NAMED).toList()) + (files.size() > NAMED ? ", …" : "");
    }

    /** Refuses a folder that holds something else, or another subset. */
    private void requireOurs(String manifest) {
        try {
            if (!Files.exists(output)) {
                return;
            }
            if (!Files.isDirectory(output)) {
                throw new UsageException("--output: expected a folder, got the file " + output);
            }
            Path there = output.resolve(MANIFEST);
            if (Files.isRegularFile(there)) {
                if (!Files.readString(there).equals(manifest)) {
                    throw new UsageException(
                            "--output: " + output + " holds another subset; delete it, or choose another folder");
                }
                return;
            }
            try (Stream<Path> files = Files.list(output)) {
                if (files.anyMatch(
                        file -> !LEFT.contains(file.getFileName().toString()) && !TemporaryNames.isTemporary(file))) {
                    throw new UsageException("--output: expected an empty folder, got " + output
                            + ", which holds something else; choose another folder");
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't look into " + output + ": " + e.getMessage(), e);
        }
    }

    private String manifest(SubsetPlan plan) {
        List<Selection> renamed =
                plan.parts().stream().map(SubsetPlan.Part::renamed).toList();
        ListedRecordings listed = new ListedRecordings(renamed, SystemPaths.absolute(output));
        List<String> columns = Listed.COLUMNS.names().stream()
                .filter(name -> !name.equals(Listed.SHA256) && !name.equals("path"))
                .toList();
        StringWriter out = new StringWriter();
        try {
            new Listing<>(Listed.COLUMNS.chosen(columns)).write(ListFormat.CSV, listed, listed, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written to", e);
        }
        return out.toString();
    }

    private AttributionReport attribution(SubsetPlan plan) {
        List<Selection> selections =
                plan.parts().stream().map(SubsetPlan.Part::source).toList();
        return new AttributionReport(
                String.join(
                                ", ",
                                selections.stream()
                                        .map(Selection::split)
                                        .distinct()
                                        .toList()) + ": " + selection.criteria().describe(),
                Credit.of(selections),
                Terms.citation(),
                Terms.text());
    }

    private interface Text {
        void write(Writer out) throws IOException;
    }

    private void write(String name, Text text) {
        session.files().write(output.resolve(name), out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(writer);
            writer.flush();
        });
    }

    private void summary(SubsetPlan plan, long brought) {
        ResultFile.print(session.console(), out -> {
            for (SubsetPlan.Part part : plan.parts()) {
                double seconds = part.source().recordings().stream()
                        .mapToDouble(Recording::knownDuration)
                        .filter(duration -> !Double.isNaN(duration))
                        .sum();
                out.write(part.split() + ": " + Quantity.count(part.names().size()) + " recordings, "
                        + Quantity.duration(seconds) + "\n");
            }
            out.write("in " + output + ", with annotations, " + MANIFEST + " and ATTRIBUTION.md; "
                    + Quantity.count(brought) + " of the files are new\n");
        });
    }
}
