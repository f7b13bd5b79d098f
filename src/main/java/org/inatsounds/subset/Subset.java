package org.inatsounds.subset;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.AnnotationSubset;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.AnnotatedSelection;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.FolderLock;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.internal.TemporaryNames;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.release.SubsetOrigin;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.RecordingCheck;
import org.jspecify.annotations.Nullable;

/**
 * Writes a smaller dataset from files on disk: recordings, annotations, {@code manifest.csv}, {@code ATTRIBUTION.md}, and
 * {@code subset.tsv}, which says where they come from.
 *
 * <pre>{@code
 * AnnotatedSelection train = AnnotatedSelection.of("train", Path.of("data/train.json"), criteria);
 * SubsetResult result = Subset.of(Path.of("data"), List.of(train), criteria)
 *         .holdout(0.15)
 *         .papers(new SubsetTables())
 *         .into(Path.of("owls"))
 *         .run(Listener.NONE);
 * }</pre>
 *
 * <p>Existing files are not overwritten; after an interruption, call it again. Set the options, then call {@link #run},
 * by one thread. To cancel, interrupt that thread: a {@code CancelledException} is thrown.
 */
public final class Subset {

    private static final String MANIFEST = SubsetOrigin.MANIFEST;
    private static final String LOCK = ".inatsounds.lock";

    /** Files of a killed run before its first complete file are ignored; the first name is of earlier versions. */
    private static final Set<String> LEFT = Set.of(MANIFEST + ".part", LOCK);

    private static final int NAMED = 3;

    private final Path data;
    private final List<AnnotatedSelection> sources;
    private final Criteria criteria;
    private final WholeFiles files = new WholeFiles();
    private Path output = Path.of("subset");
    private SubsetLayout layout = SubsetLayout.ORIGINAL;
    private SubsetLink link = SubsetLink.COPY;
    private double holdout;
    private @Nullable SubsetPapers papers;

    private Subset(Path data, List<AnnotatedSelection> sources, Criteria criteria) {
        this.data = data;
        this.sources = List.copyOf(sources);
        this.criteria = criteria;
    }

    /**
     * A subset of a data folder.
     *
     * @param data the data folder
     * @param sources one per split
     * @param criteria by which they were chosen; its seed also chooses the held-out recordings
     */
    public static Subset of(Path data, List<AnnotatedSelection> sources, Criteria criteria) {
        return new Subset(data, sources, criteria);
    }

    /** Writes into this folder, which must not exist, be empty, or have the same subset. */
    public Subset into(Path folder) {
        output = folder;
        return this;
    }

    /** The layout of its folders. Default: as published. */
    public Subset layout(SubsetLayout where) {
        layout = where;
        return this;
    }

    /** Copies or links. Default: copies. */
    public Subset link(SubsetLink how) {
        link = how;
        return this;
    }

