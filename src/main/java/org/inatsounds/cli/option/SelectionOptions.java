package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.features.BatchSource;
import org.inatsounds.internal.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which recordings a command tells of: splits, and filters within them. Their audio need not be on disk. */
public final class SelectionOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            description = "train, val, test, or all. Default: the splits whose annotations are in the data folder.",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(
            names = SplitWords.OPTION,
            paramLabel = "SPLIT",
            description = SplitWords.DESCRIPTION,
            completionCandidates = SplitWords.Candidates.class)
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description = "Read this annotation file, not those in the data folder. May be repeated.")
    private List<Path> annotations = new ArrayList<>();

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec command;

    public SelectionOptions(Environment environment) {
        this.data = new DataOption(environment);
    }

    /** The data folder. */
    public Path folder() {
        return data.folder();
    }

    public Criteria criteria() {
        filters.belongsTo(command);
        return filters.criteria();
    }

    /** To be called where the command itself draws by the seed. */
    public void drawsBySeed(boolean draws) {
        filters.drawsBySeed(draws);
    }

    /**
     * Reads the annotations, several files at once, and chooses among their recordings.
     *
     * @return one for each split, in the order in which they were named
     * @throws UsageException if the options make no sense
     * @throws DataMismatchException if annotations are not there
     * @throws BadInputException if annotations can't be used, or are not of one release
     */
    public List<Selection> read() {
        return sources().stream().map(Source::selection).toList();
    }

    /** Says so when nothing was chosen: an empty result may be meant, or not. */
    public void noteIfEmpty(Console console, List<Selection> selections) {
        if (selections.stream().allMatch(each -> each.recordings().isEmpty())) {
            console.notice("no recording matches: " + criteria().describe());
        }
    }

    /** Every file that is read. */
    public Path[] inputs() {
        return Stream.concat(files().stream(), filters.file().stream()).toArray(Path[]::new);
    }

    /** Recordings, and the annotation file that they stand in. */
    public record Source(AnnotationFile file, Selection selection) {}

    /** The same, with the files. */
    public List<Source> sources() {
        RecordingFilter filter = new RecordingFilter(criteria());
        List<AnnotationFile> files = files().stream().map(AnnotationFile::of).toList();
        List<Annotations> all = read(files);
        List<Selection> selections = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String split = annotations.isEmpty() || !named().isEmpty()
                    ? splits().get(i).label()
                    : name(files.get(i).path(), all.get(i));
            selections.add(new Selection(split, all.get(i), filter.apply(all.get(i))));
        }
        filter.requireMatches();
        requireOneFileASplit(selections);
        Selection.requireOneRelease(selections);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            sources.add(new Source(files.get(i), selections.get(i)));
        }
        return List.copyOf(sources);
    }

    /** Those that are named, else those that are there. */
    private List<Split> splits() {
        Path folder = folder();
        return named().isEmpty()
                ? EnumSet.allOf(Split.class).stream()
                        .filter(split -> Files.exists(folder.resolve(split + ".json")))
                        .toList()
                : List.copyOf(named());
    }

    private Set<Split> named() {
        return SplitWords.named(words, options, command);
    }

    private List<Path> files() {
        if (annotations.isEmpty()) {
            List<Split> chosen = splits();
            if (chosen.isEmpty()) {
                throw new DataMismatchException(
                        "there are no annotations in " + folder() + "; `inatsounds fetch` downloads them");
            }
            return chosen.stream()
                    .map(split -> folder().resolve(split + ".json"))
                    .toList();
        }
        if (!named().isEmpty() && splits().size() != annotations.size()) {
            throw new UsageException("--split: expected one split name for each file of --annotations, got "
                    + splits().size() + " for " + annotations.size());
        }
        return annotations;
    }

    /** The files in their order, several at once: train takes as long as the others together. */
    private static List<Annotations> read(List<AnnotationFile> files) {
        int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        if (threads == 1) {
            return files.stream().map(AnnotationFile::read).toList();
        }
        try (Workers workers = new Workers("annotations", threads)) {
            List<CompletableFuture<Annotations>> reading = files.stream()
                    .map(file -> CompletableFuture.supplyAsync(file::read, workers.pool()))
                    .toList();
            return reading.stream().map(CompletableFuture::join).toList();
        }
    }

    /** What a file of its own is called: the folder of its recordings, else the name of the file. */
    private static String name(Path file, Annotations annotations) {
        List<Recording> recordings = annotations.recordings();
        String first = recordings.isEmpty() ? "" : recordings.get(0).fileName();
        int slash = first.indexOf('/');
        return slash > 0 ? first.substring(0, slash) : BatchSource.withoutEnding(String.valueOf(file.getFileName()));
    }

    private static void requireOneFileASplit(List<Selection> selections) {
        Set<String> names = new LinkedHashSet<>();
        for (Selection selection : selections) {
            if (!names.add(selection.split())) {
                throw new UsageException("--annotations: expected one file per split, got two of " + selection.split());
            }
        }
    }
}