    /**
     * Moves recordings of each species to the split {@code val}.
     *
     * @param share of them, 0 to below 1; 0: none
     * @throws UsageException for another value
     */
    public Subset holdout(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new UsageException("holdout", "expected a share from 0 to below 1, such as 0.15, got " + share);
        }
        holdout = share;
        return this;
    }

    /** The tables in the folder; required. */
    public Subset papers(SubsetPapers tables) {
        papers = tables;
        return this;
    }

    /**
     * Writes the subset.
     *
     * @throws UsageException if no recording is chosen, or the folder has other files
     * @throws DataMismatchException if recordings that are chosen are missing or damaged: nothing is written then
     * @throws StorageException if something can't be written, or another process writes there
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public SubsetResult run(Listener listener) {
        if (SystemPaths.real(output).startsWith(SystemPaths.real(data))) {
            throw new UsageException(
                    "output",
                    "expected a folder outside of the data folder " + data + ", got " + output
                            + ": its files would be read as recordings there");
        }
        List<Selection> selections =
                sources.stream().map(AnnotatedSelection::selection).toList();
        check(selections);
        SubsetPlan plan = SubsetPlan.of(selections, layout, holdout, criteria.seed());
        requireOnDisk(plan);
        SubsetPapers tables = Objects.requireNonNull(papers, "a subset needs its papers");
        String manifest = tables.manifest(
                plan.parts().stream().map(SubsetPlan.Part::renamed).toList(), output);
        requireOurs(manifest);
        try (WholeFiles.Hold hold = FolderLock.hold(files, output, LOCK, "subset", null)) {
            // Meanwhile somebody may have written another one.
            requireOurs(manifest);
            return SubsetResult.of(plan, write(plan, manifest, tables, listener));
        }
    }

    /** Returns the number of new recordings. */
    private long write(SubsetPlan plan, String manifest, SubsetPapers tables, Listener listener) {
        listener.onInterrupt("interrupted: run the same command again to resume");
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
        long recordings = new SubsetFiles(data, output, link, files).bring(plan, listener.progress());
        for (int i = 0; i < plan.parts().size(); i++) {
            SubsetPlan.Part part = plan.parts().get(i);
            AnnotationFile original = annotations.get(i);
            files.write(
                    output.resolve(part.split() + ".json"), out -> AnnotationSubset.copy(original, part.names(), out));
        }
        List<Selection> parts =
                plan.parts().stream().map(SubsetPlan.Part::source).toList();
        write("ATTRIBUTION.md", out -> tables.attribution(parts, criteria.describe(), out));
        listener.onInterrupt(null);
        return recordings;
    }

    private interface Text {
        void write(Writer out) throws IOException;
    }

    private void write(String name, Text text) {
        files.write(output.resolve(name), out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(writer);
            writer.flush();
        });
    }

    private void check(List<Selection> selections) {
        if (selections.stream().allMatch(each -> each.recordings().isEmpty())) {
            throw new UsageException("no recording is chosen (" + criteria.describe() + ")");
        }
        for (Selection each : selections) {
            if (!each.annotations().labelled() && (layout == SubsetLayout.SPECIES || holdout > 0)) {
                throw new DataMismatchException("the annotations of " + each.split()
                        + " give no species for the recordings, which --layout species and --holdout need");
            }
        }
        if (holdout > 0 && (selections.size() != 1 || selections.get(0).split().equals(SubsetPlan.HELD_OUT))) {
            throw new UsageException(
                    "holdout",
                    "expected one split other than val, such as --split train, got "
                            + String.join(
                                    ", ",
                                    selections.stream().map(Selection::split).toList())
                            + ": the recordings set aside become the split val");
        }
    }

    private void requireOnDisk(SubsetPlan plan) {
        List<String> missing = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
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
                            + ". `inatsounds fetch` with the same filters downloads them; nothing was written.");
        }
        if (!damaged.isEmpty()) {
            throw new DataMismatchException(
                    damaged.size() + " of the recordings that are chosen are empty, truncated or can't be read in "
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

    /** Refuses a folder with other files, or with another subset. */
    private void requireOurs(String manifest) {
        try {
            if (!Files.exists(output)) {
                return;
            }
            if (!Files.isDirectory(output)) {
                throw new UsageException("output", "expected a folder, got the file " + output);
            }
            Path there = output.resolve(MANIFEST);
            if (Files.isRegularFile(there)) {
                if (!Files.readString(there).equals(manifest)) {
                    throw new UsageException(
                            "output", "" + output + " holds another subset; delete it, or choose another folder");
                }
                return;
            }
            try (Stream<Path> files = Files.list(output)) {
                if (files.anyMatch(
                        file -> !LEFT.contains(file.getFileName().toString()) && !TemporaryNames.isTemporary(file))) {
                    throw new UsageException(
                            "output",
                            "expected an empty folder, got " + output
                                    + ", which contains other files; choose another folder");
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't read the folder " + output + ": " + e.getMessage(), e);
        }
    }
}
